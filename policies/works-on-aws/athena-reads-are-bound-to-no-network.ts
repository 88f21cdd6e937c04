import { roles } from '../estate/principals.ts';
import { coversAction, type Statement } from '../estate/statements.ts';
import { judged } from '../outcome.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

const networkKeys = ['aws:sourcevpc', 'aws:sourcevpce', 'aws:sourceip', 'aws:vpcsourceip', 'aws:sourcevpcarn'];
const forwarded = [
  's3:GetObject',
  's3:ListBucket',
  's3:GetBucketLocation',
  'kms:Decrypt',
  'glue:GetTable',
  'glue:GetPartitions',
];

const asksForNetwork = ({ conditions }: Statement): boolean =>
  Object.entries(conditions).some(
    ([operator, keys]) =>
      !operator.endsWith('IfExists') && Object.keys(keys).some((key) => networkKeys.includes(key.toLowerCase())),
  );

/** A role that asks Athena is one that may start a query; its own calls of Athena may well be bound to a network. */
export const athenaReadsAreBoundToNoNetwork: WorksOnAwsRule = {
  id: 'athena-reads-are-bound-to-no-network',
  severity: 'error',
  why: 'Athena calls S3, KMS and Glue from its own network in the name of whoever asks: an Allow that is bound to aws:SourceVpc or aws:SourceIp never applies to them.',
  fix: 'bind athena:* to the network, and S3, KMS and Glue to aws:CalledVia athena.amazonaws.com',
  source: 'https://docs.aws.amazon.com/athena/latest/ug/s3-permissions.html',
  check: (estate) =>
    roles(estate)
      .filter(({ statements }) =>
        statements.some((one) => one.effect === 'Allow' && coversAction(one, 'athena:StartQueryExecution')),
      )
      .map(({ resource, statements }) => {
        const allowing = statements.filter(({ effect }) => effect === 'Allow');
        const stopped = forwarded.filter((action) => {
          const grants = allowing.filter((statement) => coversAction(statement, action));
          return grants.length > 0 && grants.every(asksForNetwork);
        });
        return judged(
          stopped.length === 0,
          resource,
          'Properties.Policies',
          'what Athena reads for it is bound to no network',
          `${stopped.join(', ')} only from a network of yours, and Athena reads from its own`,
        );
      }),
};
