import type { Instant } from '../workflow/contract.ts';
import { mostMembers } from './application.ts';
import type { ProjectParameters } from './parameters.ts';
import type { AmendedThing, Amendment, ProjectRecord } from './project-record.ts';

/**
 * The same gate in proportion: what an amendment changes says which gates it passes, in this order. The lead proposes each of them, so that a
 * new person has the word of the lead and of an officer.
 */
export const amendmentGates = {
  'new-person': ['officer'],
  'short-extension': ['chair'],
  'long-extension': ['committee'],
  'new-dataset': ['officer', 'committee', 'controller'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type Gate = (typeof amendmentGates)[keyof typeof amendmentGates][number];

/** The same day and time so many calendar months later; the last day of a shorter month. */
export function monthsLater(from: Instant, months: number): Instant {
  const date = new Date(from);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, last));
  return date.toISOString();
}

/** Extensions by the chair count together: none reaches further than the allowed months beyond what a committee decided. */
export function gatesOf(
  change: AmendedThing,
  { endsByCommittee }: Pick<ProjectRecord, 'endsByCommittee'>,
  { chairMonths }: ProjectParameters,
): readonly Gate[] {
  if (change.kind !== 'extension') return amendmentGates[change.kind];
  const short = change.ends <= monthsLater(endsByCommittee, chairMonths);
  return amendmentGates[short ? 'short-extension' : 'long-extension'];
}

/** The gate that an amendment stands before. */
export const gateOf = (amendment: Amendment, record: ProjectRecord, parameters: ProjectParameters): Gate | undefined =>
  gatesOf(amendment.change, record, parameters)[amendment.passed.length];

export const isLastGate = (amendment: Amendment, record: ProjectRecord, parameters: ProjectParameters): boolean =>
  gatesOf(amendment.change, record, parameters).length === amendment.passed.length + 1;

const mostOpen = 20;

/** Why this cannot be asked for; none: it can. */
export function proposalFaults(record: ProjectRecord, id: string, change: AmendedThing, now: Instant): string[] {
  const { amendments, members, datasets, ends } = record;
  const faults: string[] = [];
  if (amendments.some((one) => one.id === id)) faults.push(`an amendment ${id} is open already; choose another id`);
  if (id === 'application') faults.push('"application" names the application before a committee; choose another id');
  if (amendments.length >= mostOpen) faults.push(`${mostOpen} amendments are open; decide or withdraw some`);
  if (change.kind === 'extension' && change.ends <= ends) faults.push('an extension must end later than the project');
  if (change.kind === 'new-person') {
    const { person } = change.person;
    const member = members.some((one) => one.person === person && one.endedAt === undefined && now < one.until);
    const asked = amendments.some((one) => one.change.kind === 'new-person' && one.change.person.person === person);
    const many = members.filter((one) => one.endedAt === undefined).length + amendments.length;
    if (many >= mostMembers) faults.push(`a project has at most ${mostMembers} members; end some`);
    if (member || asked) faults.push('the person is a member or asked for already');
  }
  if (change.kind === 'new-dataset') {
    const { dataset } = change.dataset;
    const asked = amendments.some((one) => one.change.kind === 'new-dataset' && one.change.dataset.dataset === dataset);
    if (asked || datasets.some((one) => one.dataset === dataset))
      faults.push('the dataset is there or asked for already');
  }
  return faults;
}
