import type { Estate, Resource } from '../estate/estate.ts';
import { conditionValues, type Statement, statementsAt } from '../estate/statements.ts';
import { isTrial } from '../estate/trial.ts';
import { list, record } from '../estate/values.ts';
import { fail, pass } from '../outcome.ts';
import type { Outcome, Rule } from '../rule.ts';
import { exactGuardrails, type GuardrailNames, type GuardrailType, isGuardrail } from './exact-guardrails.ts';
import { coversArns, coversFamily, meetsEverybody } from './exact-statements.ts';
import { arnWith, type FoundationNames, foundationNames } from './foundation-names.ts';
import { pipelineRoles } from './pipeline-roles.ts';
import { type ProtectedDeed, protectedDeeds } from './protected-deeds.ts';

type Test = (statement: Statement, action: string) => boolean;

/** A policy that the organisation hangs over the account of this estate. */
const over = (estate: Estate, type: string): readonly Resource[] => {
  const accounts = estate.stacks.flatMap(({ account }) => account ?? []);
  return estate
    .ofType('AWS::Organizations::Policy')
    .filter(({ properties }) => properties.Type === type)
    .filter(({ properties }) => list(properties.TargetIds).some((target) => accounts.includes(String(target))));
};

const nameOfRole = (arn: string): string => arn.split(':role/')[1] ?? arn;

/** Denies it to everybody but the roles that the deed excepts, by their names and by nothing else. */
function keeps(
  names: FoundationNames,
  statement: Statement,
  { on = ['*'], but, inTrials }: ProtectedDeed,
  trial: boolean,
): boolean {
  const arns = on.map((arn) => arnWith(names, arn));
  if (statement.effect !== 'Deny' || statement.unresolved || !meetsEverybody(statement)) return false;
  if (!coversArns(statement, arns)) return false;
  const [operator, ...more] = Object.keys(statement.conditions);
  if (operator === undefined) return true;
  const excepted = conditionValues(statement, ['ArnNotEquals', 'ArnNotLike'], 'aws:PrincipalArn');
  const byName =
    more.length === 0 &&
    ['ArnNotEquals', 'ArnNotLike'].includes(operator) &&
    Object.keys(statement.conditions[operator] ?? {}).length === 1;
  const allowed = [but, trial ? inTrials : undefined].flatMap((one) => one ?? []);
  return (
    byName && excepted.length > 0 && excepted.every((arn) => allowed.some((pattern) => pattern.test(nameOfRole(arn))))
  );
}

/** Of whom the guardrails speak; the organisation is what the first of them calls it, and every other must call it the same. */
function namesOf(estate: Estate): GuardrailNames | undefined {
  const names = foundationNames(estate);
  if (names === undefined) return undefined;
  const [pipeline, ...pipelines] = pipelineRoles(estate);
  const [organisation] = over(estate, 'RESOURCE_CONTROL_POLICY')
    .flatMap((policy) => statementsAt(policy, 'Content'))
    .flatMap((one) => conditionValues(one, ['StringNotEqualsIfExists'], 'aws:PrincipalOrgID'))
    .filter((id) => /^o-[a-z0-9]{10,32}$/.test(id));
  return { ...names, pipeline: pipelines.length === 0 ? pipeline : undefined, organisation };
}

/** Attribute -> what its declaration assigns. */
const declared: Readonly<Record<string, readonly string[]>> = {
  serial_console_access: ['"status":{"@@assign":"disabled"}'],
  image_block_public_access: ['"state":{"@@assign":"block_new_sharing"}'],
  instance_metadata_defaults: [
    '"http_tokens":{"@@assign":"required"}',
    '"http_put_response_hop_limit":{"@@assign":"1"}',
    '"instance_metadata_tags":{"@@assign":"disabled"}',
  ],
};

/** The same of what the account's own stack may make instead: then a declaration would make that stack fail. */
const declaredOrMade: Readonly<Record<string, { readonly type: string; readonly demanded: readonly string[] }>> = {
  vpc_block_public_access: {
    type: 'AWS::EC2::VPCBlockPublicAccessOptions',
    demanded: ['"mode":{"@@assign":"block_bidirectional"}', '"exclusions_allowed":{"@@assign":"disabled"}'],
  },
  snapshot_block_public_access: {
    type: 'AWS::EC2::SnapshotBlockPublicAccess',
    demanded: ['"state":{"@@assign":"block_all_sharing"}'],
  },
};

const declarations = (estate: Estate): readonly (readonly [string, readonly string[]])[] => [
  ...Object.entries(declared),
  ...Object.entries(declaredOrMade)
    .filter(([, { type }]) => estate.ofType(type).length === 0)
    .map(([attribute, { demanded }]) => [attribute, demanded] as const),
];

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
    const names = namesOf(estate);
    if (names === undefined)
      return [fail(any, 'Properties.Content', 'no bootstrap says of which names they must speak')];
    const found = (type: GuardrailType, test: (statement: Statement) => boolean) =>
      over(estate, type).flatMap((policy) =>
        statementsAt(policy, 'Content')
          .filter(test)
          .map((one) => ({ policy, path: one.path })),
      )[0];
    const outcome = (what: string, place: { policy: Resource; path: string } | undefined): Outcome =>
      place === undefined
        ? fail(any, 'Properties.Content', `no guardrail over the account prevents that ${what}`)
        : pass(place.policy, place.path, `prevents that ${what}`);
    /** Each action is held by some guardrail; where one is not, the deed is named with it. */
    const held = (what: string, actions: readonly string[], type: GuardrailType, test: Test): Outcome => {
      const places = actions.map((action) => found(type, (one) => test(one, action)));
      const open = actions.filter((_, index) => places[index] === undefined);
      return outcome(
        open.length === 0 ? what : `${what} (${open.join(', ')})`,
        open.length === 0 ? places[0] : undefined,
      );
    };
    return [
      ...protectedDeeds
        .filter(({ inProduction }) => inProduction !== true || !trial)
        .map((deed) =>
          held(
            deed.what,
            deed.actions,
            'SERVICE_CONTROL_POLICY',
            (one, action) => coversFamily(one, action) && keeps(names, one, deed, trial),
          ),
        ),
      ...exactGuardrails.map((guardrail) =>
        held(guardrail.what, guardrail.actions, guardrail.type, (one, action) =>
          isGuardrail(one, action, guardrail, names),
        ),
      ),
      ...declarations(estate).map(([attribute, demanded]) => {
        const [policy] = over(estate, 'DECLARATIVE_POLICY_EC2');
        const said = record(record(policy?.properties.Content).ec2_attributes)[attribute];
        const words = JSON.stringify(said ?? null);
        const says = policy !== undefined && demanded.every((one) => words.includes(one));
        return outcome(
          `${attribute} is as anybody likes it`,
          says ? { policy, path: 'Properties.Content' } : undefined,
        );
      }),
    ];
  },
};
