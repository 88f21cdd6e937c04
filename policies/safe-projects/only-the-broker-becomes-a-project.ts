import { physicalName } from '../estate/access/physical-names.ts';
import { resourcePolicy } from '../estate/access/resource-policies.ts';
import { readable } from '../estate/access/symbols.ts';
import { type Actor, actors } from '../estate/actors.ts';
import type { Estate, Resource } from '../estate/estate.ts';
import { byWhat, mayDo } from '../estate/may.ts';
import { roles } from '../estate/principals.ts';
import { judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';
import { isOnlyFor } from '../safe-data/named-roles.ts';
import { personRoles } from '../safe-people/person-roles.ts';
import { projectTag } from '../safe-people/session-demands.ts';
import { projectStacks } from './project-stacks.ts';

const becoming = ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'] as const;

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

const becomersOf = (estate: Estate, role: Resource): readonly Becoming[] => {
  const { arn } = physicalName(estate, role);
  return actors(estate).flatMap((actor) => {
    for (const action of becoming) {
      const answer = mayDo(estate, actor, action, arn);
      if (answer !== undefined) return [{ actor, why: `${action}, ${byWhat(answer)}` }];
    }
    return [];
  });
};

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
  const candidates = found
    .flatMap(({ becomers }) => becomers.map(({ actor }) => actor.name))
    .filter((name) => lent.has(name));
  const times = (name: string): number => candidates.filter((one) => one === name).length;
  return candidates.toSorted((one, other) => times(other) - times(one) || (one < other ? -1 : 1))[0];
}

function projectRoles(estate: Estate): readonly ProjectRole[] {
  const people = personRoles(estate);
  return projectStacks(estate).flatMap(({ name, ids }) =>
    people
      .filter(({ resource }) => resource.stack === name)
      .map(({ resource }) => ({ role: resource, project: ids[0], becomers: becomersOf(estate, resource) })),
  );
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
