/** The words of the airlock's table. */

/** Who may give a command. Each is found in the register and the request, never in what was sent. */
export const standings = [
  /** May work in the project now and, where results leave, holds the role output-requester. */
  'may-request',
  /** Made the request. */
  'requester',
  /** Made the request, and may work in the project now. */
  'present-requester',
  /** Made the request, and may request now. */
  'working-requester',
  /** May work in the project now. */
  'member',
  /** Holds the role output-checker. */
  'checker',
  /** Has a place among the reviewers of this round, and still the role. */
  'reviewer',
  /** The reviewer that the command is about. */
  'oneself',
  /** Holds the role operator. */
  'officer',
  'airlock-checker',
  'airlock-scan',
  'airlock-release',
] as const;
export type StandingWord = (typeof standings)[number];

/** What must hold besides. A refusal carries the same name. */
export const rules = [
  'file',
  'new-file',
  'file-name',
  'unique-name',
  'own-deposit',
  'origin',
  'bytes',
  'room',
  'files',
  'not-requester',
  'never-member',
  'place',
  'holds-place',
  'unfinished',
  'reason',
  'all-voted',
  'frozen',
  'round',
  'same-bytes',
  'profile',
  'worst',
  'version',
  'scans-missing',
  'overdue',
  'due',
  'stuck-due',
  'not-marked',
  'clean',
  'nothing-released',
  'project-stands',
  'requester-stands',
  'reviewers-stand',
] as const;
export type RuleWord = (typeof rules)[number];

/** What tells two rows of one command apart: a finding, never a refusal. */
export const findings = [
  'nothing-new',
  'something-new',
  'more-to-come',
  'threat',
  'disclosure',
  'needs-fix',
  'reviewable',
  'one-finished',
  'other-void',
  'one-rejects',
  'one-wants-changes',
  'both-approve',
  'unclean',
  'no-report',
  'report-in',
  'was-freezing',
  'was-checking',
  'was-approved',
  'was-releasing',
  'inbound',
  'outbound',
] as const;
export type FindingWord = (typeof findings)[number];

export const eventKinds = [
  'drafted',
  'file-added',
  'file-described',
  'file-removed',
  'submitted',
  'withdrawn',
  'frozen',
  'scanned',
  'checked',
  'blocked',
  'review-opened',
  'changes-requested',
  'review-taken',
  'review-dropped',
  'voted',
  'review-finished',
  'review-voided',
  'approved',
  'rejected',
  'commented',
  'reopened',
  'viewed',
  'release-begun',
  'released',
  'revoked',
  'failed',
  'retried',
  'expired',
  'stuck',
] as const;
export type EventKind = (typeof eventKinds)[number];

export const audiences = ['requester', 'reviewers', 'checkers', 'officers'] as const;
export type Audience = (typeof audiences)[number];
