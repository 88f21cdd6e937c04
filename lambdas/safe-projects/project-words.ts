/** The words of the project workflow's table. */

/** Who may give a command. Each is found in the register and the project, never in the request. */
export const standings = [
  /** Holds the role researcher or project-lead. */
  'may-apply',
  /** Wrote the draft. */
  'applicant',
  /** Leads the project now. */
  'lead',
  /** The person that the command is about. */
  'oneself',
  /** Holds the role operator, and has no part in the project. */
  'officer',
  /** Holds the role operator; enough for what only takes access away. */
  'any-officer',
  /** Has a seat in the meeting, and still the role that gave it. */
  'seat',
  /** Chairs the meeting, has no conflict, and still the role. */
  'chair',
  /** Data manager of the organisation that controls the dataset, with no part in the project. */
  'controller',
  /** The function that carries out a close. */
  'closer',
] as const;
export type StandingWord = (typeof standings)[number];

/** What must hold besides. A refusal carries the same name. */
export const rules = [
  'complete',
  'dates',
  'committee-seats',
  'open-meeting',
  'no-open-meeting',
  'chair-fit',
  'seated',
  'no-conflict',
  'first-vote',
  'votes-in',
  'quorum',
  'lay-member',
  'no-conditions',
  'dataset',
  'another-dataset',
  'standing-objection',
  'condition',
  'committee',
  'conditions',
  'controllers',
  'objections',
  'dpia',
  'ethics',
  'funding',
  'members',
  'not-over',
  'second-officer',
  'amendment',
  'amendment-open',
  'amendment-gate',
  'amendment-at-committee',
  'membership',
  'close-order',
  'proof',
] as const;
export type RuleWord = (typeof rules)[number];

/** What tells two rows of one command apart: a finding, never a refusal. */
export const findings = [
  'carried',
  'not-carried',
  'nothing-open',
  'something-open',
  'last-gate',
  'more-gates',
  'a-lead-remains',
  'no-lead-remains',
] as const;
export type FindingWord = (typeof findings)[number];

export const eventKinds = [
  'drafted',
  'revised',
  'submitted',
  'withdrawn',
  'accepted',
  'returned',
  'refused',
  'triage-passed',
  'reference-recorded',
  'committee-opened',
  'chair-named',
  'conflict-declared',
  'voted',
  'vote-closed',
  'controller-agreed',
  'controller-objected',
  'objection-withdrawn',
  'dataset-dropped',
  'condition-met',
  'approved',
  'went-live',
  'suspended',
  'resume-proposed',
  'resumed',
  'amendment-proposed',
  'amendment-passed',
  'amendment-granted',
  'amendment-refused',
  'amendment-withdrawn',
  'member-ended',
  'closed',
  'archived',
  'extract-deleted',
  'keys-scheduled',
  'certified',
  'keys-destroyed',
] as const;
export type EventKind = (typeof eventKinds)[number];

export const audiences = ['applicant', 'lead', 'members', 'committee', 'officers', 'controllers'] as const;
export type Audience = (typeof audiences)[number];
