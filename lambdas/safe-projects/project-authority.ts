import { hasRole, type Person, personRefusals } from '../safe-people/contract.ts';
import type { Moment, Refusal } from '../workflow/contract.ts';
import { closer } from './closing.ts';
import { conflictOf, fitFor, partakers } from './committee.ts';
import { leadsNow } from './members.ts';
import type { ProjectCommand } from './project-commands.ts';
import type { ProjectFacts } from './project-facts.ts';
import type { ProjectRecord } from './project-record.ts';
import type { StandingWord } from './project-words.ts';

/** Who may: from the verified token, the register and the project, and from nothing that the request says of whoever sent it. */
export interface Asking {
  readonly record: ProjectRecord | undefined;
  readonly command: ProjectCommand;
  readonly moment: Moment;
  readonly facts: ProjectFacts;
}

/** Who each standing is, for refusals and the reference. */
export const standingSentences: Readonly<Record<StandingWord, string>> = {
  'may-apply': 'a researcher or project lead',
  applicant: 'the applicant',
  lead: 'a lead of the project',
  oneself: 'the person it is about',
  officer: 'an officer without a part in the project',
  'any-officer': 'an officer',
  seat: 'a member of the committee who has a seat',
  chair: 'the chair, without a conflict',
  controller: 'a data manager of the controller of the dataset, without a part in the project',
  closer: 'the function that closes projects',
};

const refusal = (rule: string, says: string): Refusal => ({ rule, says });

/** Who the chair is: of the open meeting, or of the one that approved the project. */
export const chairOf = ({ meeting, committee }: ProjectRecord): string | undefined =>
  meeting !== undefined && (meeting.closed === undefined || committee === undefined)
    ? meeting.chair
    : (committee?.chair ?? meeting?.chair);

/** Organisation that must agree to the dataset a command is about: of the project's, or asked for by an amendment. */
export function controllerOf(record: ProjectRecord, dataset: string): string | undefined {
  const asked = record.amendments.flatMap(({ change }) => (change.kind === 'new-dataset' ? [change.dataset] : []));
  return [...record.datasets, ...asked].find((one) => one.dataset === dataset)?.controller;
}

/** The role is held, whatever part the person has in the project. */
function holdsRole(word: StandingWord, person: Person, { record, command, moment: { now } }: Asking): boolean {
  if (word === 'officer' || word === 'any-officer') return hasRole(person, 'operator', now);
  if (word !== 'controller' || record === undefined || !('dataset' in command)) return false;
  return hasRole(person, 'data-manager', now) && person.organisation === controllerOf(record, command.dataset);
}

function holds(word: StandingWord, person: Person, asking: Asking): boolean {
  const { record, command, moment, facts } = asking;
  const { now } = moment;
  const sitting = record === undefined ? undefined : { ...facts, record, now };
  switch (word) {
    case 'may-apply':
      return hasRole(person, 'researcher', now) || hasRole(person, 'project-lead', now);
    case 'applicant':
      return record?.applicant === person.id;
    case 'lead':
      return record !== undefined && leadsNow(record, now).includes(person.id);
    case 'oneself':
      return 'person' in command && command.person === person.id;
    case 'any-officer':
      return holdsRole(word, person, asking);
    case 'officer':
    case 'controller':
      return record !== undefined && holdsRole(word, person, asking) && !partakers(record).has(person.id);
    case 'seat': {
      const seat = record?.meeting?.seats.find((one) => one.person === person.id);
      return seat !== undefined && sitting !== undefined && fitFor(seat, sitting);
    }
    case 'chair': {
      if (record === undefined || sitting === undefined || chairOf(record) !== person.id) return false;
      const seat = record.meeting?.seats.find((one) => one.person === person.id);
      // The meeting may be a later one, about an amendment: then the role alone says whether they may still chair.
      const fit = (['committee-member', 'lay-member'] as const).some((role) => hasRole(person, role, now));
      return fit && (seat === undefined || fitFor(seat, sitting)) && conflictOf(person.id, sitting) === undefined;
    }
    case 'closer':
      return false;
  }
}

/** Those of `words` that whoever asks is now. */
export function standingsOf(words: readonly StandingWord[], asking: Asking): readonly StandingWord[] {
  const { actor } = asking.moment;
  if (actor.kind === 'service') return words.filter((word) => word === 'closer' && actor.name === closer);
  const person = asking.facts.people[actor.id];
  return person === undefined ? [] : words.filter((word) => holds(word, person, asking));
}

/** Why whoever asks may not, where any of these may. */
export function authorityRefusals(words: readonly StandingWord[], asking: Asking): readonly Refusal[] {
  const { moment, facts, record } = asking;
  const { now, actor } = moment;
  const may = standingsOf(words, asking).length > 0;
  const only = refusal('who', `only ${words.map((word) => standingSentences[word]).join(' or ')} may`);
  if (actor.kind === 'service') return may ? [] : [only];
  const person = facts.people[actor.id];
  const session = facts.session ?? { signedInAt: actor.signedInAt, mfa: false };
  const own =
    !may && person !== undefined && record !== undefined && partakers(record).has(person.id)
      ? words.filter((word) => holdsRole(word, person, asking))
      : [];
  return [
    ...personRefusals({ person, register: facts.register, session, now }),
    ...(person !== undefined && hasRole(person, 'assessor', now)
      ? [refusal('read-only', 'an assessor reads and changes nothing')]
      : []),
    ...(own.length > 0 ? [refusal('own-application', 'nobody decides about a project that they have a part in')] : []),
    ...(may ? [] : [only]),
  ];
}
