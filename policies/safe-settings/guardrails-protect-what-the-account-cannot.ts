import { bootstraps } from '../estate/bootstrap.ts';
import type { Estate, Resource } from '../estate/estate.ts';
import { conditionValues, coversAction, type Statement, statementsAt } from '../estate/statements.ts';
import { isTrial } from '../estate/trial.ts';
import { list, record } from '../estate/values.ts';
import { fail, pass } from '../outcome.ts';
import type { Outcome, Rule } from '../rule.ts';
import { type ProtectedDeed, protectedDeeds } from './protected-deeds.ts';

/** A policy that the organisation hangs over the account of this estate. */
const over = (estate: Estate, type: string): readonly Resource[] => {
  const accounts = estate.stacks.flatMap(({ account }) => account ?? []);
  return estate
    .ofType('AWS::Organizations::Policy')
    .filter(({ properties }) => properties.Type === type)
    .filter(({ properties }) => list(properties.TargetIds).some((target) => accounts.includes(String(target))));
};

const nameOfRole = (arn: string): string => arn.split(':role/')[1] ?? arn;

/** Everything, or at least what bears the names of this estate. */
function means(estate: Estate, { resources = [] }: Statement, on: readonly string[] | undefined): boolean {
  if (resources.includes('*')) return true;
  const [bootstrap] = bootstraps(estate);
  const id = estate.stacks.flatMap(({ name }) => /^tre-(.+)-safe-settings$/.exec(name)?.[1] ?? [])[0];
  if (on === undefined || id === undefined || bootstrap === undefined) return false;
  const { account = '', region = '' } = bootstrap.stack;
  return on
    .map((end) =>
      end
        .replace('<id>', id)
        .replace('<q>', bootstrap.qualifier)
        .replace('<account>', account)
        .replace('<region>', region),
    )
    .every((end) => resources.some((resource) => resource.endsWith(end)));
}

/** Denies it to everybody but the roles that the deed excepts, by their names and by nothing else. */
function keeps(estate: Estate, statement: Statement, { on, but, inTrials }: ProtectedDeed, trial: boolean): boolean {
  if (statement.effect !== 'Deny' || statement.unresolved || !means(estate, statement, on)) return false;
  const operators = Object.keys(statement.conditions);
  if (operators.length === 0) return true;
  const [operator = ''] = operators;
  const excepted = conditionValues(statement, ['ArnNotEquals', 'ArnNotLike'], 'aws:PrincipalArn');
  const byName =
    operators.length === 1 &&
    ['ArnNotEquals', 'ArnNotLike'].includes(operator) &&
    Object.keys(statement.conditions[operator] ?? {}).length === 1;
  const allowed = [but, trial ? inTrials : undefined].flatMap((one) => one ?? []);
  return (
    byName && excepted.length > 0 && excepted.every((arn) => allowed.some((pattern) => pattern.test(nameOfRole(arn))))
  );
}

const holds = (statement: Statement, operator: string, key: string, value: string): boolean =>
  statement.effect === 'Deny' &&
  !statement.unresolved &&
  statement.resources?.includes('*') === true &&
  conditionValues(statement, [operator], key).join() === value &&
  Object.values(statement.conditions).flatMap((keys) => Object.keys(keys)).length === 1;

/** Those that no list of actions says: root, grants, regions, strangers and TLS. */
const others: readonly {
  readonly what: string;
  readonly type: string;
  readonly keeps: (statement: Statement, estate: Estate) => boolean;
}[] = [
  {
    what: 'the root user does anything',
    type: 'SERVICE_CONTROL_POLICY',
    keeps: (one, estate) =>
      coversAction(one, 'iam:CreateUser') &&
      one.actions?.includes('*') === true &&
      estate.stacks.some(({ account }) =>
        holds(one, 'ArnLike', 'aws:PrincipalArn', ['arn', 'aws', 'iam', '', account, 'root'].join(':')),
      ),
  },
  {
    what: 'a key is granted to anything but an AWS resource',
    type: 'SERVICE_CONTROL_POLICY',
    keeps: (one) =>
      coversAction(one, 'kms:CreateGrant') && holds(one, 'BoolIfExists', 'kms:GrantIsForAWSResource', 'false'),
  },
  {
    what: 'something is made outside the region',
    type: 'SERVICE_CONTROL_POLICY',
    keeps: (one) =>
      ['s3:CreateBucket', 's3:PutObject', 'ec2:RunInstances', 'kms:CreateKey', 'lambda:CreateFunction'].every(
        (action) => coversAction(one, action),
      ) && holds(one, 'StringNotEquals', 'aws:RequestedRegion', 'eu-west-2'),
  },
  {
    what: 'a role of the environment is handed to something new',
    type: 'SERVICE_CONTROL_POLICY',
    keeps: (one, estate) =>
      one.effect === 'Deny' &&
      coversAction(one, 'iam:PassRole') &&
      means(estate, one, [':role/tre-<id>-*']) &&
      conditionValues(one, ['StringNotEqualsIfExists'], 'iam:PassedToService').join() === 'backup.amazonaws.com' &&
      conditionValues(one, ['ArnNotEquals'], 'aws:PrincipalArn').join().includes('-cfn-exec-role-'),
  },
  ...(['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'] as const).map((type) => ({
    what: `somebody other than the pipeline deploys (${type === 'RESOURCE_CONTROL_POLICY' ? 'from elsewhere' : 'from this account'})`,
    type,
    keeps: (one: Statement, estate: Estate) =>
      one.effect === 'Deny' &&
      coversAction(one, 'sts:AssumeRole') &&
      one.resources?.every((resource) => resource.includes(':role/cdk-')) === true &&
      means(estate, one, [':role/cdk-<q>-*']) &&
      conditionValues(one, ['ArnNotEquals', 'ArnNotEqualsIfExists'], 'aws:PrincipalArn').every(
        (arn) => !/[*?]/.test(arn),
      ) &&
      Object.keys(one.conditions).some((operator) => operator.startsWith('ArnNotEquals')),
  })),
  {
    what: 'another account reaches a record or a key',
    type: 'RESOURCE_CONTROL_POLICY',
    keeps: (one, estate) =>
      one.effect === 'Deny' &&
      one.resources?.includes('*') === true &&
      ['s3:GetObject', 'kms:Decrypt', 'sqs:ReceiveMessage', 'secretsmanager:GetSecretValue', 'dynamodb:GetItem'].every(
        (action) => coversAction(one, action),
      ) &&
      estate.stacks.some(
        ({ account }) => conditionValues(one, ['StringNotEqualsIfExists'], 'aws:PrincipalAccount').join() === account,
      ) &&
      conditionValues(one, ['BoolIfExists'], 'aws:PrincipalIsAWSService').join() === 'false' &&
      Object.keys(one.conditions).length === 2,
  },
  {
    what: 'a role is assumed from outside the organisation',
    type: 'RESOURCE_CONTROL_POLICY',
    keeps: (one) =>
      one.effect === 'Deny' &&
      one.resources?.includes('*') === true &&
      coversAction(one, 'sts:AssumeRole') &&
      /^o-[a-z0-9]+$/.test(conditionValues(one, ['StringNotEqualsIfExists'], 'aws:PrincipalOrgID').join()) &&
      conditionValues(one, ['BoolIfExists'], 'aws:PrincipalIsAWSService').join() === 'false',
  },
  {
    what: 'a service works here for another organisation',
    type: 'RESOURCE_CONTROL_POLICY',
    keeps: (one) =>
      one.effect === 'Deny' &&
      one.resources?.includes('*') === true &&
      coversAction(one, 's3:PutObject') &&
      coversAction(one, 'kms:Decrypt') &&
      /^o-[a-z0-9]+$/.test(conditionValues(one, ['StringNotEqualsIfExists'], 'aws:SourceOrgID').join()),
  },
  {
    what: 'anything is called without TLS',
    type: 'RESOURCE_CONTROL_POLICY',
    keeps: (one) => coversAction(one, 's3:GetObject') && holds(one, 'BoolIfExists', 'aws:SecureTransport', 'false'),
  },
];

/** Attribute -> what its declaration must hold. */
const declared: Readonly<Record<string, string>> = {
  serial_console_access: '"status":{"@@assign":"disabled"}',
  image_block_public_access: '"state":{"@@assign":"block_new_sharing"}',
  instance_metadata_defaults: '"http_tokens":{"@@assign":"required"}',
};

/** One outcome a deed. An estate without guardrails has none: it is safe without them against all that it creates, and not beyond. */
export const guardrailsProtectWhatTheAccountCannot: Rule = {
  id: 'guardrails-protect-what-the-account-cannot',
  safe: 'settings',
  controls: ['TRE-X13', '3.1.12', '2.2.14'],
  severity: 'fatal',
  why: 'An administrator of an account can change every policy in it; only the organisation stands above.',
  fix: 'deploy the guardrails of this assembly in the account of the organisation, whole and unchanged',
  source: 'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html',
  check: (estate) => {
    const [any] = estate.ofType('AWS::Organizations::Policy');
    if (any === undefined) return [];
    const trial = isTrial(estate);
    const found = (type: string, test: (statement: Statement) => boolean) =>
      over(estate, type).flatMap((policy) =>
        statementsAt(policy, 'Content')
          .filter(test)
          .map((one) => ({ policy, path: one.path })),
      )[0];
    const outcome = (what: string, place: { policy: Resource; path: string } | undefined): Outcome =>
      place === undefined
        ? fail(any, 'Properties.Content', `no guardrail over the account prevents that ${what}`)
        : pass(place.policy, place.path, `prevents that ${what}`);
    return [
      ...protectedDeeds.map((deed) => {
        const places = deed.actions.map((action) =>
          found('SERVICE_CONTROL_POLICY', (one) => coversAction(one, action) && keeps(estate, one, deed, trial)),
        );
        return outcome(deed.what, places.includes(undefined) ? undefined : places[0]);
      }),
      ...others.map(({ what, type, keeps: test }) =>
        outcome(
          what,
          found(type, (one) => test(one, estate)),
        ),
      ),
      ...Object.entries(declared).map(([attribute, demanded]) => {
        const [policy] = over(estate, 'DECLARATIVE_POLICY_EC2');
        const said = record(record(policy?.properties.Content).ec2_attributes)[attribute];
        const says = policy !== undefined && JSON.stringify(said ?? null).includes(demanded);
        return outcome(
          `${attribute} is as anybody likes it`,
          says ? { policy, path: 'Properties.Content' } : undefined,
        );
      }),
    ];
  },
};
