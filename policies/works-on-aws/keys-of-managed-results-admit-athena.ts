import { arnsOf, placeOf } from '../estate/arns.ts';
import { serviceMay } from '../estate/calls.ts';
import { keys } from '../estate/stores.ts';
import { at } from '../estate/values.ts';
import { judged, notApplicable } from '../outcome.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

export const keysOfManagedResultsAdmitAthena: WorksOnAwsRule = {
  id: 'keys-of-managed-results-admit-athena',
  severity: 'error',
  why: 'Managed query results use a principal of their own; under a key that does not name it no query of the workgroup succeeds.',
  fix: 'let encryption.athena.amazonaws.com use kms:Decrypt, kms:GenerateDataKey and kms:DescribeKey for the ARN of the workgroup',
  source: 'https://docs.aws.amazon.com/athena/latest/ug/managed-results.html',
  check: (estate) =>
    estate.ofType('AWS::Athena::WorkGroup').map((workgroup) => {
      const path = 'Properties.WorkGroupConfiguration.ManagedQueryResultsConfiguration';
      const written = at(workgroup, `${path}.EncryptionConfiguration.KmsKey`);
      const key = keys(estate).find(({ resource }) => resource === estate.find(written));
      if (key === undefined) return notApplicable(workgroup, path, 'no managed results under a key of these templates');
      const arns = arnsOf(estate, workgroup);
      const context = {
        'aws:sourcearn': arns,
        'aws:sourceaccount': [placeOf(estate, workgroup).account ?? ''],
        'kms:encryptioncontext:aws:athena:arn': arns,
      };
      const missing = ['kms:Decrypt', 'kms:GenerateDataKey', 'kms:DescribeKey'].filter(
        (action) => !serviceMay(key.statements, 'encryption.athena.amazonaws.com', action, context),
      );
      return judged(
        missing.length === 0,
        workgroup,
        path,
        `${key.resource.logicalId} admits Athena for this workgroup`,
        `${key.resource.logicalId} does not let Athena use ${missing.join(', ')} for this workgroup`,
      );
    }),
};
