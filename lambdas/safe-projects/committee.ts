import { hasRole, type Person, personRefusals, type RegisterStanding } from '../safe-people/contract.ts';
import type { Instant, Refusal } from '../workflow/contract.ts';
import type { ProjectParameters } from './parameters.ts';
import type { Meeting, ProjectRecord, Seat } from './project-record.ts';

/**
 * Who decides, who may not, and what came out of it. Everything is found anew from the register each time: a member who meanwhile lost the
 * role, was suspended or moved to the applicant's organisation is not counted, although they voted.
 */

export interface Sitting {
  readonly record: ProjectRecord;
  readonly people: Readonly<Record<string, Person>>;
  readonly register: RegisterStanding;
  readonly parameters: ProjectParameters;
  readonly now: Instant;
}

/** Whoever applied, works on the project, worked on it, or is asked for: all of them have a part in what is decided. */
export const partakers = (record: ProjectRecord): ReadonlySet<string> =>
  new Set([
    record.applicant,
    ...record.people.map(({ person }) => person),
    ...record.members.map(({ person }) => person),
    ...record.amendments.flatMap(({ proposedBy, change }) =>
      change.kind === 'new-person' ? [proposedBy, change.person.person] : [proposedBy],
    ),
  ]);

/**
 * Why somebody has a conflict; undefined: none is known. Part in the project and employment by its lead organisation need no declaration: WHO,
 * Standards for ethics review (2011), standard 2, wants members who are not affiliated with whoever conducts the research. The controller's
 * people are no party: committees of secure data environments ask them to take part (https://easternsde.nhs.uk/?p=763).
 */
export function conflictOf(id: string, { record, people }: Pick<Sitting, 'record' | 'people'>): string | undefined {
  if (partakers(record).has(id)) return 'has a part in the project';
  const person = people[id];
  if (person === undefined) return 'is not in the register';
  if (person.organisation === record.application.lead) return 'belongs to the lead organisation';
  const declared = record.meeting?.conflicts.some((one) => one.person === id);
  return declared === true ? 'declared an interest' : undefined;
}

/** A lay seat is one of somebody who is lay and nothing else on the committee. */
export const seatOf = (person: Person, now: Instant): Seat | undefined => {
  if (hasRole(person, 'committee-member', now)) return { person: person.id, lay: false };
  return hasRole(person, 'lay-member', now) ? { person: person.id, lay: true } : undefined;
};

/** Whether whoever sits there may still sit there. */
export function fitFor(seat: Seat, { people, register, now }: Pick<Sitting, 'people' | 'register' | 'now'>): boolean {
  const person = people[seat.person];
  if (person === undefined || personRefusals({ person, register, now }).length > 0) return false;
  return seatOf(person, now)?.lay === seat.lay;
}

/** Seats that count: still fit, and without a conflict. */
export const eligible = (seats: readonly Seat[], sitting: Sitting): readonly Seat[] =>
  seats.filter((seat) => fitFor(seat, sitting) && conflictOf(seat.person, sitting) === undefined);

export interface Tally {
  readonly counted: readonly string[];
  readonly excluded: readonly string[];
  readonly carried: boolean;
  readonly refusals: readonly Refusal[];
}

const daysLater = (from: Instant, days: number): Instant =>
  new Date(Date.parse(from) + days * 24 * 60 * 60 * 1000).toISOString();

/** Counts the votes. Carried when more than half of those counted approve: abstentions are present and not in favour, a tie is a no. */
export function tally(meeting: Meeting, sitting: Sitting): Tally {
  const { parameters, now } = sitting;
  const may = new Map(eligible(meeting.seats, sitting).map((seat) => [seat.person, seat]));
  const votes = meeting.votes.filter(({ person }) => may.has(person));
  const lay = votes.filter(({ person }) => may.get(person)?.lay === true).length;
  const refusals: Refusal[] = [];
  const demand = (met: boolean, rule: string, says: string): void => {
    if (!met) refusals.push({ rule, says });
  };
  const closes = daysLater(meeting.openedAt, parameters.votingDays);
  demand(
    votes.length === may.size || now >= closes,
    'votes-in',
    `${may.size - votes.length} who may vote have not; the vote can be closed without them from ${closes}`,
  );
  demand(
    votes.length >= parameters.quorum,
    'quorum',
    `${parameters.quorum} votes without conflict make a quorum, got ${votes.length}`,
  );
  demand(lay >= parameters.layMembers, 'lay-member', `${parameters.layMembers} lay member must vote, got ${lay}`);
  return {
    counted: votes.map(({ person }) => person),
    excluded: meeting.seats.map(({ person }) => person).filter((person) => !may.has(person)),
    carried: votes.filter(({ vote }) => vote === 'approve').length * 2 > votes.length,
    refusals,
  };
}

/** Why these people under this chair cannot decide: nobody opens a meeting that can never be quorate. */
export function seatRefusals(members: readonly string[], chair: string, sitting: Sitting): readonly Refusal[] {
  const { people, parameters, now } = sitting;
  const seats = members.flatMap((id) => {
    const person = people[id];
    const seat = person === undefined ? undefined : seatOf(person, now);
    return seat === undefined || !fitFor(seat, sitting) ? [] : [seat];
  });
  const may = eligible(seats, sitting);
  const faults = [
    ...(seats.length === members.length ? [] : ['each must hold the role committee-member or lay-member now']),
    ...(new Set(members).size === members.length ? [] : ['nobody has two seats']),
    ...(may.length >= parameters.quorum ? [] : [`${parameters.quorum} must be without conflict, got ${may.length}`]),
    ...(may.filter(({ lay }) => lay).length >= parameters.layMembers
      ? []
      : [`${parameters.layMembers} lay member must be without conflict`]),
    ...(may.some(({ person }) => person === chair) ? [] : ['the chair must have a seat and no conflict']),
  ];
  return faults.map((says) => ({ rule: 'committee-seats', says }));
}
