import { arnsOf } from '../estate/arns.ts';
import { type Context, denialsOf } from '../estate/calls.ts';
import type { Estate } from '../estate/estate.ts';
import { functions } from '../estate/functions.ts';
import { type Role, roles } from '../estate/principals.ts';
import { sentBy } from '../estate/role-rights.ts';
import { matchesResource, type Statement } from '../estate/statements.ts';
import { type Bucket, buckets } from '../estate/stores.ts';
import { grouped, oncePerEstate } from '../estate/views.ts';
import { judged } from '../outcome.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

/** A role of a service, or of a function outside the VPC, calls from no network of ours. Of others the network is not known. */
function callsOf(estate: Estate, role: Role): Context {
  const services = role.trust.flatMap(({ principals }) => principals?.Service ?? []);
  const own = functions(estate).filter((one) => one.role?.resource === role.resource);
  const isOutside =
    services.length > 0 &&
    (services.includes('lambda.amazonaws.com') ? own.length > 0 && own.every(({ inVpc }) => !inVpc) : true);
  if (isOutside) return { ...sentBy(estate, role.resource), 'aws:viaawsservice': ['false'] };
  const open = ['aws:sourcevpc', 'aws:sourcevpce', 'aws:sourceip', 'aws:viaawsservice', 'aws:calledvia'];
  return { ...sentBy(estate, role.resource), ...Object.fromEntries(open.map((key) => [key, 'unknown' as const])) };
}

interface Grant {
  readonly action: string;
  /** What is granted, in terms of the reference to the bucket. */
  readonly place: string;
  readonly bucket: Bucket;
}

const bucketsByArn: (estate: Estate) => ReadonlyMap<string, Bucket> = oncePerEstate(
  (estate) =>
    new Map(buckets(estate).flatMap((bucket) => arnsOf(estate, bucket.resource).map((arn) => [arn, bucket] as const))),
);

/** What a role is granted by name on buckets of the estate; a pattern of bucket names grants nothing certain. */
const grantsOf = (estate: Estate, { statements }: Role): readonly Grant[] =>
  statements
    .filter(({ effect }) => effect === 'Allow')
    .flatMap(({ actions = [], resources = [] }) =>
      resources.flatMap((written) => {
        const [, arn = '', rest = ''] = /^(\$\{[^}]+\}|[^/]+)(.*)$/s.exec(written) ?? [];
        const bucket = bucketsByArn(estate).get(arn);
        return bucket === undefined
          ? []
          : actions
              .filter((action) => /^s3:[A-Za-z]+$/.test(action))
              .map((action) => ({ action, bucket, place: `\${${bucket.resource.address}.Arn}${rest}` }));
      }),
    );

const meets = (deny: Statement, place: string): boolean =>
  deny.resources?.some((pattern) => matchesResource(pattern, place)) ??
  deny.notResources?.every((pattern) => !matchesResource(pattern, place)) ??
  true;

/** Looks at actions that are named in full; headers of a single call, such as encryption, are the caller's affair. */
export const bucketPoliciesLeaveGrantsAlive: WorksOnAwsRule = {
  id: 'bucket-policies-leave-grants-alive',
  severity: 'error',
  why: 'A Deny wins over every Allow: a role that is granted an action and always denied it fails when the action is first needed.',
  fix: 'spare the role in the Deny by aws:PrincipalArn, or take the grant away',
  source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html',
  check: (estate) =>
    roles(estate).flatMap((role) => {
      const context = callsOf(estate, role);
      const grants = grouped(grantsOf(estate, role), ({ bucket }) => [bucket]);
      return [...grants].map(([{ resource, statements }, granted]) => {
        const dead = granted.filter(({ action, place }) =>
          denialsOf(statements, action, context, true).some((deny) => meets(deny, place)),
        );
        return judged(
          dead.length === 0,
          role.resource,
          'Properties.Policies',
          `${resource.logicalId} denies nothing that is granted here`,
          `${resource.logicalId} always denies ${[...new Set(dead.map(({ action }) => action))].join(', ')}, which is granted here`,
        );
      });
    }),
};
