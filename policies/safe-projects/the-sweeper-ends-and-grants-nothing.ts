import { type Actor, identities } from '../estate/actors.ts';
import { doors, functionsBehind } from '../estate/doors.ts';
import type { Estate, Resource } from '../estate/estate.ts';
import { firstAnywhere } from '../estate/may.ts';
import { type Role, roles } from '../estate/principals.ts';
import { oncePerEstate } from '../estate/views.ts';
import { fail, judged } from '../outcome.ts';
import type { Outcome, Rule } from '../rule.ts';
import {
  type AdmittedRight,
  admittedBy,
  beyondTheList,
  isA,
  nameBegins,
  ofEveryFunction,
  through,
  using,
  workOnTables,
} from '../safe-people/closed-rights.ts';
import { personRoles } from '../safe-people/person-roles.ts';
import { onlyFunctionOf } from '../safe-people/roles-of-one-function.ts';

/** Ends what somebody else began. A person's role may stop the queries of its own workgroup, and is judged as such. */
const ending = [
  'athena:UpdateWorkGroup',
  'cognito-idp:AdminUserGlobalSignOut',
  'workspaces-web:ExpireSession',
  'athena:StopQueryExecution',
];

/**
 * All that a function may do which ends things. Looking at a query shows its text, and so does nothing behind a door with this role. What
 * UpdateWorkGroup sets besides `State`, IAM cannot narrow: the boundary of the project's role, which can put nothing outside its own bucket,
 * holds whatever a workgroup says.
 */
const closedList: readonly AdmittedRight[] = [
  ...ofEveryFunction,
  ...workOnTables,
  {
    actions: [
      'athena:BatchGetQueryExecution',
      'athena:GetQueryExecution',
      'athena:GetWorkGroup',
      'athena:ListQueryExecutions',
      'athena:StopQueryExecution',
      'athena:UpdateWorkGroup',
    ],
    on: nameBegins('athena', /^workgroup\/tre-[a-z0-9-]+-project-/),
  },
  { actions: ['athena:ListWorkGroups', 'workspaces-web:ListPortals'], on: () => true },
  { actions: ['cognito-idp:AdminUserGlobalSignOut'], on: isA('AWS::Cognito::UserPool') },
  { actions: using, on: isA('AWS::KMS::Key'), asks: through('cognito-idp') },
  {
    actions: ['workspaces-web:ExpireSession', 'workspaces-web:GetSession', 'workspaces-web:ListSessions'],
    on: (estate, role, pattern) =>
      nameBegins('workspaces-web', /^portal\//)(estate, role, pattern) ||
      isA('AWS::WorkSpacesWeb::Portal')(estate, role, pattern),
  },
];

const isEnding = (estate: Estate, actor: Actor): boolean => firstAnywhere(estate, actor, ending) !== undefined;

/** Roles that end what somebody else began, but those of people. */
export const enders: (estate: Estate) => readonly Role[] = oncePerEstate((estate) => {
  const people = new Set(personRoles(estate).map(({ resource }) => resource));
  const ending = new Set(
    identities(estate)
      .filter((actor) => actor.resource !== undefined && !people.has(actor.resource) && isEnding(estate, actor))
      .map(({ resource }) => resource),
  );
  return roles(estate).filter(({ resource }) => ending.has(resource));
});

/** Who answers requests can be asked for what it may do. */
const behindADoor = (estate: Estate, lambda: Resource): boolean =>
  (['private', 'public'] as const).some((kind) => functionsBehind(estate, kind).includes(lambda));

function judge(estate: Estate, role: Role): Outcome {
  const lambda = onlyFunctionOf(estate, role.resource);
  const opened = admittedBy(estate, role, through('dynamodb', 'logs'));
  const fault =
    lambda === undefined
      ? 'is not the role of one function'
      : !lambda.inVpc
        ? 'serves a function outside the network'
        : behindADoor(estate, lambda.resource)
          ? 'serves a function that answers requests'
          : (beyondTheList(estate, role, closedList) ??
            (opened === undefined ? undefined : `is admitted by the policy of ${opened.logicalId}`));
  return judged(
    fault === undefined,
    role.resource,
    'Properties.Policies',
    'may end queries, workgroups and sessions, and gives nobody anything',
    fault ?? '',
  );
}

export const theSweeperEndsAndGrantsNothing: Rule = {
  id: 'the-sweeper-ends-and-grants-nothing',
  safe: 'projects',
  controls: ['1.5.03', '3.2.03', 'TRE-X11'],
  severity: 'fatal',
  why: 'What takes access away from everybody by itself must not be able to give any: a fault in it may cost a query, and never a record.',
  fix: 'give one function in the VPC the calls that end queries, sessions and workgroups of projects, the tables, and nothing else',
  source: 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonathena.html',
  check: (estate) => {
    const [door] = doors(estate);
    const found = enders(estate);
    return found.length === 0 && door !== undefined
      ? [fail(door.api, 'Type', 'nothing ends the queries and sessions of whoever loses access')]
      : found.map((role) => judge(estate, role));
  },
};
