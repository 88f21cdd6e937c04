import { denialsOf } from '../estate/calls.ts';
import { buckets } from '../estate/stores.ts';
import { at, text } from '../estate/values.ts';
import { judged } from '../outcome.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

/** What S3 sees of a query: the caller's role, no network of ours, and that a service forwards the call. */
const fromAthena = {
  'aws:viaawsservice': ['true'],
  'aws:principalisawsservice': ['false'],
  'aws:calledvia': ['athena.amazonaws.com'],
  'aws:calledviafirst': ['athena.amazonaws.com'],
  'aws:calledvialast': ['athena.amazonaws.com'],
  'aws:securetransport': ['true'],
  's3:tlsversion': ['1.3'],
  'aws:principalarn': ['role of whoever queries'],
};

export const bucketDeniesLetAthenaThrough: WorksOnAwsRule = {
  id: 'bucket-denies-let-athena-through',
  severity: 'error',
  why: 'Athena reads S3 from its own network: a Deny on aws:SourceVpc, aws:SourceVpce or aws:SourceIp without an exemption stops every query.',
  fix: 'add BoolIfExists aws:ViaAWSService false to the Deny',
  source: 'https://docs.aws.amazon.com/athena/latest/ug/s3-permissions.html',
  check: (estate) => {
    const locations = estate
      .ofType('AWS::Glue::Table')
      .flatMap((table) => [
        text(at(table, 'TableInput.StorageDescriptor.Location')),
        text(at(table, 'OpenTableFormatInput.IcebergInput.IcebergTableInput.Location')),
      ])
      .flatMap((location) => estate.find(/^s3:\/\/(\$\{[^}]+\}|[^/]+)/.exec(location ?? '')?.[1]) ?? []);
    return buckets(estate)
      .filter(({ resource }) => locations.includes(resource))
      .map(({ resource, policies, statements }) => {
        const refusing = ['s3:GetObject', 's3:ListBucket'].flatMap((action) =>
          denialsOf(statements, action, fromAthena),
        );
        return judged(
          refusing.length === 0,
          policies[0] ?? resource,
          refusing[0]?.path ?? 'Properties.PolicyDocument',
          'no Deny reaches what Athena reads',
          `${refusing[0]?.sid ?? 'a Deny'} reaches Athena, which calls from no network of yours`,
        );
      });
  },
};
