import { arnsOf, placeOf } from '../estate/arns.ts';
import { serviceMay } from '../estate/calls.ts';
import { keys } from '../estate/stores.ts';
import { judged } from '../outcome.ts';
import { accessLogBuckets } from './log-destinations.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

const logger = 'logging.s3.amazonaws.com';

export const accessLogBucketAdmitsTheLogger: WorksOnAwsRule = {
  id: 'access-log-bucket-admits-the-logger',
  severity: 'error',
  why: 'Outside the console nobody writes the policy for you, and a destination that does not admit the logging service stays empty without an error.',
  fix: 'allow s3:PutObject to logging.s3.amazonaws.com for the source bucket and, under a customer key, kms:GenerateDataKey and kms:Decrypt too',
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html',
  check: (estate) =>
    accessLogBuckets(estate).map(([source, { resource, statements, key }]) => {
      const sent = {
        'aws:sourcearn': arnsOf(estate, source),
        'aws:sourceaccount': [placeOf(estate, source).account ?? ''],
      };
      const keyStatements = keys(estate).find((one) => one.resource === key)?.statements;
      const missing = [
        ...(serviceMay(statements, logger, 's3:PutObject', sent) ? [] : ['s3:PutObject']),
        ...['kms:GenerateDataKey', 'kms:Decrypt'].filter(
          (action) => keyStatements !== undefined && !serviceMay(keyStatements, logger, action, sent),
        ),
      ];
      return judged(
        missing.length === 0,
        source,
        'Properties.LoggingConfiguration',
        `${resource.logicalId} admits ${logger} for this bucket`,
        `${logger} lacks ${missing.join(', ')} on ${resource.logicalId}`,
      );
    }),
};
