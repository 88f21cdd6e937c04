import type { AirlockCommand } from '../../lambdas/safe-outputs/airlock/airlock-commands.ts';
import { frozenKey, releasedKey, reportKey } from '../../lambdas/safe-outputs/airlock/airlock-commands.ts';
import type { AirlockFacts } from '../../lambdas/safe-outputs/airlock/airlock-facts.ts';
import { decideAirlock } from '../../lambdas/safe-outputs/airlock/decide-airlock.ts';
import { evolveAirlock } from '../../lambdas/safe-outputs/airlock/evolve-airlock.ts';
import type {
  AirlockRequest,
  AirlockState,
  Bytes,
  Choice,
  Direction,
  ScanResult,
} from '../../lambdas/safe-outputs/contract.ts';
import type { Verdict } from '../../lambdas/safe-outputs/disclosure/contract.ts';
import type { Person, ProjectStanding } from '../../lambdas/safe-people/contract.ts';
import type { Actor, Instant } from '../../lambdas/workflow/contract.ts';
import { early, late, personOf } from '../safe-projects/project-world.ts';

/** A small region around one project, and a request that can be walked through the airlock. */

export const now = '2026-12-01T10:00:00.000Z';
export const plus = (instant: Instant, hours: number): Instant =>
  new Date(Date.parse(instant) + hours * 3_600_000).toISOString();

const suspended = (person: Person): Person => ({
  ...person,
  suspensions: [{ id: 'suspension-1', because: 'incident', from: early, by: 'officer-a' }],
});

const everybody = [
  personOf('requester', 'RLEAD', ['researcher', 'output-requester']),
  personOf('colleague', 'RLEAD', ['researcher']),
  personOf('outsider', 'ROTHER', ['researcher', 'output-requester']),
  suspended(personOf('barred', 'RLEAD', ['researcher', 'output-requester'])),
  personOf('checker-1', 'RHOST', ['output-checker']),
  personOf('checker-2', 'RHOST', ['output-checker']),
  personOf('checker-3', 'RHOST', ['output-checker']),
  suspended(personOf('checker-barred', 'RHOST', ['output-checker'])),
  personOf('checker-member', 'RLEAD', ['output-checker', 'researcher', 'output-requester']),
  personOf('checker-past', 'RLEAD', ['output-checker']),
  personOf('officer-a', 'RHOST', ['operator']),
  personOf('assessor-1', 'RAUDIT', ['assessor']),
];
export const people: Readonly<Record<string, Person>> = Object.fromEntries(everybody.map((one) => [one.id, one]));

const member = (person: string) => ({ person, as: 'researcher' as const, from: early, until: late });
export const project: ProjectStanding = {
  ...{ id: 'asthma', state: 'live', starts: early, ends: late, approvals: [] },
  members: [
    ...['requester', 'colleague', 'barred', 'checker-member'].map(member),
    { ...member('checker-past'), endedAt: '2026-02-01T00:00:00.000Z' },
  ],
};

export const requestId = '11111111-1111-4111-8111-111111111111';
export const fileA = 'aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa';
export const fileB = 'bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb';

export const facts: AirlockFacts = {
  ...{ id: requestId, people, project, register: 'in-service', session: { signedInAt: early, mfa: true } },
  demands: (['accreditation', 'training', 'agreement'] as const).map((kind) => ({ kind, schemes: [] })),
  ...{ lineVersion: 1, openLineVersion: 1 },
};

const services = ['airlock-checker', 'airlock-scan', 'airlock-release', 'sweeper'];
export const by = (id: string): Actor =>
  services.includes(id)
    ? { kind: 'service', name: id }
    : { kind: 'person', id, door: 'private', signedInAt: early, session: 'session-1' };

export type Step = readonly [who: string, command: AirlockCommand];
export interface Situation {
  readonly request: AirlockRequest | undefined;
  readonly facts?: AirlockFacts;
  readonly now?: Instant;
}
export const start: Situation = { request: undefined };

export const ask = (situation: Situation, who: string, command: AirlockCommand) =>
  decideAirlock(
    situation.request,
    command,
    { now: situation.now ?? now, actor: by(who) },
    { ...facts, ...situation.facts },
  );

/** Names of the refusals; none: the command is obeyed. */
export function refusedFor(situation: Situation, who: string, command: AirlockCommand): readonly string[] {
  const decision = ask(situation, who, command);
  return decision.ok ? [] : [...new Set(decision.refusals.map(({ rule }) => rule))].sort();
}

/** The request after these steps. @throws when one of them is refused. */
export function walk(
  situation: Situation,
  ...steps: readonly Step[]
): Situation & { readonly request: AirlockRequest } {
  let { request } = situation;
  for (const [who, command] of steps) {
    const decision = ask({ ...situation, request }, who, command);
    if (!decision.ok) throw new Error(`${who} ${command.kind}: ${JSON.stringify(decision.refusals)}`);
    for (const event of decision.events)
      request = evolveAirlock(request, event, { now: situation.now ?? now, actor: by(who) });
  }
  if (request === undefined) throw new Error('no step was taken');
  return { ...situation, request };
}

export const hashOf = (letter: string): string => letter.repeat(64);
const letterOf = (file: string): string => file.slice(0, 1);

export const draftOf = (file: string, direction: Direction = 'out', bytes = 100): Bytes => ({
  ...{ bytes, sha256: hashOf(letterOf(file)), versionId: `draft-${letterOf(file)}` },
  key: `${direction === 'out' ? 'deposits' : 'uploads'}/asthma/requester/${file}`,
});
export const fileOf = (id: string, name: string, direction: Direction = 'out') => ({
  ...{ id, name, context: 'Admissions by month, all wards', draft: draftOf(id, direction) },
  origin:
    direction === 'out' ? ({ from: 'query', query: fileA } as const) : ({ from: 'outside', kind: 'data' } as const),
});
export const frozenOf = (file: string, round = 1): Bytes => ({
  ...{ bytes: 100, sha256: hashOf(letterOf(file)), key: frozenKey(requestId, round, file) },
  versionId: `frozen-${round}-${letterOf(file)}`,
});
export const releasedOf = (file: string): Bytes => ({
  ...{ bytes: 100, sha256: hashOf(letterOf(file)), key: releasedKey('asthma', requestId, file) },
  versionId: `released-${letterOf(file)}`,
});
const written = (name: string): Bytes => ({
  ...{ bytes: 9, sha256: hashOf('c'), key: `asthma/${requestId}/${name}`, versionId: `version-${name.length}` },
});

export const files = [fileA, fileB];
export const draft = (direction: Direction = 'out'): Step => [
  'requester',
  { kind: 'draft', project: 'asthma', direction, title: 'Heat and asthma', purpose: 'For a paper on heat' },
];
export const add = (file: string, name: string, direction: Direction = 'out'): Step => [
  'requester',
  { kind: 'add-file', file: fileOf(file, name, direction) },
];
export const submit = (exception?: string): Step => [
  'requester',
  { kind: 'submit', ...(exception === undefined ? {} : { exception }) },
];
export const freeze = (round = 1, profile: 'uk-health-10' | 'inbound' = 'uk-health-10'): Step => [
  'airlock-checker',
  {
    kind: 'freeze',
    round,
    files: files.map((file) => ({ file, frozen: frozenOf(file, round) })),
    profile: { id: profile, hash: hashOf('d'), exceptions: profile === 'inbound' ? 'none' : 'with-reason' },
  },
];
export const scan = (file: string, result: ScanResult = 'NO_THREATS_FOUND', round = 1): Step => [
  'airlock-scan',
  { kind: 'scan-result', round, file, versionId: frozenOf(file, round).versionId, result },
];
export const checked = (verdict: Verdict = 'clear', round = 1): Step => [
  'airlock-checker',
  {
    kind: 'checked',
    round,
    report: { ...written('report'), key: reportKey(requestId, round), verdict, engine: '1' },
    files: [
      { file: fileA, sha256: hashOf('a'), verdict, type: 'csv' },
      { file: fileB, sha256: hashOf('b'), verdict: 'clear', type: 'csv' },
    ],
  },
];
export const take = (who: string): Step => [who, { kind: 'take-review' }];
export const vote = (who: string, file: string, choice: Choice = 'approve', reason = ''): Step => [
  who,
  { kind: 'vote', file, choice, reason },
];
export const finish = (who: string): Step => [who, { kind: 'finish-review' }];
export const reviewed = (who: string, choice: Choice = 'approve'): readonly Step[] => [
  take(who),
  vote(who, fileA, choice, 'because of reasons'),
  vote(who, fileB),
  finish(who),
];
export const releasing: Step = ['airlock-release', { kind: 'releasing', round: 1 }];
export const released: Step = [
  'airlock-release',
  {
    kind: 'released',
    round: 1,
    files: files.map((file) => ({ file, released: releasedOf(file) })),
    record: written('record.json'),
    crate: written('ro-crate-metadata.json'),
  },
];
export const reason = 'because of reasons';

export const toDraft: readonly Step[] = [draft(), add(fileA, 'tables/months.csv'), add(fileB, 'tables/wards.csv')];
export const toSubmitted: readonly Step[] = [...toDraft, submit()];
export const toChecking: readonly Step[] = [...toSubmitted, freeze()];
export const toReview: readonly Step[] = [...toChecking, scan(fileA), scan(fileB), checked()];
export const toApproved: readonly Step[] = [...toReview, ...reviewed('checker-1'), ...reviewed('checker-2')];
export const toReleased: readonly Step[] = [...toApproved, releasing, released];
export const fail = (who: 'airlock-checker' | 'airlock-release'): Step => [
  who,
  { kind: 'fail', round: 1, because: 'unreadable' },
];

export const at = (...steps: readonly Step[]) => walk(start, ...steps).request;

/** One request in every state. In review, the first reviewer has voted and the second place is free. */
export const inState = (): Readonly<Record<AirlockState, AirlockRequest>> => ({
  draft: at(...toDraft),
  submitted: at(...toSubmitted),
  checking: at(...toChecking),
  blocked: at(...toChecking, scan(fileA, 'THREATS_FOUND'), scan(fileB), checked()),
  'in-review': at(...toReview, take('checker-1'), vote('checker-1', fileA), vote('checker-1', fileB)),
  'changes-requested': at(...toReview, ...reviewed('checker-1', 'request-changes'), ...reviewed('checker-2')),
  rejected: at(...toReview, ...reviewed('checker-1', 'reject'), ...reviewed('checker-2')),
  approved: at(...toApproved),
  releasing: at(...toApproved, releasing),
  released: at(...toReleased),
  revoked: at(...toReleased, ['officer-a', { kind: 'revoke', reason }]),
  withdrawn: at(...toSubmitted, ['requester', { kind: 'withdraw', reason }]),
  expired: walk({ ...walk(start, ...toDraft), now: plus(now, 31 * 24) }, [
    'airlock-checker',
    { kind: 'expire', round: 0 },
  ]).request,
  failed: at(...toChecking, fail('airlock-checker')),
});

/** One command of every kind, for a request that is in its first round. */
export const commandOfKind: Readonly<Record<AirlockCommand['kind'], AirlockCommand>> = {
  draft: draft()[1],
  'add-file': add('cccccccc-cccc-4ccc-8ccc-cccccccccccc', 'tables/sexes.csv')[1],
  'describe-file': { kind: 'describe-file', file: fileA, context: 'Admissions by month, adults' },
  'remove-file': { kind: 'remove-file', file: fileA },
  submit: submit()[1],
  withdraw: { kind: 'withdraw', reason },
  'take-review': { kind: 'take-review' },
  'drop-review': { kind: 'drop-review', reviewer: 'checker-1' },
  vote: vote('', fileA)[1],
  'finish-review': { kind: 'finish-review' },
  comment: { kind: 'comment', text: 'Which wards are these?' },
  reopen: { kind: 'reopen' },
  revoke: { kind: 'revoke', reason },
  retry: { kind: 'retry' },
  view: { kind: 'view', file: fileA },
  freeze: freeze()[1],
  'scan-result': scan(fileA)[1],
  'scan-overdue': { kind: 'scan-overdue', round: 1 },
  checked: checked()[1],
  releasing: releasing[1],
  released: released[1],
  fail: fail('airlock-checker')[1],
  expire: { kind: 'expire', round: 1 },
  'mark-stuck': { kind: 'mark-stuck', round: 1 },
};
