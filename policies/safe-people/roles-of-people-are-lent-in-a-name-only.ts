import { ask } from '../estate/access/ask.ts';
import type { Facts } from '../estate/access/circumstances.ts';
import { mentions, openings } from '../estate/access/mentions.ts';
import { physicalName } from '../estate/access/physical-names.ts';
import { resourcePolicy } from '../estate/access/resource-policies.ts';
import { anybodyElse, strangersArn } from '../estate/access/strangers.ts';
import type { Estate, Resource } from '../estate/estate.ts';
import { type Role, roles } from '../estate/principals.ts';
import { fail, pass } from '../outcome.ts';
import type { Outcome, Rule } from '../rule.ts';
import { brokers, personRoles } from './person-roles.ts';
import { projectsOf, projectTag } from './session-demands.ts';

/** A way of asking for a session that must be refused. */
interface Refused {
  readonly words: string;
  readonly action: string;
  readonly facts: Facts;
}

const tag = `aws:requesttag/${projectTag}`;

const nobody: Facts = { 'sts:sourceidentity': null };
const inAName: Facts = { 'sts:sourceidentity': ['a-person'] };
const forProject = (project: string, keys: readonly string[] = [projectTag]): Facts => ({
  [tag]: [project],
  'aws:tagkeys': keys,
});
const forNone: Facts = { [tag]: null, 'aws:tagkeys': null };

/** Every demand of a session, left out or made up. */
function refusedFor(project: string, foreign: readonly string[]): readonly Refused[] {
  const others = ['a-project-that-is-none', '', '*', ...foreign];
  const actions = ['sts:AssumeRole', 'sts:TagSession'];
  return [
    { words: 'in nobody’s name', action: 'sts:AssumeRole', facts: { ...nobody, ...forProject(project) } },
    {
      words: 'in an empty name',
      action: 'sts:AssumeRole',
      facts: { 'sts:sourceidentity': [''], ...forProject(project) },
    },
    { words: 'naming nobody to act for', action: 'sts:SetSourceIdentity', facts: nobody },
    { words: 'in an empty name', action: 'sts:SetSourceIdentity', facts: { 'sts:sourceidentity': [''] } },
    { words: 'for no project', action: 'sts:AssumeRole', facts: { ...inAName, ...forNone } },
    ...actions.flatMap((action) => [
      ...others.map((other) => ({
        words: `for the project ‘${other}’`,
        action,
        facts: { ...inAName, ...forProject(other) },
      })),
      {
        words: 'with a tag of its own making',
        action,
        facts: { ...inAName, ...forProject(project, [projectTag, 'made-up']), 'aws:requesttag/made-up': ['x'] },
      },
    ]),
    { words: 'with a token', action: 'sts:AssumeRoleWithWebIdentity', facts: {} },
    { words: 'with an assertion', action: 'sts:AssumeRoleWithSAML', facts: {} },
  ];
}

const lends = (estate: Estate, who: string, to: string, action: string, facts: Facts): boolean =>
  ask(estate, { who, action, to, facts, withoutGuardrails: true }).decision !== 'denied';

const becoming = ['sts:AssumeRole', 'sts:AssumeRoleWithSAML', 'sts:AssumeRoleWithWebIdentity'];

/** Somebody who is no broker, and the roles that anything in the templates so much as mentions for it. */
interface Suspect {
  readonly who: Resource;
  readonly action: string;
  /** Undefined for every role. */
  readonly of: ReadonlySet<Resource> | undefined;
}

const suspectsAmong = (estate: Estate, others: readonly Resource[]): readonly Suspect[] =>
  others.flatMap((who) =>
    becoming.flatMap((action): readonly Suspect[] => {
      if (mentions(estate, who, action).length > 0) return [{ who, action, of: undefined }];
      const of = new Set(openings(estate, action, physicalName(estate, who).arn, false));
      return of.size === 0 ? [] : [{ who, action, of }];
    }),
  );

/** Every project that the trust policy names in whatever way, one for each pattern. */
const alsoNamed = (estate: Estate, { resource }: Role): readonly string[] =>
  (resourcePolicy(estate, resource) ?? []).flatMap(({ conditions }) =>
    conditions
      .filter(({ key }) => key.toLowerCase() === tag.toLowerCase())
      .flatMap(({ values }) => values.flatMap((value) => value?.replace(/[*?]/g, 'x') ?? [])),
  );

interface Lenders {
  readonly between: ReadonlySet<Resource>;
  readonly suspects: readonly Suspect[];
  readonly outside: readonly string[];
}

function fault(estate: Estate, role: Role, { between, suspects, outside }: Lenders) {
  const { arn: to } = physicalName(estate, role.resource);
  const stranger = [...outside, anybodyElse(estate, role.resource.stack)].find((who) =>
    becoming.some((action) => lends(estate, who, to, action, {})),
  );
  if (stranger !== undefined) return `is lent to ${stranger}, who is no broker`;
  const other = suspects.find(
    ({ who, action, of }) =>
      of?.has(role.resource) !== false && lends(estate, physicalName(estate, who).arn, to, action, {}),
  );
  if (other !== undefined) return `is lent to ${other.who.address}, who is no broker, by ${other.action}`;
  const own = projectsOf(role);
  const questions = refusedFor(
    own[0] ?? '',
    alsoNamed(estate, role).filter((project) => !own.includes(project)),
  );
  for (const who of between) {
    const { arn } = physicalName(estate, who);
    const loose = questions.find(({ action, facts }) => lends(estate, arn, to, action, facts));
    if (loose !== undefined) return `is lent to ${who.address} ${loose.words}, by ${loose.action}`;
  }
  return own.length === 1 ? undefined : `is lent for ${own.length === 0 ? 'no project' : own.join(' and ')}`;
}

/**
 * Asked of the evaluator: each session that leaves out a demand or makes one up, by the broker, and any session at all by everybody else,
 * inside the templates and outside.
 */
export const rolesOfPeopleAreLentInANameOnly: Rule = {
  id: 'roles-of-people-are-lent-in-a-name-only',
  safe: 'people',
  controls: ['1.5.06', '3.2.03', '2.1.14'],
  severity: 'fatal',
  why: 'A session without a person is nobody’s in the trail; one without its project reaches whatever project it likes.',
  fix: 'let the trust policy admit the broker alone, with sts:SourceIdentity, the own project tag and no other tag',
  source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html',
  check: (estate) => {
    const people = personRoles(estate);
    const between = new Set(brokers(estate).map(({ resource }) => resource));
    const identities = [...roles(estate).map(({ resource }) => resource), ...estate.ofType('AWS::IAM::User')];
    const lenders: Lenders = {
      between,
      suspects: suspectsAmong(
        estate,
        identities.filter((one) => !between.has(one)),
      ),
      outside: [strangersArn(estate, 'iam::{stranger}:role/a-stranger'), '*'],
    };
    return people.map((role): Outcome => {
      const found = fault(estate, role, lenders);
      return found === undefined
        ? pass(
            role.resource,
            'Properties.AssumeRolePolicyDocument',
            `refused ${refusedFor('', []).length} sessions without a name, without its project or with more, and everybody but the broker`,
          )
        : fail(role.resource, 'Properties.AssumeRolePolicyDocument', found);
    });
  },
};
