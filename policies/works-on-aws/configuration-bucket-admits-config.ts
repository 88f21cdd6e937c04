import { placeOf } from '../estate/arns.ts';
import { denialsOf, serviceMay } from '../estate/calls.ts';
import { judged } from '../outcome.ts';
import { configurationBuckets } from './log-destinations.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

const service = 'config.amazonaws.com';

export const configurationBucketAdmitsConfig: WorksOnAwsRule = {
  id: 'configuration-bucket-admits-config',
  severity: 'error',
  why: 'Creating a delivery channel writes a test object: a bucket that does not admit AWS Config fails the deployment.',
  fix: 'allow s3:GetBucketAcl, s3:ListBucket and s3:PutObject to config.amazonaws.com for your account',
  source: 'https://docs.aws.amazon.com/config/latest/developerguide/s3-bucket-policy.html',
  check: (estate) =>
    configurationBuckets(estate).map(([channel, { resource, statements }]) => {
      const { account = '', region } = placeOf(estate, channel);
      const sent = {
        'aws:sourceaccount': [account],
        'aws:sourcearn': [['arn', 'aws', 'config', region, account, 'x'].join(':')],
        'aws:principalisawsservice': ['true'],
        'aws:principalservicename': [service],
        'aws:securetransport': ['true'],
        's3:tlsversion': ['1.3'],
        's3:x-amz-acl': ['bucket-owner-full-control'],
      };
      const actions = ['s3:GetBucketAcl', 's3:ListBucket', 's3:PutObject'];
      const missing = actions.filter((action) => !serviceMay(statements, service, action, sent));
      const refused = actions.flatMap((action) => denialsOf(statements, action, sent));
      return judged(
        missing.length === 0 && refused.length === 0,
        channel,
        'Properties.S3BucketName',
        `${resource.logicalId} admits AWS Config`,
        `on ${resource.logicalId} AWS Config ${missing.length > 0 ? `lacks ${missing.join(', ')}` : `is refused by ${refused[0]?.path}`}`,
      );
    }),
};
