import type { Account } from '../account.ts';
import { type Answer, known, mapped } from '../answer.ts';
import type { AnyCall, Call } from '../call.ts';
import { fine, note, wouldFail } from '../finding.ts';
import { type NamedType, namedTypes } from '../named-resources.ts';
import { owned, ownershipCalls } from '../owned.ts';
import { trails } from '../ports/cloudtrail.ts';
import { conformancePacks } from '../ports/config.ts';
import { managedPolicies, roles } from '../ports/iam.ts';
import { keyAliases } from '../ports/kms.ts';
import { functions } from '../ports/lambda.ts';
import { backupVaults, glueDatabases, logGroups, topics, workgroups } from '../ports/names-in-use.ts';
import { buckets } from '../ports/s3.ts';
import type { Question, Subject } from '../question.ts';

type Names = (account: Account, subject: Subject) => Promise<Answer<readonly string[]>>;

interface Look {
  readonly what: string;
  readonly call: AnyCall;
  readonly names: Names;
}

const all = (what: string, call: Call<undefined, readonly string[]>): Look => ({
  what,
  call,
  names: (account) => account.ask(call, undefined),
});

const starting = (what: string, call: Call<string, readonly string[]>, prefix: (id: string) => string): Look => ({
  what,
  call,
  names: (account, { deployment: { id } }) => account.ask(call, prefix(id)),
});

const looks: Readonly<Partial<Record<NamedType, Look>>> = {
  'AWS::S3::Bucket': starting('buckets', buckets, (id) => `tre-${id}-`),
  'AWS::KMS::Alias': all('aliases of keys', keyAliases),
  'AWS::Logs::LogGroup': starting('log groups', logGroups, (id) => `/tre/${id}/`),
  'AWS::IAM::Role': all('roles', roles),
  'AWS::IAM::ManagedPolicy': all('managed policies', managedPolicies),
  'AWS::Lambda::Function': all('functions', functions),
  'AWS::CloudTrail::Trail': {
    what: 'trails',
    call: trails,
    names: async (account) => mapped(await account.ask(trails, undefined), (found) => found.map(({ name }) => name)),
  },
  'AWS::Athena::WorkGroup': all('workgroups', workgroups),
  'AWS::Glue::Database': all('databases', glueDatabases),
  'AWS::Backup::BackupVault': all('backup vaults', backupVaults),
  'AWS::SNS::Topic': all('topics', topics),
  'AWS::Config::ConformancePack': all('conformance packs', conformancePacks),
};

const source = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/validate-stack-deployments.html';

const leftover = (type: NamedType, { what, call, names }: Look): Question => ({
  id: `leftover-${what.replaceAll(' ', '-')}`,
  about: `${what} of the names to come`,
  calls: [call, ...ownershipCalls],
  ask: async (account, subject) =>
    known(await names(account, subject), async (there) => {
      const wanted = subject.plan.names.get(type) ?? [];
      const taken = wanted.filter((name) => there.includes(name));
      if (taken.length === 0) return [fine(`none of ${wanted.length}`)];
      return known(await owned(account, subject.plan), (ours) => {
        const strays = taken.filter((name) => !ours.has(type, name));
        if (strays.length === 0) return [fine(`${taken.length} of ${wanted.length}, made by this deployment`)];
        return [
          wouldFail({
            found: `left by something else, or kept when a stack went: ${strays.join(', ')}`,
            why: 'CloudFormation never takes over what it finds: the change set or the stack fails, already exists',
            source,
            elsewhere:
              'delete it where nobody needs it, or take it into its stack with npx cdk import; before a first deployment another id in the file gives every name anew',
          }),
        ];
      });
    }),
});

/** Kept data has fixed names, so a stack that was removed in production cannot simply be deployed again. */
export const leftoverNames: readonly Question[] = namedTypes.flatMap((type) => {
  const look = looks[type];
  return look === undefined ? [] : [leftover(type, look)];
});

/** Said aloud, so that a clean report claims no more than was asked. */
export const namesNotAsked: Question = {
  id: 'names-not-asked',
  about: 'names that are not looked for',
  calls: [],
  ask: async (_, { plan }) => {
    const blind = namedTypes.filter((type) => looks[type] === undefined);
    const counts = blind.map((type) => `${plan.names.get(type)?.length ?? 0} ${type}`).join(', ');
    return [note(`${counts}: kept by no stack, so left over only where a removal failed`)];
  },
};
