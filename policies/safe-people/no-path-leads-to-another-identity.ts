import { type Becoming, becomingsOf, reachedFrom } from '../estate/access/becoming.ts';
import { physicalName } from '../estate/access/physical-names.ts';
import type { Estate, Resource } from '../estate/estate.ts';
import { type Role, roles } from '../estate/principals.ts';
import { matchesResource } from '../estate/statements.ts';
import { oncePerEstate } from '../estate/views.ts';
import { fail, pass } from '../outcome.ts';
import type { Outcome, Rule } from '../rule.ts';
import { literalPart } from './arn.ts';
import { brokers, personRoles } from './person-roles.ts';
import { rightsOf } from './rights.ts';

interface Lending {
  readonly brokers: readonly Resource[];
  readonly people: ReadonlySet<Resource>;
  /** Roles that trust one principal of AWS and nothing else. */
  readonly lentByOne: ReadonlySet<Resource>;
}

const trustsOne = ({ trust }: Role): boolean =>
  trust
    .filter(({ effect }) => effect === 'Allow')
    .every(({ principals = {} }) => Object.keys(principals).join() === 'AWS' && principals.AWS?.length === 1);

const lending: (estate: Estate) => Lending = oncePerEstate((estate) => ({
  brokers: brokers(estate).map(({ resource }) => resource),
  people: new Set(personRoles(estate).map(({ resource }) => resource)),
  lentByOne: new Set(
    personRoles(estate)
      .filter(trustsOne)
      .map(({ resource }) => resource),
  ),
}));

/**
 * A project that is yet to come has its role under the same beginning of a name. The broker may lend what begins so, as long as whatever begins
 * so here is a role that it lends; a role of that name beside the templates only whoever deploys could make.
 */
function isNameOfPeople(estate: Estate, broker: Resource, to: string): boolean {
  const role = roles(estate).find(({ resource }) => resource === broker);
  if (role === undefined) return false;
  const beginnings = rightsOf(estate, role)
    .filter(({ effect, actions = [] }) => effect === 'Allow' && actions.includes('sts:AssumeRole'))
    .flatMap(({ resources = ['*'] }) => resources)
    .filter((pattern) => matchesResource(pattern, to))
    .map(literalPart);
  const { lentByOne } = lending(estate);
  const all = estate.ofType('AWS::IAM::Role');
  return (
    beginnings.length > 0 &&
    beginnings.every((beginning) => {
      const named = all.filter((one) => physicalName(estate, one).arn.startsWith(beginning));
      return named.length > 0 && named.every((one) => lentByOne.has(one));
    })
  );
}

/** One broker lends the roles of people, and is none of them: the only way from one identity to another that is meant to be. */
function isIntended(estate: Estate, { who, becomes, takeover, to }: Becoming): boolean {
  const { brokers: all, people, lentByOne } = lending(estate);
  const [broker, ...others] = all;
  return (
    takeover.id === 'assume' &&
    who === broker &&
    others.length === 0 &&
    !people.has(who) &&
    (becomes === undefined ? isNameOfPeople(estate, who, to) : lentByOne.has(becomes))
  );
}

const inWords = ({ target, action, takeover, answer }: Becoming): string => {
  const [by] = answer.statements.filter(({ effect }) => effect === 'Allow');
  const statement = by === undefined ? '' : `, by ${by.source} ${by.sid ?? by.path}`;
  const when = answer.residual === null ? '' : `, if ${answer.residual}`;
  return `may ${action} on ${target}${statement}${when}, so that ${takeover.route}`;
};

function judge(estate: Estate, who: Resource): Outcome {
  const all = becomingsOf(estate, who);
  const wrong = all.find((one) => !isIntended(estate, one));
  if (wrong === undefined)
    return pass(
      who,
      'Properties',
      all.length === 0
        ? 'becomes nobody and nothing else by any published route'
        : `becomes ${all.map(({ target }) => target).join(', ')}, which it exists to lend, and nobody else`,
    );
  const reached = [...reachedFrom(estate, who)].map(([{ address }, by]) => `${address} (${by.join(', then ')})`);
  const chain = reached.length === 0 ? '' : `; it reaches ${reached.slice(0, 5).join('; ')}`;
  return fail(who, 'Properties', `${inWords(wrong)}${chain}`);
}

/**
 * Every published route of privilege escalation, asked for every role and user of the templates and everything that they could become.
 * Who deploys them stands outside, and in the list of residual trust.
 */
export const noPathLeadsToAnotherIdentity: Rule = {
  id: 'no-path-leads-to-another-identity',
  safe: 'people',
  controls: ['1.5.03', 'TRE-X13'],
  severity: 'fatal',
  why: 'Every proof about what a role may do holds only while nobody else can turn into it, in one step or in several.',
  fix: 'take the action away; leave roles, policies, code and keys to the deployment, and lending to the one broker',
  source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html',
  check: (estate) => [
    ...roles(estate).map(({ resource }) => judge(estate, resource)),
    ...estate.ofType('AWS::IAM::User').map((user) => judge(estate, user)),
  ],
};
