import { effectiveAccess, hasRole, type Membership } from '../safe-people/contract.ts';
import type { Instant, Refusal } from '../workflow/contract.ts';
import type { ProjectFacts } from './project-facts.ts';
import type { ProjectRecord } from './project-record.ts';

const ongoing = (one: Membership, now: Instant) => one.endedAt === undefined && now < one.until;

export const leadsNow = (record: ProjectRecord, now: Instant): readonly string[] =>
  record.members.filter((one) => one.as === 'lead' && ongoing(one, now)).map(({ person }) => person);

export const isMember = (record: ProjectRecord, person: string, now: Instant): boolean =>
  record.members.some((one) => one.person === person && ongoing(one, now));

/** Members of a project that goes live now. */
export const firstMembers = (record: ProjectRecord, now: Instant): readonly Membership[] =>
  record.people.map(({ person, as }) => ({ person, as, from: now, until: record.ends }));

/**
 * A lead and one more person must be able to work the moment the project goes live: the very question that the gate asks at each request, but
 * for this sign-in, the approvals (which are asked for by name) and a first day that lies ahead.
 */
export function memberRefusals(
  record: ProjectRecord,
  members: readonly Membership[],
  facts: Pick<ProjectFacts, 'people' | 'register' | 'demands'>,
  today: Instant,
): readonly Refusal[] {
  const now = today < record.starts ? record.starts : today;
  const project = { ...record, state: 'live', members, approvals: [] };
  const { register, demands, people } = facts;
  const able = members.filter(({ person, as }) => {
    const found = people[person];
    if (found === undefined || (as === 'lead' && !hasRole(found, 'project-lead', now))) return false;
    return effectiveAccess({ person: found, project, register, demands, now }).allowed;
  });
  const leads = able.filter(({ as }) => as === 'lead');
  const faults = [
    ...(leads.length > 0 ? [] : ['no lead of the project could work; see what their record lacks']),
    ...(new Set(able.map(({ person }) => person)).size > 1 ? [] : ['no second member could work; see their records']),
  ];
  return faults.map((says) => ({ rule: 'members', says }));
}
