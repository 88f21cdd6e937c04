import type { Estate } from '../estate/estate.ts';
import type { Role } from '../estate/principals.ts';
import type { Statement } from '../estate/statements.ts';
import { grouped } from '../estate/views.ts';
import { judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';
import { personRoles } from './person-roles.ts';
import { roleNamed } from './role-names.ts';
import { demandsAPerson, projectsOf, refusesOtherTags, sessionProjects } from './session-demands.ts';
import { tagOf } from './tags.ts';

/** What is demanded of each action: STS judges every one with the keys that it knows for it. */
const demandedOf: Readonly<Record<string, { readonly person: boolean; readonly project: boolean }>> = {
  'sts:AssumeRole': { person: true, project: true },
  'sts:SetSourceIdentity': { person: true, project: false },
  'sts:TagSession': { person: false, project: true },
};

const isForLambda = ({ trust }: Role): boolean =>
  trust.every(({ effect, principals }) => effect === 'Deny' || principals?.Service?.join() === 'lambda.amazonaws.com');

function faultOf(estate: Estate, statement: Statement): string | undefined {
  const { principals = {}, notPrincipals, actions = [], unresolved } = statement;
  if (unresolved || notPrincipals !== undefined) return 'a part of its trust policy cannot be read';
  const [name, ...others] = Object.values(principals).flat();
  const broker = name === undefined || principals.AWS?.[0] !== name ? undefined : roleNamed(estate, name);
  if (broker === undefined || others.length > 0) return 'trusts others than one broker';
  if (!isForLambda(broker)) return `trusts ${broker.resource.logicalId}, which is no function's role`;
  const beyond = actions.find((action) => demandedOf[action] === undefined);
  if (actions.length === 0 || beyond !== undefined) return `allows ${beyond ?? 'what it does not write out'}`;
  const demanded = actions.map((action) => demandedOf[action]);
  if (demanded.some((one) => one?.person) && !demandsAPerson(statement))
    return 'a session need not say in whose name it acts';
  if (!demanded.some((one) => one?.project)) return undefined;
  if (sessionProjects(statement).length !== 1) return 'a session need not say for which one project it was made';
  return refusesOtherTags(statement) ? undefined : 'a session may bear other tags than the project';
}

export const sessionsNameAPersonAndAProject: Rule = {
  id: 'sessions-name-a-person-and-a-project',
  safe: 'people',
  controls: ['1.5.06', '3.2.03', '2.1.14'],
  severity: 'fatal',
  why: 'Only the broker looks into the register before it lends a role; the trail names a person only if the session does.',
  fix: 'trust the broker alone, demand sts:SourceIdentity and the own aws:RequestTag/tre:project, and pin aws:TagKeys to it',
  source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html',
  check: (estate) => {
    const people = personRoles(estate);
    const ofProject = grouped(people, projectsOf);
    return people.map((role) => {
      const allows = role.trust.filter(({ effect }) => effect === 'Allow');
      const fault = allows.map((one) => faultOf(estate, one)).find((found) => found !== undefined);
      const projects = projectsOf(role);
      const [project = ''] = projects;
      const tag = tagOf(role.resource, 'tre:project');
      const shared = ofProject.get(project)?.find((other) => other !== role);
      const strange =
        tag !== undefined && tag !== project ? `takes sessions of ${project}, and is ${tag}'s` : undefined;
      const double = shared && `takes the same sessions as ${shared.resource.address}`;
      const several = projects.length > 1 ? `takes sessions of ${projects.join(' and ')}` : undefined;
      const reason = allows.length === 0 ? 'its trust policy cannot be read' : (fault ?? several ?? strange ?? double);
      return judged(
        reason === undefined,
        role.resource,
        'Properties.AssumeRolePolicyDocument',
        `lent by the broker alone, in a person's name, for ${project}`,
        reason ?? '',
      );
    });
  },
};
