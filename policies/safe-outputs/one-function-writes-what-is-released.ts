import { ownerOf } from '../estate/access/canonical.ts';
import { identityPolicies } from '../estate/access/identity-policies.ts';
import { physicalName } from '../estate/access/physical-names.ts';
import { type Actor, actors, identities, nobodys } from '../estate/actors.ts';
import type { Estate, Resource } from '../estate/estate.ts';
import { functions } from '../estate/functions.ts';
import { type Access, firstThatMay, mayDo, reachOf, sentenceOf } from '../estate/may.ts';
import { roles } from '../estate/principals.ts';
import { fail, notApplicable, pass } from '../outcome.ts';
import type { Outcome, Rule } from '../rule.ts';
import { isOnlyFor } from '../safe-data/named-roles.ts';
import { onlyFunctionOf } from '../safe-people/roles-of-one-function.ts';
import { checkerOf } from './airlock-functions.ts';
import { doorOf, openToTheAccount } from './hands.ts';
import { mayPurge } from './purging.ts';
import { deploymentsOf, namesARelease, releaseBuckets } from './release-buckets.ts';

/** Puts bytes or words into a bucket. A copy is a PutObject where it arrives. */
const putting = [
  's3:PutObject',
  's3:PutObjectAcl',
  's3:PutObjectTagging',
  's3:PutObjectVersionTagging',
  's3:ReplicateObject',
  's3:ReplicateTags',
  's3:RestoreObject',
  's3:UpdateObjectEncryption',
];
const deleting = ['s3:DeleteObject', 's3:DeleteObjectVersion', 's3:ReplicateDelete'];

const object = (bucket: string): string => ['arn', 'aws', 's3', '', '', `${bucket}/x`].join(':');

/** Lent to Lambda alone, and run by one function: whoever else could act with it would write too. */
function isOfOneFunction(estate: Estate, { resource }: Actor): boolean {
  const role = roles(estate).find((one) => one.resource === resource);
  const run = functions(estate).filter((one) => one.role?.resource === resource);
  return role !== undefined && isOnlyFor(role, 'lambda.amazonaws.com') && run.length === 1;
}

function writersOf(estate: Estate, bucket: Resource): readonly Outcome[] {
  const target = object(physicalName(estate, bucket).name);
  const found = actors(estate).flatMap((actor) => {
    const actions = mayPurge(estate, actor, bucket) ? putting : [...putting, ...deleting];
    const access = firstThatMay(estate, actor, actions, [target]);
    return access === undefined ? [] : [{ actor, access }];
  });
  const [first, ...others] = found;
  if (first === undefined) return [pass(bucket, 'Type', 'nobody may write it')];
  const faults = [
    ...(isOfOneFunction(estate, first.actor) ? [] : [first]),
    ...others.filter(({ actor }) => actor !== first.actor),
  ];
  if (faults.length > 0)
    return faults.map(({ actor, access }) => fail(bucket, 'Type', `${actor.name} ${sentenceOf(access)}`));
  const fault = aloneFault(estate, first.actor, bucket, target);
  return [
    fault === undefined
      ? pass(bucket, 'Type', `${first.actor.name}, the role of one function, may write it, and nobody else`)
      : fail(bucket, 'Type', fault),
  ];
}

/** It is set to work by what two reviewers decided, and by nobody's request; and nobody of the account whom no template makes may write beside it. */
function aloneFault(estate: Estate, { name, resource }: Actor, bucket: Resource, target: string): string | undefined {
  const lambda = onlyFunctionOf(estate, resource)?.resource;
  const door = doorOf(estate, lambda);
  if (door !== undefined) return `${name} may write it, and requests at the ${door} door set its function to work`;
  if (lambda !== undefined && lambda === checkerOf(estate))
    return `${name} may write it, and freezes and checks as well`;
  const open = openToTheAccount(estate, bucket, [...putting, ...deleting], [target]);
  return open === undefined ? undefined : `its own policy does not refuse ${open}`;
}

/** Changes a bucket of somebody else: a word to its owner is one too. */
const changing = ['s3:PutBucketOwnershipControls', 's3:PutBucketTagging', 's3:PutBucketVersioning'];

/** Names of buckets are the world's: any that the templates do not hold may be a stranger's, or of an account that a condition names. */
function strangersTo(estate: Estate, identity: Resource) {
  const own = new Set(estate.stacks.map(({ account }) => account));
  const words = (identityPolicies(estate, identity).identity ?? []).flatMap(({ conditions }) =>
    conditions.flatMap(({ values }) => values),
  );
  const named = words.filter((word) => word !== undefined && /^\d{12}$/.test(word) && !own.has(word));
  return [nobodys, ...new Set(named.flatMap((word) => word ?? []))].map((account) => ({
    'aws:resourceaccount': [account],
    's3:resourceaccount': [account],
    'aws:resourceorgid': ['o-0000000000'],
  }));
}

function writesOutside(estate: Estate, actor: Actor, identity: Resource): Access | undefined {
  const releases = deploymentsOf(estate).map((deployment) => object(`tre-${deployment}-release-stranger`));
  const strangers = strangersTo(estate, identity);
  for (const action of [...putting, ...changing]) {
    for (const to of reachOf(estate, actor, action, object('stranger'))) {
      if (ownerOf(estate, to) !== undefined || !/^arn:[^:]*:s3:/.test(to)) continue;
      for (const facts of namesARelease(to) ? [{}] : strangers) {
        const answer = mayDo(estate, actor, action, to, { facts });
        if (answer !== undefined) return { action, to, answer };
      }
    }
    const release = firstThatMay(estate, actor, [action], releases);
    if (release !== undefined) return release;
  }
  return undefined;
}

export const oneFunctionWritesWhatIsReleased: Rule = {
  id: 'one-function-writes-what-is-released',
  safe: 'outputs',
  controls: ['3.1.05', '3.1.06', '3.1.12', '3.1.11'],
  severity: 'fatal',
  why: 'Two reviewers looked at what the release function writes; what anybody else can put outside, or beside it, nobody has looked at.',
  fix: 'take the right that the outcome names away, or demand aws:ResourceAccount of the own account where a name is not whole',
  source:
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-resourceaccount',
  check: (estate) => {
    const [anyBucket] = estate.ofType('AWS::S3::Bucket');
    const releases = releaseBuckets(estate);
    const none =
      releases.length > 0 || anyBucket === undefined
        ? []
        : [notApplicable(anyBucket, 'Type', 'nothing is released yet: no bucket of these templates is for it')];
    return [
      ...none,
      ...releases.flatMap((bucket) => writersOf(estate, bucket)),
      ...identities(estate).flatMap((actor) => {
        if (actor.resource === undefined) return [];
        const outside = writesOutside(estate, actor, actor.resource);
        return [
          outside === undefined
            ? pass(actor.resource, 'Properties', 'may write to no bucket outside these templates')
            : fail(actor.resource, 'Properties', sentenceOf(outside)),
        ];
      }),
    ];
  },
};
