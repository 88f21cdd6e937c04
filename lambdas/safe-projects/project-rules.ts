import type { Refusal } from '../workflow/contract.ts';
import { gateOf, isLastGate, proposalFaults } from './amendments.ts';
import { faultsOf } from './application.ts';
import { closeRefusals } from './close-rules.ts';
import { conflictOf, eligible, type Sitting, seatRefusals, tally } from './committee.ts';
import { coverRefusals } from './cover.ts';
import { dayAfter } from './days.ts';
import { firstMembers, isMember, leadsNow, memberRefusals } from './members.ts';
import { type Asking, standingsOf } from './project-authority.ts';
import type { CommandOf, PersonCommandKind } from './project-commands.ts';
import type { AmendedThing, Amendment, ProjectRecord } from './project-record.ts';
import type { FindingWord, RuleWord } from './project-words.ts';

/** What must hold for a command, each rule by the name that the table and the refusals give it; and what tells two rows apart. */

export interface Ruling extends Asking {
  readonly record: ProjectRecord;
}
type Rule = (ruling: Ruling) => readonly Refusal[] | readonly string[];

const sittingOf = ({ record, facts, moment: { now } }: Ruling): Sitting => ({ ...facts, record, now });

/** The command, if it is of this kind. */
const of = <Kind extends PersonCommandKind>({ command }: Ruling, kind: Kind): CommandOf<Kind> | undefined =>
  command.kind === kind ? (command as CommandOf<Kind>) : undefined;

const openMeeting = ({ meeting }: ProjectRecord) => (meeting?.closed === undefined ? meeting : undefined);

/** The amendment that a command is about: named by it, before the committee that votes, or waiting for this controller. */
export function amendmentOf({ record, command, facts }: Ruling): Amendment | undefined {
  if ('amendment' in command) return record.amendments.find(({ id }) => id === command.amendment);
  if (command.kind === 'close-vote') return record.amendments.find(({ id }) => id === record.meeting?.about);
  if (command.kind !== 'controller-agrees') return undefined;
  return record.amendments.find(
    (one) =>
      one.change.kind === 'new-dataset' &&
      one.change.dataset.dataset === command.dataset &&
      gateOf(one, record, facts.parameters) === 'controller',
  );
}

/** The change as it is kept: a day becomes the instant after it. */
export const changeOf = ({ change }: CommandOf<'propose-amendment'>): AmendedThing =>
  change.kind === 'extension' ? { kind: 'extension', ends: dayAfter(change.ends) } : change;

const committeeRule =
  (rule: string): Rule =>
  (ruling) => {
    const meeting = openMeeting(ruling.record);
    return meeting === undefined ? [] : tally(meeting, sittingOf(ruling)).refusals.filter((one) => one.rule === rule);
  };
const coverRule =
  (rule: string): Rule =>
  ({ record, moment: { now } }) =>
    coverRefusals(record, now).filter((one) => one.rule === rule);
const seats = (ruling: Ruling, members: readonly string[], chair: string) =>
  seatRefusals(members, chair, sittingOf(ruling));

const byRule: Readonly<Record<RuleWord, Rule>> = {
  complete: ({ record }) => faultsOf(record.application),
  dates: ({ command, moment: { now } }) =>
    'expires' in command && (command.expires <= command.from || command.expires <= now)
      ? [`must expire after it begins and after now, got ${command.expires}`]
      : [],
  'committee-seats': (ruling) => {
    const command = of(ruling, 'open-committee');
    return command === undefined ? [] : seats(ruling, command.members, command.chair);
  },
  'open-meeting': ({ record }) => (openMeeting(record) === undefined ? ['no vote is open'] : []),
  'no-open-meeting': ({ record }) => (openMeeting(record) === undefined ? [] : ['a vote is open; close it first']),
  'chair-fit': (ruling) => {
    const chair = of(ruling, 'name-chair')?.chair;
    const may = eligible(openMeeting(ruling.record)?.seats ?? [], sittingOf(ruling));
    return may.some(({ person }) => person === chair) ? [] : ['the chair must have a seat and no conflict'];
  },
  seated: ({ record, command }) =>
    'person' in command && openMeeting(record)?.seats.some(({ person }) => person === command.person) === true
      ? []
      : ['only whoever has a seat can declare an interest'],
  'no-conflict': (ruling) => {
    const { actor } = ruling.moment;
    const conflict = actor.kind === 'person' ? conflictOf(actor.id, sittingOf(ruling)) : undefined;
    return conflict === undefined ? [] : [`whoever votes must have no conflict; this member ${conflict}`];
  },
  'first-vote': ({ record, moment: { actor } }) =>
    openMeeting(record)?.votes.some(({ person }) => actor.kind === 'person' && person === actor.id) === true
      ? ['a vote is given once']
      : [],
  'votes-in': committeeRule('votes-in'),
  quorum: committeeRule('quorum'),
  'lay-member': committeeRule('lay-member'),
  'no-conditions': (ruling) =>
    (of(ruling, 'close-vote')?.conditions.length ?? 0) === 0
      ? []
      : ['an amendment is granted or not; put conditions into the reason of a refusal'],
  dataset: (ruling) => {
    const { record, command } = ruling;
    const known = 'dataset' in command && record.datasets.some(({ dataset }) => dataset === command.dataset);
    return known || amendmentOf(ruling) !== undefined
      ? []
      : ['the project has no such dataset, nor does one wait for its controller'];
  },
  'another-dataset': ({ record }) =>
    record.datasets.length > 1 ? [] : ['a project without data is nothing to decide; withdraw it instead'],
  'standing-objection': ({ record, command }) =>
    'dataset' in command && record.objections.some(({ dataset }) => dataset === command.dataset)
      ? []
      : ['no objection stands against this dataset'],
  condition: (ruling) =>
    ruling.record.conditions.some(({ id, met }) => met === undefined && id === of(ruling, 'meet-condition')?.condition)
      ? []
      : ['there is no such condition, or it is met already'],
  committee: coverRule('committee'),
  conditions: coverRule('conditions'),
  controllers: coverRule('controllers'),
  objections: coverRule('objections'),
  dpia: coverRule('dpia'),
  ethics: coverRule('ethics'),
  funding: coverRule('funding'),
  members: ({ record, command, facts, moment: { now } }) =>
    memberRefusals(record, command.kind === 'go-live' ? firstMembers(record, now) : record.members, facts, now),
  'not-over': ({ record, moment: { now } }) => (now < record.ends ? [] : [`the project ended at ${record.ends}`]),
  'second-officer': ({ record, moment: { actor } }) =>
    record.resumeProposedBy !== undefined && actor.kind === 'person' && record.resumeProposedBy !== actor.id
      ? []
      : ['two officers resume a project: one proposes it, another does it'],
  amendment: (ruling) => {
    const command = of(ruling, 'propose-amendment');
    if (command === undefined) return [];
    return proposalFaults(ruling.record, command.id, changeOf(command), ruling.moment.now);
  },
  'amendment-open': (ruling) => (amendmentOf(ruling) === undefined ? ['no amendment of this id is open'] : []),
  'amendment-gate': (ruling) => {
    const amendment = amendmentOf(ruling);
    const gate = amendment && gateOf(amendment, ruling.record, ruling.facts.parameters);
    const may = gate === 'officer' || gate === 'chair' ? standingsOf([gate], ruling) : [];
    return may.length > 0 ? [] : [`the amendment waits for ${gate ?? 'nobody'}`];
  },
  'amendment-at-committee': (ruling) => {
    const amendment = amendmentOf(ruling);
    return amendment !== undefined && gateOf(amendment, ruling.record, ruling.facts.parameters) === 'committee'
      ? []
      : ['no amendment of this id waits for the committee'];
  },
  membership: ({ record, command, moment: { now } }) =>
    'person' in command && typeof command.person === 'string' && isMember(record, command.person, now)
      ? []
      : ['the person is no member now'],
  'close-order': closeRefusals('close-order'),
  proof: closeRefusals('proof'),
};

export const ruleRefusals = (rule: RuleWord, ruling: Ruling): readonly Refusal[] =>
  byRule[rule](ruling).map((found) => (typeof found === 'string' ? { rule, says: found } : found));

function carried(ruling: Ruling): boolean {
  const meeting = openMeeting(ruling.record);
  return meeting !== undefined && tally(meeting, sittingOf(ruling)).carried;
}

/** Whether anything but this vote stands between the application and its approval. */
function somethingOpen(ruling: Ruling): boolean {
  const { record, moment } = ruling;
  const conditions = of(ruling, 'close-vote')?.conditions ?? [];
  const committee = { decidedAt: moment.now, expires: record.ends, chair: '' };
  return coverRefusals({ ...record, committee, conditions }, moment.now).length > 0;
}

function lastGate(ruling: Ruling): boolean {
  const amendment = amendmentOf(ruling);
  return amendment !== undefined && isLastGate(amendment, ruling.record, ruling.facts.parameters);
}

function leadRemains({ record, command, moment: { now } }: Ruling): boolean {
  const leaves = command.kind === 'end-membership' ? command.person : '';
  return leadsNow(record, now).some((person) => person !== leaves);
}

const byFinding: Readonly<Record<FindingWord, (ruling: Ruling) => boolean>> = {
  carried,
  'not-carried': (ruling) => !carried(ruling),
  'something-open': somethingOpen,
  'nothing-open': (ruling) => !somethingOpen(ruling),
  'last-gate': lastGate,
  'more-gates': (ruling) => !lastGate(ruling),
  'a-lead-remains': leadRemains,
  'no-lead-remains': (ruling) => !leadRemains(ruling),
};

export const isFinding = (word: string): word is FindingWord => word in byFinding;
export const finds = (word: FindingWord, ruling: Ruling): boolean => byFinding[word](ruling);
