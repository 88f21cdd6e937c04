import { physicalName } from '../estate/access/physical-names.ts';
import { resourcePolicy } from '../estate/access/resource-policies.ts';
import { readable } from '../estate/access/symbols.ts';
import { type Actor, identities, outsiders } from '../estate/actors.ts';
import { candidatesAmong } from '../estate/candidates.ts';
import type { Estate, Resource } from '../estate/estate.ts';
import { byWhat, firstThatMay, mayDo } from '../estate/may.ts';
import { roles } from '../estate/principals.ts';
import { grouped } from '../estate/views.ts';
import { judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';
import { isOnlyFor } from '../safe-data/named-roles.ts';
import { personRoles } from '../safe-people/person-roles.ts';
import { projectTag } from '../safe-people/session-demands.ts';
import { projectStacks } from './project-stacks.ts';

const actions = ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'];

/** Actions by which a subject of an identity provider becomes a role: it has no ARN to ask for. */
const federated = (estate: Estate, role: Resource): string | undefined =>
  (resourcePolicy(estate, role) ?? [])
    .filter(({ effect }) => effect !== 'Deny')
    .flatMap(({ principals = [] }) => principals)
    .filter(({ kind }) => kind !== 'AWS' && kind !== 'Service' && kind !== '*')
    .map(({ value }) => readable(value ?? 'an identity provider that nobody can read'))[0];

interface Becoming {
  readonly actor: Actor;
  readonly why: string;
}

/** Roles of projects, each with its project and everybody who may become it. */
interface ProjectRole {
  readonly role: Resource;
  readonly project: string | undefined;
  readonly becomers: readonly Becoming[];
}

function becoming(estate: Estate, actor: Actor, arn: string): readonly Becoming[] {
  const first = firstThatMay(estate, actor, actions, [arn]);
  return first === undefined ? [] : [{ actor, why: `${first.action}, ${byWhat(first.answer)}` }];
}

/** For each of some roles, everybody who may become it. */
function becomersOf(estate: Estate, found: readonly Resource[]): ReadonlyMap<string, readonly Becoming[]> {
  const arns = found.map((role) => physicalName(estate, role).arn);
  const candidates = candidatesAmong(estate, arns);
  const ours = identities(estate).flatMap((actor) =>
    actor.resource === undefined ? [] : candidates(actor.resource, actor.who).map((arn) => ({ actor, arn })),
  );
  const strangers = outsiders(estate).flatMap((actor) => arns.map((arn) => ({ actor, arn })));
  const all = [...ours, ...strangers].flatMap(({ actor, arn }) =>
    becoming(estate, actor, arn).map((one) => ({ arn, one })),
  );
  const byRole = grouped(all, ({ arn }) => [arn]);
  return new Map(arns.map((arn) => [arn, (byRole.get(arn) ?? []).map(({ one }) => one)]));
}

/** A tag of another project, or none, and a call in nobody's name: each must be refused. */
function laxity(
  estate: Estate,
  { who, ...actor }: Actor,
  role: Resource,
  project: string | undefined,
): string | undefined {
  const { arn } = physicalName(estate, role);
  const tag = `aws:requesttag/${projectTag}`;
  const may = (action: string, facts: Readonly<Record<string, readonly string[] | null>>): boolean =>
    mayDo(estate, { who, ...actor }, action, arn, { facts }) !== undefined;
  if (may('sts:AssumeRole', { [tag]: null })) return 'without the tag that names the project';
  if (may('sts:AssumeRole', { [tag]: [`${project ?? 'any'}-of-others`] })) return 'with the tag of another project';
  if (may('sts:TagSession', { [tag]: [`${project ?? 'any'}-of-others`] }))
    return 'and tag the session with another project';
  if (may('sts:AssumeRole', { 'sts:sourceidentity': null })) return "in nobody's name";
  return undefined;
}

function faultOf(
  estate: Estate,
  { role, project, becomers }: ProjectRole,
  broker: string | undefined,
): string | undefined {
  const provider = federated(estate, role);
  if (provider !== undefined) return `whom ${provider} vouches for may become it`;
  for (const { actor, why } of becomers) {
    if (actor.resource?.address !== broker) return `${actor.name} may become it: ${why}`;
    const lax = laxity(estate, actor, role, project);
    if (lax !== undefined) return `${actor.name} may become it ${lax}`;
  }
  return undefined;
}

/** Who becomes the most roles of projects, lent to Lambda alone and itself no role of a person. All the others are one too many. */
function brokerOf(estate: Estate, found: readonly ProjectRole[]): string | undefined {
  const people = new Set(personRoles(estate).map(({ resource }) => resource));
  const lent = new Set(
    roles(estate)
      .filter((role) => isOnlyFor(role, 'lambda.amazonaws.com') && !people.has(role.resource))
      .map(({ resource }) => resource.address),
  );
  const times = new Map<string, number>();
  for (const { actor } of found.flatMap(({ becomers }) => becomers))
    if (lent.has(actor.name)) times.set(actor.name, (times.get(actor.name) ?? 0) + 1);
  const [most] = [...times].toSorted(([one, few], [other, many]) => many - few || (one < other ? -1 : 1));
  return most?.[0];
}

function projectRoles(estate: Estate): readonly ProjectRole[] {
  const people = personRoles(estate);
  const found = projectStacks(estate).flatMap(({ name, ids }) =>
    people
      .filter(({ resource }) => resource.stack === name)
      .map(({ resource }) => ({ role: resource, project: ids[0] })),
  );
  const becomers = becomersOf(
    estate,
    found.map(({ role }) => role),
  );
  return found.map(({ role, project }) => ({
    role,
    project,
    becomers: becomers.get(physicalName(estate, role).arn) ?? [],
  }));
}

export const onlyTheBrokerBecomesAProject: Rule = {
  id: 'only-the-broker-becomes-a-project',
  safe: 'projects',
  controls: ['2.1.14', '1.5.03', 'TRE-X13'],
  severity: 'fatal',
  why: 'Who can become the role of a project is the project: one door, which names the person and the project at every step.',
  fix: "name the broker alone in the trust policy, and demand the project's tag and a source identity",
  source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html',
  check: (estate) => {
    const found = projectRoles(estate);
    const broker = brokerOf(estate, found);
    return found.map((one) => {
      const fault = faultOf(estate, one, broker);
      return judged(
        fault === undefined,
        one.role,
        'Properties.AssumeRolePolicyDocument',
        one.becomers.length === 0
          ? 'nobody may become it'
          : `${broker} alone may become it, for this project and in somebody's name`,
        fault ?? '',
      );
    });
  },
};
