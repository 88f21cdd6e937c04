import { hasPlace } from '../../lambdas/safe-outputs/airlock/airlock-authority.ts';
import type { AirlockCommand } from '../../lambdas/safe-outputs/airlock/airlock-commands.ts';
import { mostEarlyScansPerFile } from '../../lambdas/safe-outputs/airlock/airlock-limits.ts';
import { airlockTransitions } from '../../lambdas/safe-outputs/airlock/airlock-transitions.ts';
import { commentsSeenBy, reviewsSeenBy } from '../../lambdas/safe-outputs/airlock/seen-reviews.ts';
import type { AirlockRequest } from '../../lambdas/safe-outputs/contract.ts';
import { nothing, unchanged } from '../../lambdas/workflow/contract.ts';
import {
  add,
  ask,
  at,
  checked,
  commandOfKind,
  draft,
  facts,
  fail,
  fileA,
  fileB,
  fileOf,
  finish,
  freeze,
  frozenOf,
  now,
  people,
  plus,
  project,
  reason,
  refusedFor,
  released,
  releasing,
  reviewed,
  type Situation,
  type Step,
  scan,
  start,
  submit,
  take,
  toApproved,
  toChecking,
  toDraft,
  toReleased,
  toReview,
  toSubmitted,
  vote,
  walk,
} from './airlock-world.ts';

const inward: readonly Step[] = [draft('in'), add(fileA, 'codes.csv', 'in'), add(fileB, 'wards.csv', 'in'), submit()];
const inReleased: readonly Step[] = [
  ...inward,
  freeze(1, 'inbound'),
  ...[scan(fileA), scan(fileB), checked()],
  ...[...reviewed('checker-1'), ...reviewed('checker-2'), releasing, released],
];
const once = (steps: readonly Step[], hours = 0): Situation => ({
  request: at(...steps),
  now: plus(now, hours),
});
const unclean = scan(fileA, 'THREATS_FOUND');
const both = [...reviewed('checker-1')];
const becoming = (person: string) => ({
  ...project,
  members: [...project.members, { person, as: 'researcher' as const, from: now, until: plus(now, 1) }],
});
const lately = { ...people, 'checker-1': { ...people['checker-1'], leftAt: now } as (typeof people)[string] };

/** For each row of the table, one way to come along it. */
const ways: readonly (readonly [Situation, ...Step])[] = [
  [start, ...draft()],
  [once([draft()]), ...add(fileA, 'a.csv')],
  [once(toDraft), 'requester', commandOfKind['describe-file']],
  [once(toDraft), 'requester', commandOfKind['remove-file']],
  [once(toDraft), ...submit()],
  ...[toDraft, toSubmitted, toChecking, toReview, toApproved].map((steps): readonly [Situation, ...Step] => [
    once(steps),
    'requester',
    { kind: 'withdraw', reason },
  ]),
  [once([...toChecking, unclean, scan(fileB), checked()]), 'officer-a', { kind: 'withdraw', reason }],
  [once([...toChecking, scan(fileA), scan(fileB), checked('needs-fix')]), 'requester', { kind: 'withdraw', reason }],
  [once([...toChecking, fail('airlock-checker')]), 'requester', { kind: 'withdraw', reason }],
  [once(toSubmitted), ...freeze()],
  [once(toSubmitted), ...scan(fileA)],
  [once([...toSubmitted, scan(fileA)]), ...scan(fileA)],
  [once([...toSubmitted, fail('airlock-checker')]), ...scan(fileA)],
  [once([...toSubmitted, scan(fileA), fail('airlock-checker')]), ...scan(fileA)],
  [once([...toChecking, checked()]), ...fail('airlock-checker')],
  ...[[...toChecking, scan(fileA)], toReview, toApproved, [...toApproved, releasing], toReleased].map(
    (steps): readonly [Situation, ...Step] => [once(steps), ...scan(fileA)],
  ),
  [once(toChecking), ...scan(fileA)],
  [once([...toChecking, scan(fileB), checked()]), ...unclean],
  [once([...toChecking, scan(fileB), checked('blocked')]), ...scan(fileA)],
  [once([...toChecking, scan(fileB), checked('needs-fix')]), ...scan(fileA)],
  [once([...toChecking, scan(fileB), checked('review')]), ...scan(fileA)],
  [once(toChecking), ...checked()],
  [once([...toChecking, unclean, scan(fileB)]), ...checked()],
  [once([...toChecking, scan(fileA), scan(fileB)]), ...checked('blocked')],
  [once([...toChecking, scan(fileA), scan(fileB)]), ...checked('needs-fix')],
  [once([...toChecking, scan(fileA), scan(fileB)]), ...checked()],
  ...[toReview, toApproved, [...toApproved, releasing], toReleased].map((steps): readonly [Situation, ...Step] => [
    once(steps),
    ...unclean,
  ]),
  [once([...toChecking, checked()], 1), 'airlock-checker', commandOfKind['scan-overdue']],
  [once(toReview), ...take('checker-1')],
  [once([...toReview, take('checker-1')]), 'officer-a', commandOfKind['drop-review']],
  [once([...toReview, take('checker-1')]), ...vote('checker-1', fileA)],
  [once([...toReview, ...both.slice(0, -1)]), ...finish('checker-1')],
  [
    { ...once([...toReview, ...both, ...reviewed('checker-2').slice(0, -1)]), facts: { ...facts, people: lately } },
    ...finish('checker-2'),
  ],
  ...(['reject', 'request-changes', 'approve'] as const).map((choice): readonly [Situation, ...Step] => [
    once([...toReview, ...both, ...reviewed('checker-2', choice).slice(0, -1)]),
    ...finish('checker-2'),
  ]),
  ...[
    toDraft,
    [...toChecking, unclean, scan(fileB), checked()],
    toReview,
    [...toChecking, scan(fileA), scan(fileB), checked('needs-fix')],
    [...toReview, ...reviewed('checker-1', 'reject'), ...reviewed('checker-2')],
  ].map((steps): readonly [Situation, ...Step] => [once(steps), 'requester', commandOfKind.comment]),
  ...[
    toReview,
    [...toChecking, scan(fileA), scan(fileB), checked('needs-fix')],
    [...toReview, ...reviewed('checker-1', 'reject'), ...reviewed('checker-2')],
    toApproved,
    [...toApproved, releasing],
    toReleased,
  ].map((steps): readonly [Situation, ...Step] => [once(steps), 'requester', commandOfKind.view]),
  [once(inReleased), 'colleague', commandOfKind.view],
  [once([...toChecking, unclean, scan(fileB), checked()]), 'requester', { kind: 'reopen' }],
  [once([...toChecking, scan(fileA), scan(fileB), checked('needs-fix')]), 'requester', { kind: 'reopen' }],
  [once([...toApproved, fail('airlock-release')]), 'requester', { kind: 'reopen' }],
  [once(toApproved), ...releasing],
  [once([...toApproved, releasing]), ...released],
  [once(toReleased), 'officer-a', { kind: 'revoke', reason }],
  [once([...toApproved, releasing, fail('airlock-release')]), 'checker-3', { kind: 'revoke', reason }],
  [once(toSubmitted), ...fail('airlock-checker')],
  [once(toChecking), ...fail('airlock-checker')],
  [once(toApproved), ...fail('airlock-release')],
  [once([...toApproved, releasing]), ...fail('airlock-release')],
  ...[toSubmitted, toChecking].map((steps): readonly [Situation, ...Step] => [
    once([...steps, fail('airlock-checker')]),
    'officer-a',
    { kind: 'retry' },
  ]),
  ...[toApproved, [...toApproved, releasing]].map((steps): readonly [Situation, ...Step] => [
    once([...steps, fail('airlock-release')]),
    'requester',
    { kind: 'retry' },
  ]),
  ...[
    toDraft,
    [...toChecking, unclean, scan(fileB), checked()],
    [...toChecking, scan(fileA), scan(fileB), checked('needs-fix')],
    toReview,
    [...toChecking, fail('airlock-checker')],
  ].map((steps): readonly [Situation, ...Step] => [
    once(steps, 91 * 24),
    'airlock-checker',
    { kind: 'expire', round: at(...steps).round },
  ]),
  ...[
    toSubmitted,
    toChecking,
    toReview,
    toApproved,
    [...toApproved, releasing],
    [...toChecking, fail('airlock-checker')],
  ].map((steps): readonly [Situation, ...Step] => [
    once(steps, 72),
    'airlock-checker',
    { kind: 'mark-stuck', round: 1 },
  ]),
];

/** A row of one state, as it can be told from outside. */
const named = (state: string, command: string, to: string, events: readonly string[], orders: readonly string[]) =>
  `${state} --${command}--> ${to}: ${events.join(', ')}; orders ${orders.join(', ')}`;

test('every row of the table is gone along from each of its states, with its events and its effects and no others', () => {
  const gone = ways.map(([situation, who, command]) => {
    const decision = ask(situation, who, command);
    if (!decision.ok) throw new Error(`${who} ${command.kind}: ${JSON.stringify(decision.refusals)}`);
    const state = situation.request?.state ?? nothing;
    const { events, effects } = decision;
    const to = events[0]?.to ?? state;
    return named(
      state,
      command.kind,
      to,
      events.map(({ kind }) => kind),
      effects.map(({ kind }) => kind),
    );
  });
  const rows = airlockTransitions.flatMap(({ from, command, to, events, effects }) =>
    from.map((state) => named(state, command, to === unchanged ? state : to, events, effects)),
  );
  expect([...new Set(rows)].filter((row) => !gone.includes(row))).toEqual([]);
  expect(gone.filter((row) => !rows.includes(row))).toEqual([]);
});

/** What breaks each rule: a request, who, and what they ask. */
const breaking: readonly (readonly [rule: string, Situation, ...Step])[] = [
  ['file', once(toDraft), 'requester', { kind: 'remove-file', file: '' }],
  ['new-file', once(toDraft), ...add(fileA, 'c.csv')],
  ['file-name', once([draft()]), ...add(fileA, '../a.csv')],
  ['unique-name', once(toDraft), 'requester', { kind: 'describe-file', file: fileB, name: 'Tables/MONTHS.csv' }],
  ['unique-name', once(toDraft), 'requester', { kind: 'describe-file', file: fileB, name: 'Tables/months.csv/b' }],
  ['unique-name', once(toDraft), 'requester', { kind: 'describe-file', file: fileB, name: 'TABLES' }],
  [
    'own-deposit',
    once([draft()]),
    'requester',
    {
      kind: 'add-file',
      file: {
        ...fileOf(fileA, 'a.csv'),
        draft: { ...fileOf(fileA, '').draft, key: `deposits/asthma/colleague/${fileA}` },
      },
    },
  ],
  ['origin', once([draft()]), ...add(fileA, 'a.csv', 'in')],
  ['origin', once([draft('in')]), ...add(fileA, 'a.csv')],
  ['files', once([draft()]), ...submit()],
  ['place', once([...toReview, take('checker-1'), take('checker-2')]), ...take('checker-3')],
  ['holds-place', once(toReview), 'officer-a', commandOfKind['drop-review']],
  ['unfinished', once([...toReview, ...both]), ...vote('checker-1', fileA, 'reject', reason)],
  ['unfinished', once([...toReview, ...both]), 'checker-1', commandOfKind['drop-review']],
  ['reason', once([...toReview, take('checker-1')]), ...vote('checker-1', fileA, 'reject', '  ')],
  ['all-voted', once([...toReview, take('checker-1'), vote('checker-1', fileA)]), ...finish('checker-1')],
  ['round', once(toSubmitted), ...freeze(2)],
  ['profile', once(toSubmitted), ...freeze(1, 'inbound')],
  [
    'same-bytes',
    once(toSubmitted),
    'airlock-checker',
    { ...freeze()[1], files: [{ file: fileA, frozen: frozenOf(fileA) }] } as AirlockCommand,
  ],
  [
    'same-bytes',
    once([...toApproved, releasing]),
    'airlock-release',
    {
      ...released[1],
      files: [fileA, fileB].map((file) => ({ file, released: frozenOf(file) })),
    } as AirlockCommand,
  ],
  [
    'worst',
    once(toChecking),
    'airlock-checker',
    { ...checked('blocked')[1], report: (checked('clear')[1] as { report: object }).report } as AirlockCommand,
  ],
  ['version', once(toChecking), 'airlock-scan', { ...scan(fileA)[1], versionId: 'another' } as AirlockCommand],
  [
    'scans-missing',
    once([...toChecking, scan(fileA), scan(fileB)], 2),
    'airlock-checker',
    commandOfKind['scan-overdue'],
  ],
  ['overdue', once(toChecking, 0.9), 'airlock-checker', commandOfKind['scan-overdue']],
  ['due', once(toReview, 89 * 24), 'airlock-checker', commandOfKind.expire],
  ['stuck-due', once(toReview, 71), 'airlock-checker', commandOfKind['mark-stuck']],
  [
    'not-marked',
    walk({ ...once(toReview, 73) }, ['airlock-checker', { kind: 'mark-stuck', round: 1 }]),
    'airlock-checker',
    commandOfKind['mark-stuck'],
  ],
  ['clean', once([...toApproved, releasing, scan(fileA, 'THREATS_FOUND')]), ...released],
  ...[releasing, released].flatMap((step) => {
    const request = step === releasing ? at(...toApproved) : at(...toApproved, releasing);
    const known = (more: object) => ({ request, facts: { ...facts, ...more } });
    return [
      ['project-stands', known({ project: { ...project, state: 'suspended' } }), ...step],
      ['project-stands', known({ project: { ...project, ends: now } }), ...step],
      ['project-stands', known({ register: 'restored' }), ...step],
      ['requester-stands', known({ people: { ...people, requester: people.barred } }), ...step],
      ['requester-stands', known({ people: { ...people, requester: people.colleague } }), ...step],
      ['reviewers-stand', known({ people: lately }), ...step],
      ['reviewers-stand', known({ people: { ...people, 'checker-2': people['checker-barred'] } }), ...step],
      ['reviewers-stand', known({ people: { ...people, 'checker-2': people['assessor-1'] } }), ...step],
      ['reviewers-stand', known({ project: becoming('checker-2') }), ...step],
    ] as const satisfies readonly (readonly [string, Situation, ...Step])[];
  }),
  ['state', once([...toApproved, releasing, fail('airlock-release')]), 'requester', { kind: 'reopen' }],
  ['nothing-released', once([...toApproved, releasing, fail('airlock-release')]), 'requester', commandOfKind.withdraw],
  [
    'nothing-released',
    once([...toApproved, releasing, fail('airlock-release')], 2400),
    'airlock-checker',
    commandOfKind.expire,
  ],
  ['state', once([...toChecking, fail('airlock-checker')]), 'officer-a', { kind: 'revoke', reason }],
  ['state', once(toReleased), 'requester', commandOfKind.withdraw],
  ['state', once([...toApproved, releasing]), 'requester', commandOfKind.withdraw],
  ['who', once(toReleased), 'colleague', commandOfKind.view],
  ...[toReview, toReleased].flatMap((steps) =>
    [{ project: { ...project, state: 'suspended' } }, { project: { ...project, members: [] } }].map(
      (more): readonly [string, Situation, ...Step] => [
        'who',
        { ...once(steps), facts: { ...facts, ...more } },
        'requester',
        commandOfKind.view,
      ],
    ),
  ),
  ['register', { ...start, facts: { ...facts, register: 'restored' } }, ...draft()],
  [
    'second-factor',
    { ...once(toReview), facts: { ...facts, session: { signedInAt: now, mfa: false } } },
    ...take('checker-1'),
  ],
  [
    'project-state',
    { ...once(toDraft), facts: { ...facts, project: { ...project, state: 'suspended' } } },
    ...submit(),
  ],
  ['never-member', { ...once(toReview), facts: { ...facts, project: undefined } }, ...take('checker-1')],
];

test.each(breaking)('%s is asked for', (rule, situation, who, command) => {
  expect(refusedFor(situation, who, command)).toContain(rule);
});

describe('sizes', () => {
  const mega = 1024 * 1024;
  const sized = (index: number, bytes: number): Step => {
    const id = `${String(index).padStart(8, '0')}-aaaa-4aaa-8aaa-aaaaaaaaaaaa`;
    const file = fileOf(id, `file-${index}.csv`);
    return ['requester', { kind: 'add-file', file: { ...file, draft: { ...file.draft, bytes } } }];
  };
  test('a file has 1 byte to 16 MB', () => {
    const [who, largest] = sized(1, 16 * mega);
    expect(refusedFor(once([draft()]), who, largest)).toEqual([]);
    expect(refusedFor(once([draft()]), ...sized(1, 16 * mega + 1))).toEqual(['bytes']);
    expect(refusedFor(once([draft()]), ...sized(1, 0))).toEqual(['bytes']);
  });
  test('a request has 64 MB', () => {
    const four = [1, 2, 3].map((index) => sized(index, 16 * mega));
    expect(refusedFor(once([draft(), ...four]), ...sized(4, 16 * mega))).toEqual([]);
    expect(refusedFor(once([draft(), ...four, sized(4, 16 * mega)]), ...sized(5, 1))).toEqual(['room']);
  });
  test('a request has 100 files', () => {
    const many = Array.from({ length: 99 }, (_, index) => sized(index, 1));
    expect(refusedFor(once([draft(), ...many]), ...sized(99, 1))).toEqual([]);
    expect(refusedFor(once([draft(), ...many, sized(99, 1)]), ...sized(100, 1))).toEqual(['room']);
  });
  test('scans of versions that never come to anything are not kept without end', () => {
    const many = Array.from(
      { length: 20 },
      (_, index): Step => [
        'airlock-scan',
        { kind: 'scan-result', round: 1, file: fileA, versionId: `version-${index}`, result: 'NO_THREATS_FOUND' },
      ],
    );
    expect(at(...toSubmitted, ...many).earlyScans).toHaveLength(mostEarlyScansPerFile);
  });
});

describe('scans', () => {
  test('one that comes before the freezing is written is kept for the version that is then frozen, and for no other', () => {
    const early = at(
      ...toSubmitted,
      scan(fileA),
      ['airlock-scan', { ...scan(fileB)[1], versionId: 'x' } as AirlockCommand],
      freeze(),
    );
    expect(early.files.map(({ scan: said }) => said)).toEqual(['NO_THREATS_FOUND', undefined]);
  });
  test('clean takes no finding back, in whatever order they come', () => {
    for (const two of [
      [scan(fileA), unclean],
      [unclean, scan(fileA)],
    ] as const) {
      expect(at(...toChecking, ...two).files[0]?.scan).toBe('THREATS_FOUND');
      expect(at(...toSubmitted, ...two, freeze()).files[0]?.scan).toBe('THREATS_FOUND');
    }
  });
  test.each(['THREATS_FOUND', 'UNSUPPORTED', 'ACCESS_DENIED', 'FAILED'] as const)('%s blocks', (result) => {
    expect(at(...toChecking, scan(fileA, result), scan(fileB), checked()).state).toBe('blocked');
  });
});

describe('exceptions', () => {
  const checkedWith = (...steps: readonly Step[]) =>
    at(...toDraft, ...steps, scan(fileA), scan(fileB), checked('needs-fix')).state;
  test('a reason puts what needs a fix before the reviewers, where the profile allows it', () => {
    expect(checkedWith(submit('Published by others before'), freeze())).toBe('in-review');
    expect(checkedWith(submit(), freeze())).toBe('changes-requested');
    const [who, frozen] = freeze();
    const none = { ...frozen, profile: { id: 'hes-7', hash: '', exceptions: 'none' } } as AirlockCommand;
    expect(checkedWith(submit('Published by others before'), [who, none])).toBe('changes-requested');
  });
  test('no reason puts what is blocked before anybody', () => {
    const request = at(...toDraft, submit('Please'), freeze(), scan(fileA), scan(fileB), checked('blocked'));
    expect([request.state, request.because]).toEqual(['blocked', 'disclosure']);
  });
});

describe('reviews', () => {
  const one = [...toReview, ...reviewed('checker-1', 'reject')] as const;
  const votesSeen = (request: AirlockRequest, person: string) =>
    reviewsSeenBy(request, person).map(({ reviewer, votes }) => `${reviewer} ${votes.length}`);
  test('nobody sees the vote of another before both are done; then all who see the request do', () => {
    const half = at(...one, take('checker-2'));
    for (const who of ['requester', 'checker-3', 'officer-a', 'checker-2'])
      expect(votesSeen(half, who)).toEqual(['checker-1 0', 'checker-2 0']);
    expect(votesSeen(half, 'checker-1')).toEqual(['checker-1 2', 'checker-2 0']);
    const whole = at(...one, ...reviewed('checker-2'));
    expect(votesSeen(whole, 'requester')).toEqual(['checker-1 2', 'checker-2 2']);
  });
  test('what a reviewer wrote is kept from the other until both are done', () => {
    const half = at(...one, ['checker-1', { kind: 'comment', text: 'I would not let this go' }], take('checker-2'));
    expect(commentsSeenBy(half, 'checker-2')).toEqual([]);
    expect(commentsSeenBy(half, 'checker-3')).toEqual([]);
    expect(commentsSeenBy(half, 'requester')).toHaveLength(1);
    const whole = walk({ request: half }, vote('checker-2', fileA), vote('checker-2', fileB), finish('checker-2'));
    expect(commentsSeenBy(whole.request, 'checker-2')).toHaveLength(1);
  });
  test('one rejection is enough for a reviewer to finish, and not for the request', () => {
    const request = at(...toReview, take('checker-1'), vote('checker-1', fileB, 'reject', reason), finish('checker-1'));
    expect(request.state).toBe('in-review');
  });
  test('a review of somebody who became a member meanwhile does not count', () => {
    const joined = {
      ...project,
      members: [...project.members, { person: 'checker-1', as: 'lead', from: now, until: now }],
    } as typeof project;
    const half = at(...toReview, ...reviewed('checker-1'), ...reviewed('checker-2').slice(0, -1));
    const { request } = walk({ request: half, facts: { ...facts, project: joined } }, finish('checker-2'));
    expect([request.state, hasPlace(request, 'checker-1'), hasPlace(request, 'checker-2')]).toEqual([
      'in-review',
      false,
      true,
    ]);
  });
  test('a new round begins without reviews, scans, report and frozen bytes', () => {
    const again = at(
      ...toReview,
      ...reviewed('checker-1', 'request-changes'),
      ...reviewed('checker-2'),
      ['requester', { kind: 'reopen' }],
      submit(),
    );
    expect([again.round, again.reviews, again.report, again.files[0]?.frozen, again.files[0]?.scan]).toEqual([
      2,
      [],
      undefined,
      undefined,
      undefined,
    ]);
    expect(refusedFor({ request: again }, ...freeze(1))).toContain('round');
  });
});
