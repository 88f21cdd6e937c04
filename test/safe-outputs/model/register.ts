import type { Person, ProjectStanding, Role } from '../../../lambdas/safe-people/contract.ts';
import type { Table } from '../../model/table.ts';
import { early, late, personOf } from '../../safe-projects/project-world.ts';

/** The register as the sequences change it, and in the plainest words what it says: nothing here is computed by the product. */

export interface Soul {
  readonly roles: readonly Role[];
  readonly suspended: boolean;
  /** Of the one project: since ever, now, or never. */
  readonly member: 'now' | 'once' | 'never';
}
export interface Moment {
  readonly souls: Readonly<Record<string, Soul>>;
  readonly projectState: 'live' | 'suspended';
}
export const project = 'asthma';

const soul = (roles: readonly Role[], member: Soul['member'] = 'never'): Soul => ({ roles, suspended: false, member });
export const opening: Moment = {
  projectState: 'live',
  souls: {
    'requester-1': soul(['researcher', 'output-requester'], 'now'),
    'requester-2': soul(['researcher', 'output-requester', 'output-checker'], 'now'),
    'colleague-1': soul(['researcher'], 'now'),
    'outsider-1': soul(['researcher', 'output-requester']),
    'checker-1': soul(['output-checker']),
    'checker-2': soul(['output-checker']),
    'checker-3': soul(['output-checker']),
    'checker-4': soul(['output-checker'], 'once'),
    'officer-a': soul(['operator']),
  },
};
export const everybody = Object.keys(opening.souls);
export const requesters = ['requester-1', 'requester-2'] as const;
export const checkers = ['checker-1', 'checker-2', 'checker-3', 'checker-4', 'requester-2'] as const;

export const stands = ({ souls }: Moment, person: string): boolean => souls[person]?.suspended === false;
export const holdsRole = ({ souls }: Moment, person: string, role: Role): boolean =>
  souls[person]?.roles.includes(role) === true;
export const everMember = ({ souls }: Moment, person: string): boolean => souls[person]?.member !== 'never';
export const mayWork = (moment: Moment, person: string): boolean =>
  moment.projectState === 'live' &&
  stands(moment, person) &&
  holdsRole(moment, person, 'researcher') &&
  moment.souls[person]?.member === 'now';
export const mayRequest = (moment: Moment, person: string, direction: string): boolean =>
  mayWork(moment, person) && (direction === 'in' || holdsRole(moment, person, 'output-requester'));
/** Whether somebody may review what this person asked for. */
export const mayReview = (moment: Moment, person: string, requester: string): boolean =>
  stands(moment, person) &&
  holdsRole(moment, person, 'output-checker') &&
  !everMember(moment, person) &&
  person !== requester;

function personItem(id: string, { roles, suspended }: Soul): Person {
  const person = personOf(id, 'RHOST', roles);
  if (!suspended) return person;
  return { ...person, suspensions: [{ id: 'suspension-1', because: 'incident', from: early, by: 'officer-a' }] };
}
function projectItem({ souls, projectState }: Moment): ProjectStanding {
  const members = Object.entries(souls).flatMap(([person, { member }]) => {
    const one = { person, as: 'researcher' as const, from: early, until: late };
    if (member === 'never') return [];
    return [member === 'now' ? one : { ...one, endedAt: early }];
  });
  return { id: project, state: projectState, starts: early, ends: late, members, approvals: [] };
}

function put(table: Table, partition: string, sort: string, body: object): void {
  const version = (table.read({ partition, sort })?.version ?? 0) + 1;
  const kind = version === 1 ? ('create' as const) : ('replace' as const);
  const writing = table.begin([{ kind, item: { partition, sort, version, body: { ...body } } }]);
  if (writing === 'changed') throw new Error('nobody else writes the register');
  writing.apply(0);
  writing.end();
}

/** Writes what changed of the register. */
export function written(table: Table, before: Moment | undefined, after: Moment): void {
  if (before === undefined) put(table, 'register', 'standing', { tableId: 'table-1' });
  for (const [id, one] of Object.entries(after.souls)) {
    if (before?.souls[id] !== one) put(table, 'person', id, personItem(id, one));
  }
  put(table, 'project', project, projectItem(after));
}
