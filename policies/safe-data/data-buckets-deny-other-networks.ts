import type { Estate } from '../estate/estate.ts';
import { coversAction } from '../estate/statements.ts';
import type { Bucket } from '../estate/stores.ts';
import { judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';
import { personRoles } from '../safe-people/person-roles.ts';
import { asksOnly } from './condition-tests.ts';
import { dataBuckets } from './data-buckets.ts';
import { keeps } from './key-holders.ts';
import { namedRole } from './named-roles.ts';
import { may, reading, writing } from './object-rights.ts';
import { dataActions, exemptFromPerimeter } from './perimeter.ts';
import { rolesAtWork } from './services-at-work.ts';

const records = dataActions.filter((action) => /^s3:(Get|Put|Delete)Object/.test(action));

/** The bucket refuses somebody every object but those in folders of one name, such as the metadata that Glue writes for a deployer. */
const refusesRecords = ({ resource, statements }: Bucket, arn: string): boolean =>
  statements.some(
    (statement) =>
      statement.effect === 'Deny' &&
      !statement.unresolved &&
      statement.principals?.AWS?.includes('*') === true &&
      asksOnly(
        statement,
        ({ operator, key, values }) => operator === 'ArnEquals' && key === 'aws:principalarn' && values.includes(arn),
      ) &&
      records.every((action) => coversAction(statement, action)) &&
      statement.notResources?.join() === `\${${resource.address}.Arn}/*/metadata/*`,
  );

/** A role of a service at work on this very bucket, or one of no person that can neither read nor write an object. */
function mayComeFromAnywhere(estate: Estate, bucket: Bucket, arn: string): boolean {
  const role = namedRole(estate, arn);
  if (role === undefined) return false;
  if (rolesAtWork(estate, bucket.resource).includes(role)) return true;
  return !personRoles(estate).includes(role) && !may(estate, role, [...reading, ...writing], bucket);
}

/** Whoever keeps the key of the bucket may ask whether it is there, which CloudFormation does, and what else holds no record. */
const isKeeper = (estate: Estate, bucket: Bucket, arn: string, action: string): boolean =>
  keeps(estate, bucket.key, arn) && (action === 's3:ListBucket' || refusesRecords(bucket, arn));

export const dataBucketsDenyOtherNetworks: Rule = {
  id: 'data-buckets-deny-other-networks',
  safe: 'data',
  controls: ['3.1.12', '2.2.09', '2.2.11'],
  severity: 'fatal',
  why: 'Credentials that leak must be worthless outside the network, or the network proves nothing.',
  fix: 'deny data actions to everybody where aws:SourceVpc is another, the call is not forwarded by a service, and the caller is none of the roles that AWS Backup or GuardDuty use on this bucket',
  source: 'https://docs.aws.amazon.com/athena/latest/ug/s3-permissions.html',
  check: (estate) =>
    dataBuckets(estate).map((bucket) => {
      const gaps = dataActions.flatMap((action) => {
        const exempt = exemptFromPerimeter(estate, bucket, action) ?? ['everybody'];
        const strange = exempt.find(
          (arn) => !mayComeFromAnywhere(estate, bucket, arn) && !isKeeper(estate, bucket, arn, action),
        );
        return strange === undefined ? [] : [`${strange} may call ${action} from any network`];
      });
      return judged(
        gaps.length === 0,
        bucket.policies[0] ?? bucket.resource,
        'Properties.PolicyDocument',
        'data is denied to every call from another network, but of services at work on the bucket',
        gaps[0] ?? '',
      );
    }),
};
