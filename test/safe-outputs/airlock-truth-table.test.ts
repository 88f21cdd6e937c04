import type { AirlockCommand } from '../../lambdas/safe-outputs/airlock/airlock-commands.ts';
import { airlockTransitions } from '../../lambdas/safe-outputs/airlock/airlock-transitions.ts';
import {
  eventKinds,
  findings,
  rules,
  type StandingWord,
  standings,
} from '../../lambdas/safe-outputs/airlock/airlock-words.ts';
import { type AirlockState, airlockStates } from '../../lambdas/safe-outputs/contract.ts';
import { faultsOf } from '../../lambdas/workflow/transitions.ts';
import { commandOfKind, inState, refusedFor } from './airlock-world.ts';

/**
 * Every state x every command x everybody, each cell against what is written here by hand: what each command may start from, who may give it,
 * and which rules the commands of `commandOfKind` break in the requests of `inState`.
 */

type State = AirlockState | 'nothing';
type Kind = AirlockCommand['kind'];
const states: readonly State[] = ['nothing', ...airlockStates];
const kinds = Object.keys(commandOfKind) as Kind[];

const checkers = ['checker-1', 'checker-2', 'checker-3', 'checker-barred', 'checker-member', 'checker-past'];
const everybody = [
  ...['requester', 'colleague', 'outsider', 'barred', ...checkers, 'officer-a', 'assessor-1', 'stranger'],
  ...['airlock-checker', 'airlock-scan', 'airlock-release', 'sweeper'],
];
const existing: readonly State[] = airlockStates;

/** What everybody is, in these states. */
const afterReview = ['changes-requested', 'rejected', 'approved', 'releasing', 'released', 'revoked'] as const;
const reviews: readonly State[] = ['in-review', ...afterReview];
const standing: Readonly<Record<string, Readonly<Partial<Record<StandingWord, readonly State[]>>>>> = {
  requester: {
    'may-request': states,
    member: states,
    requester: existing,
    'present-requester': existing,
    'working-requester': existing,
  },
  colleague: { member: states },
  'checker-1': { checker: states, reviewer: reviews, oneself: states },
  'checker-2': { checker: states, reviewer: afterReview },
  'checker-3': { checker: states },
  'checker-barred': { checker: states },
  'checker-member': { checker: states, 'may-request': states, member: states },
  'checker-past': { checker: states },
  'officer-a': { officer: states },
  'airlock-checker': { 'airlock-checker': states },
  'airlock-scan': { 'airlock-scan': states },
  'airlock-release': { 'airlock-release': states },
};

/** States that take a command, and who may give it there. */
type Taken = readonly [from: readonly State[], who: readonly StandingWord[]];
const takes: Readonly<Record<Kind, readonly Taken[]>> = {
  draft: [[['nothing'], ['may-request']]],
  'add-file': [[['draft'], ['working-requester']]],
  'describe-file': [[['draft'], ['working-requester']]],
  'remove-file': [[['draft'], ['working-requester']]],
  submit: [[['draft'], ['working-requester']]],
  withdraw: [
    [
      ['draft', 'submitted', 'checking', 'blocked', 'in-review', 'changes-requested', 'approved', 'failed'],
      ['requester', 'officer'],
    ],
  ],
  'take-review': [[['in-review'], ['checker']]],
  'drop-review': [[['in-review'], ['oneself', 'officer']]],
  vote: [[['in-review'], ['reviewer']]],
  'finish-review': [[['in-review'], ['reviewer']]],
  comment: [
    [
      ['draft', 'blocked', 'in-review', 'changes-requested', 'rejected'],
      ['requester', 'reviewer'],
    ],
  ],
  reopen: [[['blocked', 'changes-requested', 'failed'], ['working-requester']]],
  revoke: [[['released'], ['checker', 'officer']]],
  retry: [[['failed'], ['working-requester', 'officer']]],
  view: [
    [
      ['in-review', 'changes-requested', 'rejected', 'approved', 'releasing', 'released'],
      ['present-requester', 'reviewer'],
    ],
  ],
  freeze: [[['submitted'], ['airlock-checker']]],
  'scan-result': [
    [['submitted', 'failed', 'checking', 'in-review', 'approved', 'releasing', 'released'], ['airlock-scan']],
  ],
  'scan-overdue': [[['checking'], ['airlock-checker']]],
  checked: [[['checking'], ['airlock-checker']]],
  releasing: [[['approved'], ['airlock-release']]],
  released: [[['releasing'], ['airlock-release']]],
  fail: [
    [['submitted', 'checking'], ['airlock-checker']],
    [['approved', 'releasing'], ['airlock-release']],
  ],
  expire: [[['draft', 'blocked', 'in-review', 'changes-requested', 'failed'], ['airlock-checker']]],
  'mark-stuck': [[['submitted', 'checking', 'in-review', 'approved', 'releasing', 'failed'], ['airlock-checker']]],
};
/** Of what comes in, members see what was released; outside of this table no word of it is used. */
const alsoAnywhere: Partial<Record<Kind, readonly StandingWord[]>> = { view: ['member'] };

/** Rules that these commands break in these states, whoever gives them. */
const broken: Readonly<Record<string, readonly string[]>> = {
  'draft expire': ['due'],
  'blocked expire': ['due'],
  'in-review expire': ['due'],
  'changes-requested expire': ['due'],
  'failed expire': ['due'],
  'checking scan-overdue': ['overdue'],
  // It failed in checking.
  'failed reopen': ['state'],
  ...Object.fromEntries(
    ['submitted', 'checking', 'in-review', 'approved', 'releasing', 'failed'].map((one) => [
      `${one} mark-stuck`,
      ['stuck-due'],
    ]),
  ),
};

/** Rules about whoever asks, by hand. */
function brokenBy(who: string, state: State, kind: Kind): readonly string[] {
  const inReview = state === 'in-review';
  const member = ['requester', 'colleague', 'barred', 'checker-member', 'checker-past'].includes(who);
  const reviewing = kind === 'take-review' || kind === 'vote' || kind === 'finish-review';
  return [
    ...(inReview && reviewing && member ? ['never-member'] : []),
    ...(inReview && reviewing && who === 'requester' ? ['not-requester'] : []),
    ...(inReview && kind === 'take-review' && who === 'checker-1' ? ['place'] : []),
    ...(inReview && kind === 'finish-review' && who !== 'checker-1' ? ['all-voted'] : []),
  ];
}

/** What the register has against them, asked of everybody who is a person. */
const against: Readonly<Record<string, readonly string[]>> = {
  barred: ['suspended'],
  'checker-barred': ['suspended'],
  stranger: ['person'],
};

/** What they lack who may not request, where that is asked. */
const notOfTheProject = ['membership', 'output-requester', 'role'];
const lacking: Readonly<Record<string, readonly string[]>> = {
  ...{ colleague: ['output-requester'], outsider: ['membership'], barred: [] },
  ...{ 'checker-1': notOfTheProject, 'checker-2': notOfTheProject, 'checker-3': notOfTheProject },
  ...{ 'checker-barred': notOfTheProject, 'checker-past': notOfTheProject },
  ...{ 'officer-a': notOfTheProject, 'assessor-1': notOfTheProject },
  stranger: ['membership', 'output-requester'],
};

const records = inState();

function expected(who: string, state: State, kind: Kind): readonly string[] {
  const here = takes[kind].filter(([from]) => from.includes(state));
  const words = here.length > 0 ? here : takes[kind];
  const may = [...words.flatMap(([, word]) => word), ...(here.length > 0 ? [] : (alsoAnywhere[kind] ?? []))];
  const stands = may.some((word) => standing[who]?.[word]?.includes(state) === true);
  const refusals = [
    ...(here.length > 0 ? [] : ['state']),
    ...(stands ? [] : ['who', ...(kind === 'draft' ? (lacking[who] ?? []) : [])]),
    ...(against[who] ?? []),
    ...(here.length > 0 ? [...(broken[`${state} ${kind}`] ?? []), ...brokenBy(who, state, kind)] : []),
  ];
  return [...new Set(refusals)].sort();
}

test('the table has no fault: every state is reached, every row can be told apart', () => {
  expect(faultsOf(airlockTransitions, airlockStates)).toEqual([]);
});

test('a request can be walked into every state', () => {
  for (const state of airlockStates) expect(records[state].state).toBe(state);
});

test('every state, command, event, rule, finding and standing is used by the table', () => {
  const used = new Set<string>(
    airlockTransitions.flatMap((row) => [...row.from, row.to, row.command, ...row.when, ...row.who, ...row.events]),
  );
  const words = [...airlockStates, ...kinds, ...eventKinds, ...rules, ...findings, ...standings];
  expect(words.filter((word) => !used.has(word))).toEqual([]);
});

describe.each(states)('a request that is %s', (state) => {
  const request = state === 'nothing' ? undefined : records[state];
  test.each(kinds)('takes %s from those the table names and from nobody else, with every reason', (kind) => {
    const found = everybody.map((who) => [who, refusedFor({ request }, who, commandOfKind[kind])]);
    expect(found).toEqual(everybody.map((who) => [who, expected(who, state, kind)]));
  });
});
