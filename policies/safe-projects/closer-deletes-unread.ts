import { physicalName } from '../estate/access/physical-names.ts';
import { identities } from '../estate/actors.ts';
import { doors } from '../estate/doors.ts';
import type { Estate, Resource } from '../estate/estate.ts';
import { firstAnywhere, firstThatMay, mayDo, sentenceOf } from '../estate/may.ts';
import { type Role, roles } from '../estate/principals.ts';
import { conditionValues } from '../estate/statements.ts';
import { isTrue } from '../estate/values.ts';
import { fail, judged } from '../outcome.ts';
import type { Outcome, Rule } from '../rule.ts';
import { dataBuckets } from '../safe-data/data-buckets.ts';
import {
  type AdmittedRight,
  beyondTheList,
  isA,
  nameBegins,
  ofEveryFunction,
  through,
  workOnTables,
} from '../safe-people/closed-rights.ts';
import { onlyFunctionOf } from '../safe-people/roles-of-one-function.ts';
import { projectStacks } from './project-stacks.ts';

const ofProjects = /^alias\/tre-[a-z0-9-]+-project-/;

/** All that a function may do which ends the keys of projects. */
const closedList: readonly AdmittedRight[] = [
  ...ofEveryFunction,
  ...workOnTables,
  { actions: ['kms:ListAliases'], on: () => true },
  {
    actions: [
      's3:DeleteObject',
      's3:DeleteObjectVersion',
      's3:GetBucketLocation',
      's3:ListBucket',
      's3:ListBucketMultipartUploads',
      's3:ListBucketVersions',
      's3:AbortMultipartUpload',
    ],
    on: nameBegins('s3', /^tre-[a-z0-9-]+-p-/),
  },
  { actions: ['s3:PutObject'], on: isA('AWS::S3::Bucket', ({ properties }) => isTrue(properties.ObjectLockEnabled)) },
  // The key of what it puts into; to decrypt through S3 is to read an object, and it may read none.
  { actions: ['kms:Decrypt', 'kms:GenerateDataKey'], on: isA('AWS::KMS::Key'), asks: through('s3') },
  // A key that is gone has no alias left to be asked for, and what describes a key tells nothing of what it encrypts.
  {
    actions: ['kms:DescribeKey'],
    on: (estate, role, pattern) =>
      nameBegins('kms', /^key\//)(estate, role, pattern) || isA('AWS::KMS::Key')(estate, role, pattern),
  },
  {
    actions: ['kms:DisableKey', 'kms:ScheduleKeyDeletion'],
    on: (estate, role, pattern) =>
      nameBegins('kms', /^key\//)(estate, role, pattern) || isA('AWS::KMS::Key')(estate, role, pattern),
    asks: (right) => {
      const aliases = conditionValues(
        right,
        ['ForAnyValue:StringLike', 'ForAnyValue:StringEquals'],
        'kms:ResourceAliases',
      );
      return aliases.length > 0 && aliases.every((alias) => ofProjects.test(alias));
    },
  },
];

const reading = ['s3:GetObject', 's3:GetObjectVersion', 's3:RestoreObject'];
const opening = ['kms:CreateGrant', 'kms:Decrypt', 'kms:ReEncryptFrom'];

/** Names of a key, as the templates give them: whoever could give it another would need a right that nobody here has. */
function aliasesOf(estate: Estate, key: Resource): readonly string[] | null {
  const names = estate
    .ofType('AWS::KMS::Alias')
    .filter(({ properties }) => estate.find(properties.TargetKeyId) === key)
    .map(({ properties }) => String(properties.AliasName));
  return names.length === 0 ? null : names;
}

/** Whether a key is a project's own: it stands in a project's stack. A name alone would make the key of any zone one. */
const isOfProject = (estate: Estate, key: Resource): boolean =>
  projectStacks(estate).some(({ name }) => name === key.stack);

function faultOf(estate: Estate, role: Role): string | undefined {
  const lambda = onlyFunctionOf(estate, role.resource);
  if (lambda === undefined) return 'is not the role of one function';
  if (!lambda.inVpc) return 'serves a function outside the network';
  const more = beyondTheList(estate, role, closedList);
  if (more !== undefined) return more;
  const actor = identities(estate).find(({ resource }) => resource === role.resource);
  if (actor === undefined) return 'cannot be asked about';
  const arn = (resource: Resource): string => physicalName(estate, resource).arn;
  const stores = dataBuckets(estate);
  const others = estate.ofType('AWS::KMS::Key').filter((key) => !isOfProject(estate, key));
  const access =
    firstThatMay(
      estate,
      actor,
      reading,
      stores.map(({ resource }) => `${arn(resource)}/x`),
    ) ?? firstThatMay(estate, actor, opening, [...new Set(stores.flatMap(({ key }) => key ?? []))].map(arn));
  if (access !== undefined) return sentenceOf(access);
  for (const key of others)
    for (const action of ['kms:DisableKey', 'kms:ScheduleKeyDeletion']) {
      const facts = { 'kms:resourcealiases': aliasesOf(estate, key) };
      const answer = mayDo(estate, actor, action, arn(key), { facts });
      if (answer !== undefined) return sentenceOf({ action, to: arn(key), answer });
    }
  return undefined;
}

function judge(estate: Estate, role: Role): Outcome {
  const fault = faultOf(estate, role);
  return judged(
    fault === undefined,
    role.resource,
    'Properties.Policies',
    'deletes extracts that it cannot read, and ends keys of projects alone',
    fault ?? '',
  );
}

/** Asked of every role of the environment that may end a key, whatever it is called. */
export const closerDeletesUnread: Rule = {
  id: 'closer-deletes-unread',
  safe: 'projects',
  controls: ['3.2.03', '2.8.01'],
  severity: 'fatal',
  why: 'Closing a project needs its data gone and not seen; a role that could also read would be the widest of all, for it visits every project.',
  fix: 'allow the function that closes projects to list and delete in extracts, to end keys under an alias of a project, to put into the locked archive, and nothing else',
  source: 'https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html',
  check: (estate) => {
    const ending = new Set(
      identities(estate)
        .filter((actor) => firstAnywhere(estate, actor, ['kms:ScheduleKeyDeletion']) !== undefined)
        .map(({ resource }) => resource),
    );
    const found = roles(estate).filter(({ resource }) => ending.has(resource));
    const [door] = doors(estate);
    return found.length === 0 && door !== undefined
      ? [fail(door.api, 'Type', 'nothing ends the keys and extracts of a project that is over')]
      : found.map((role) => judge(estate, role));
  },
};
