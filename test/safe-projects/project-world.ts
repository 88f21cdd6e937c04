import type { Person, Role } from '../../lambdas/safe-people/contract.ts';
import type { Application } from '../../lambdas/safe-projects/application.ts';
import type { CloseReport } from '../../lambdas/safe-projects/contract.ts';
import { decideProject } from '../../lambdas/safe-projects/decide-project.ts';
import { evolveProject } from '../../lambdas/safe-projects/evolve-project.ts';
import { projectParameters } from '../../lambdas/safe-projects/parameters.ts';
import type { PersonCommand, ProjectCommand } from '../../lambdas/safe-projects/project-commands.ts';
import type { ProjectFacts } from '../../lambdas/safe-projects/project-facts.ts';
import type { ProjectRecord } from '../../lambdas/safe-projects/project-record.ts';
import type { Actor, Instant, Refusal } from '../../lambdas/workflow/contract.ts';

/** A small region: who is in it, and a project that can be walked through it. */

export const early = '2026-01-01T00:00:00.000Z';
export const now = '2026-12-01T10:00:00.000Z';
export const late = '2031-01-01T00:00:00.000Z';

const credential = (kind: 'accreditation' | 'training' | 'agreement') => ({
  id: `${kind}-1`,
  kind,
  scheme: `some-${kind}`,
  number: '1',
  evidence: 'register 1',
  from: early,
  expires: late,
});

export const personOf = (id: string, organisation: string, roles: readonly Role[]): Person => ({
  id,
  name: `Name of ${id}`,
  email: `${id}@example.org`,
  organisation,
  credentials: [credential('accreditation'), credential('training'), credential('agreement')],
  roles: roles.map((role) => ({
    role,
    proposedBy: 'officer-a',
    proposedAt: early,
    confirmedBy: 'officer-b',
    confirmedAt: early,
    expires: late,
  })),
  suspensions: [],
});

const everybody = [
  personOf('applicant', 'RLEAD', ['project-lead', 'researcher']),
  personOf('colleague', 'RLEAD', ['researcher']),
  personOf('outsider', 'ROTHER', ['researcher', 'project-lead']),
  personOf('officer-a', 'RHOST', ['operator']),
  personOf('officer-b', 'RHOST', ['operator']),
  personOf('member-1', 'RMEM1', ['committee-member']),
  personOf('member-2', 'RMEM2', ['committee-member']),
  personOf('member-3', 'RMEM3', ['committee-member']),
  personOf('member-4', 'RMEM4', ['committee-member']),
  personOf('member-5', 'RMEM5', ['committee-member']),
  personOf('member-6', 'RMEM6', ['committee-member']),
  personOf('lay-1', 'RLAY1', ['lay-member']),
  personOf('lay-2', 'RLAY2', ['lay-member']),
  personOf('controller-1', 'RCON1', ['data-manager']),
  personOf('controller-2', 'RCON2', ['data-manager']),
  personOf('insider-1', 'RLEAD', ['committee-member']),
  personOf('assessor-1', 'RAUDIT', ['assessor']),
  personOf('checker-1', 'RHOST', ['output-checker']),
  personOf('newcomer', 'ROTHER', ['researcher']),
];

export const people: Readonly<Record<string, Person>> = Object.fromEntries(everybody.map((one) => [one.id, one]));

export const facts: ProjectFacts = {
  id: 'asthma',
  people,
  register: 'in-service',
  session: { signedInAt: early, mfa: true },
  demands: (['accreditation', 'training', 'agreement'] as const).map((kind) => ({ kind, schemes: [] })),
  parameters: projectParameters,
};

export const application: Application = {
  organisationName: 'University of Somewhere',
  organisationSector: 'academic',
  applicantNames: 'A. Plicant, C. Olleague',
  deaAccredited: 'accredited',
  subLicence: 'none',
  title: 'Asthma and heat',
  laySummary: 'Does a hot summer bring more people with asthma to hospital?',
  publicBenefit: 'Earlier warnings for people with asthma',
  technicalSummary: 'Time series of admissions by temperature',
  sensitivity: 'de-personalised',
  article6: '6-1-e',
  article9: '9-2-j',
  confidentialityDuty: 'not-applicable',
  optOut: 'applied',
  frequency: 'one-off',
  privacyMeasures: 'Keyed hashes in place of identifiers',
  lead: 'RLEAD',
  purpose: 'public-health-research',
  starts: '2026-12-01',
  ends: '2028-11-30',
  datasets: [
    { dataset: 'admissions', title: 'Hospital admissions', controller: 'RCON1' },
    { dataset: 'prescriptions', title: 'Prescriptions', controller: 'RCON2' },
  ],
  people: [
    { person: 'applicant', as: 'lead' },
    { person: 'colleague', as: 'researcher' },
  ],
  allowance: { bytesPerMonth: 10_000_000_000, bytesPerQuery: 1_000_000_000, queriesAtOnce: 2 },
  resultsShared: false,
};

export const by = (id: string): Actor =>
  id === 'closer' || id === 'sweeper'
    ? { kind: 'service', name: id }
    : { kind: 'person', id, door: 'public', signedInAt: early, session: 'session-1' };

export type Step = readonly [who: string, command: ProjectCommand];
export interface Situation {
  readonly record: ProjectRecord | undefined;
  readonly facts?: ProjectFacts;
  readonly now?: Instant;
}

export const ask = (situation: Situation, who: string, command: ProjectCommand) =>
  decideProject(situation.record, command, { now: situation.now ?? now, actor: by(who) }, situation.facts ?? facts);

export const rulesOf = (refusals: readonly Refusal[]) => [...new Set(refusals.map(({ rule }) => rule))].sort();

/** Names of the refusals; none: the command is obeyed. */
export function refusedFor(situation: Situation, who: string, command: ProjectCommand): readonly string[] {
  const decision = ask(situation, who, command);
  return decision.ok ? [] : rulesOf(decision.refusals);
}

/** The project after these steps. @throws when one of them is refused. */
export function walk(situation: Situation, ...steps: readonly Step[]): Situation & { readonly record: ProjectRecord } {
  let { record } = situation;
  for (const [who, command] of steps) {
    const decision = ask({ ...situation, record }, who, command);
    if (!decision.ok) throw new Error(`${who} ${command.kind}: ${JSON.stringify(decision.refusals)}`);
    for (const event of decision.events)
      record = evolveProject(record, event, { now: situation.now ?? now, actor: by(who) });
  }
  if (record === undefined) throw new Error('no step was taken');
  return { ...situation, record };
}

const reason = 'because of reasons';
const dates = { reference: 'REF 1', evidence: 'https://example.org/1', from: early, expires: late };
const hash = 'a'.repeat(64);

export const members = ['member-1', 'member-2', 'member-3', 'member-4', 'lay-1'];
export const vote = (who: string, said: 'approve' | 'refuse' | 'abstain' = 'approve'): Step => [
  who,
  { kind: 'vote', vote: said, reason },
];
export const agrees = (who: string, dataset: string): Step => [who, { kind: 'controller-agrees', dataset, ...dates }];
export const closeVote = (conditions: readonly { id: string; says: string }[] = []): Step => [
  'member-1',
  { kind: 'close-vote', reason, conditions: [...conditions] },
];

export const toSubmitted: readonly Step[] = [
  ['applicant', { kind: 'draft', application }],
  ['applicant', { kind: 'submit' }],
];
export const toReview: readonly Step[] = [
  ...toSubmitted,
  ['officer-a', { kind: 'accept' }],
  ['officer-a', { kind: 'pass-triage', reason }],
];
export const references: readonly Step[] = [
  ['officer-a', { kind: 'record-reference', of: 'dpia', ...dates }],
  ['officer-a', { kind: 'record-reference', of: 'ethics', ...dates }],
  ['officer-a', { kind: 'record-not-applicable', of: 'funding', reason }],
];
export const toCommittee: readonly Step[] = [
  ...toReview,
  ...references,
  ['officer-a', { kind: 'open-committee', members: [...members], chair: 'member-1' }],
];
export const votes: readonly Step[] = members.map((member) => vote(member));
export const agreements: readonly Step[] = [
  agrees('controller-1', 'admissions'),
  agrees('controller-2', 'prescriptions'),
];
export const toConditions: readonly Step[] = [
  ...toCommittee,
  ...agreements,
  ...votes,
  closeVote([{ id: 'small-numbers', says: 'Publish no small numbers' }]),
];
export const toApproved: readonly Step[] = [...toCommittee, ...agreements, ...votes, closeVote()];
export const toLive: readonly Step[] = [...toApproved, ['officer-a', { kind: 'go-live' }]];
export const toSuspended: readonly Step[] = [...toLive, ['officer-a', { kind: 'suspend', reason }]];
export const toClosed: readonly Step[] = [...toLive, ['officer-a', { kind: 'close', reason }]];

export const keyDate = '2027-01-15T00:00:00.000Z';
export const reports: Readonly<Record<CloseReport['kind'], CloseReport>> = {
  archived: {
    kind: 'archived',
    proof: { at: now, place: 'archive/asthma/', objects: 3, bytes: 9, manifestHash: hash },
  },
  'extract-deleted': {
    kind: 'extract-deleted',
    proof: {
      at: now,
      bucket: 'tre-x-project-asthma',
      objectsDeleted: 3,
      versionsDeleted: 4,
      bytesDeleted: 9,
      manifestHash: hash,
      versionsLeft: 0,
      tablesDeleted: 2,
    },
  },
  'keys-scheduled': {
    kind: 'keys-scheduled',
    proof: {
      at: now,
      keys: [
        { key: 'key-1', deletionDate: '2027-01-02T00:00:00.000Z' },
        { key: 'key-2', deletionDate: keyDate },
      ],
    },
  },
  certified: {
    kind: 'certified',
    proof: { at: now, object: 'certificates/asthma', hash, finalFrom: keyDate, excludes: ['backups'] },
  },
  'keys-destroyed': { kind: 'keys-destroyed', proof: { at: keyDate, keysGone: ['key-1', 'key-2'] } },
};
export const toArchived: readonly Step[] = [
  ...toClosed,
  ['closer', reports.archived],
  ['closer', reports['extract-deleted']],
];
export const toCertified: readonly Step[] = [
  ...toArchived,
  ['closer', reports['keys-scheduled']],
  ['closer', reports.certified],
];

const start: Situation = { record: undefined };
export const at = (...steps: readonly Step[]) => walk(start, ...steps);
export const destroyed = () => walk({ ...at(...toCertified), now: keyDate }, ['closer', reports['keys-destroyed']]);

/** One project in every state. */
export const inState = (): Readonly<Record<ProjectRecord['state'], ProjectRecord>> => ({
  draft: at(['applicant', { kind: 'draft', application }]).record,
  submitted: at(...toSubmitted).record,
  triage: at(...toSubmitted, ['officer-a', { kind: 'accept' }]).record,
  'ig-review': at(...toReview, ...references).record,
  committee: at(...toCommittee).record,
  conditions: at(...toConditions).record,
  approved: at(...toApproved).record,
  live: at(...toLive).record,
  suspended: at(...toSuspended).record,
  closed: at(...toClosed).record,
  archived: at(...toArchived).record,
  destroyed: destroyed().record,
  returned: at(...toSubmitted, ['officer-a', { kind: 'return', reason }]).record,
  refused: at(...toSubmitted, ['officer-a', { kind: 'refuse', reason }]).record,
  withdrawn: at(...toSubmitted, ['applicant', { kind: 'withdraw', reason }]).record,
});

/** One command of every kind, each of which somebody could give in some state. */
export const commandOfKind: Readonly<Record<ProjectCommand['kind'], ProjectCommand>> = {
  ...reports,
  ...Object.fromEntries(
    (
      [
        { kind: 'draft', application },
        { kind: 'revise', application },
        { kind: 'submit' },
        { kind: 'withdraw', reason },
        { kind: 'accept' },
        { kind: 'return', reason },
        { kind: 'refuse', reason },
        { kind: 'pass-triage', reason },
        { kind: 'record-reference', of: 'dpia', ...dates },
        { kind: 'record-not-applicable', of: 'funding', reason },
        { kind: 'open-committee', members: [...members], chair: 'member-1', amendment: 'longer' },
        { kind: 'name-chair', chair: 'member-2' },
        { kind: 'declare-conflict', person: 'member-3', interest: 'a former colleague' },
        { kind: 'vote', vote: 'approve', reason },
        { kind: 'close-vote', reason, conditions: [] },
        { kind: 'controller-agrees', dataset: 'admissions', ...dates },
        { kind: 'controller-objects', dataset: 'admissions', reason },
        { kind: 'withdraw-objection', dataset: 'admissions', reason },
        { kind: 'drop-dataset', dataset: 'admissions', reason },
        { kind: 'meet-condition', condition: 'small-numbers', evidence: 'minutes of the meeting' },
        { kind: 'approve', reason },
        { kind: 'go-live' },
        { kind: 'suspend', reason },
        { kind: 'propose-resume', reason },
        { kind: 'resume', reason },
        {
          kind: 'propose-amendment',
          id: 'more',
          change: { kind: 'new-person', person: { person: 'newcomer', as: 'researcher' } },
          reason,
        },
        { kind: 'pass-amendment', amendment: 'more', reason },
        { kind: 'refuse-amendment', amendment: 'more', reason },
        { kind: 'withdraw-amendment', amendment: 'more', reason },
        { kind: 'end-membership', person: 'colleague', reason },
        { kind: 'close', reason },
      ] satisfies PersonCommand[]
    ).map((command) => [command.kind, command]),
  ),
} as Readonly<Record<ProjectCommand['kind'], ProjectCommand>>;
