import { nothing, type Transition, unchanged } from '../workflow/contract.ts';
import type { Person } from './contract.ts';
import type { PersonCommandKind, PersonEffect, PersonEventKind, PersonStateName } from './person-record.ts';
import { hasLeft, suspendedNow } from './person-standing.ts';

/** Who may give a command: an officer for somebody else, an officer also for themselves, the person, or one of our own functions. */
export const another = 'another officer';
export const officer = 'officer';
export const self = 'the person';
export const identityWatch = 'identity-watch';
export const restoration = 'restoration';
export type Who = typeof another | typeof officer | typeof self | typeof identityWatch | typeof restoration;

/** Conditions beyond who and where: names of rules that a refusal carries. */
export const personRules = [
  'organisation-bound',
  'credential-dates',
  'credential-known',
  'proposal-dates',
  'proposal-once',
  'proposal-known',
  'second-officer',
  'proposer-stands',
  'read-only-alone',
  'role-held',
  'reason',
  'suspension-known',
  'enroller',
  'other-suspension',
] as const;
export type PersonRule = (typeof personRules)[number];

type Line = Transition<PersonStateName, PersonCommandKind, Who, PersonRule, PersonEventKind, PersonEffect['kind']>;

const here = ['standing', 'suspended'] as const;
const known = ['standing', 'suspended', 'left'] as const;

/**
 * The register of people: who may do what, from where, and what follows. Giving needs somebody else, and a role needs two of them; taking
 * away needs one officer, who may do it to themselves too. Nothing here can be done by an assessor but signing out.
 */
export const personTransitions: readonly Line[] = [
  {
    from: [nothing, 'left'],
    command: 'enrol',
    to: 'suspended',
    who: [another],
    when: [],
    events: ['enrolled', 'suspended'],
    effects: ['notify'],
    tells: ['officers'],
  },
  {
    from: here,
    command: 'correct-details',
    to: unchanged,
    who: [another],
    when: ['organisation-bound'],
    events: ['details-corrected'],
    effects: ['notify', 'sweep'],
    tells: ['person'],
  },
  {
    from: here,
    command: 'record-credential',
    to: unchanged,
    who: [another],
    when: ['credential-dates'],
    events: ['credential-recorded'],
    effects: ['notify'],
    tells: ['person'],
  },
  {
    from: known,
    command: 'withdraw-credential',
    to: unchanged,
    who: [officer],
    when: ['credential-known'],
    events: ['credential-withdrawn'],
    effects: ['notify', 'sweep'],
    tells: ['person'],
  },
  {
    from: here,
    command: 'propose-role',
    to: unchanged,
    who: [another],
    when: ['proposal-dates', 'proposal-once', 'read-only-alone'],
    events: ['role-proposed'],
    effects: ['notify'],
    tells: ['officers'],
  },
  {
    from: here,
    command: 'confirm-role',
    to: unchanged,
    who: [another],
    when: ['proposal-known', 'second-officer', 'proposer-stands', 'read-only-alone'],
    events: ['role-confirmed'],
    effects: ['notify'],
    tells: ['person'],
  },
  {
    from: known,
    command: 'revoke-role',
    to: unchanged,
    who: [officer],
    when: ['role-held'],
    events: ['role-revoked'],
    effects: ['notify', 'sweep'],
    tells: ['person', 'officers'],
  },
  {
    from: ['standing', 'suspended'],
    command: 'suspend',
    to: 'suspended',
    who: [officer, identityWatch, restoration],
    when: ['reason'],
    events: ['suspended'],
    effects: ['notify', 'sweep'],
    tells: ['person', 'officers'],
  },
  {
    from: ['left'],
    command: 'suspend',
    to: unchanged,
    who: [officer, identityWatch, restoration],
    when: ['reason'],
    events: ['suspended'],
    effects: ['notify', 'sweep'],
    tells: ['person', 'officers'],
  },
  {
    from: ['suspended'],
    command: 'lift-suspension',
    to: 'standing',
    who: [another],
    when: ['suspension-known', 'enroller'],
    events: ['suspension-lifted'],
    effects: ['notify'],
    tells: ['person'],
  },
  {
    from: ['suspended'],
    command: 'lift-suspension',
    to: 'suspended',
    who: [another],
    when: ['suspension-known', 'enroller', 'other-suspension'],
    events: ['suspension-lifted'],
    effects: ['notify'],
    tells: ['person'],
  },
  {
    from: known,
    command: 'sign-out',
    to: unchanged,
    who: [self, officer],
    when: [],
    events: ['signed-out'],
    effects: ['sweep'],
    tells: [],
  },
  {
    from: here,
    command: 'leave',
    to: 'left',
    who: [self, officer],
    when: [],
    events: ['left'],
    effects: ['notify', 'sweep'],
    tells: ['officers'],
  },
];

/** `undefined`: nobody yet. A person who left is that, suspended or not. */
export function personStateAt(person: Person | undefined, now: string): PersonStateName | undefined {
  if (person === undefined) return undefined;
  if (hasLeft(person, now)) return 'left';
  return suspendedNow(person, now).length > 0 ? 'suspended' : 'standing';
}
