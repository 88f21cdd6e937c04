import * as fc from 'fast-check';
import { type Errand, type Mishap, mishapKinds, type Step } from './mishaps.ts';

/** Of what sequences are made: single errands of every kind, and short stories without which little would ever be accepted. */

const repeated = (weights: Readonly<Record<string, number>>): readonly string[] =>
  Object.entries(weights).flatMap(([kind, weight]) => Array.from({ length: weight }, () => kind));

const taking = {
  ...{ suspend: 5, withdraw: 3, revoke: 3, 'sign-out': 2, 'signed-out': 2, leave: 1, 'end-member': 3 },
  ...{ 'stop-project': 3, object: 2 },
};
const giving = {
  ...{
    lift: 3,
    record: 2,
    propose: 3,
    confirm: 4,
    relent: 1,
    'propose-resume': 2,
    resume: 2,
    'go-live': 2,
    approve: 1,
  },
  ...{ agree: 2, vote: 3, 'close-vote': 2, declare: 1, refer: 1, amend: 2, pass: 2, enrol: 1, correct: 1, close: 1 },
};
const working = { ask: 12, rows: 9, show: 3, list: 2, cancel: 3, tables: 2, finish: 7, crowd: 1 };
const ours = { sweep: 9, tick: 4, work: 2, archive: 1, watch: 1 };
const others = {
  passing: 9,
  me: 1,
  'read-person': 1,
  'read-project': 1,
  again: 2,
  browse: 2,
  restore: 1,
  'into-service': 1,
};

const kinds = repeated({ ...taking, ...giving, ...working, ...ours, ...others });
const meanwhiles = repeated({
  ...taking,
  ...{ suspend: 8, 'stop-project': 5, lift: 1, sweep: 2, ask: 2, tick: 1, finish: 2, confirm: 1, 'end-member': 5 },
});

/** An errand of a story; what is left out is the story's own number. `dies`: the function does, at one of its calls. */
type Part = readonly [kind: string, numbers?: Partial<Errand>, dies?: true];
const stories: readonly (readonly Part[])[] = [
  [['ask'], ['finish', { a: 0 }], ['rows', { a: 1, b: 0 }]],
  [['ask'], ['finish', { a: 0, c: 3 }], ['rows', { a: 1, b: 0 }], ['rows', { a: 1, b: 0 }]],
  [['ask'], ['suspend', { a: 0 }], ['sweep']],
  [['ask'], ['passing', { a: 1, c: 2 }], ['sweep'], ['tick']],
  [['ask'], ['passing', { a: 0 }], ['rows', { a: 1, b: 0 }], ['sweep']],
  [['ask'], ['ask'], ['ask'], ['tick']],
  [['suspend', { a: 0 }], ['sweep'], ['lift', { a: 1 }]],
  [['suspend', { a: 0 }], ['lift', { a: 1 }], ['ask']],
  [
    ['propose', { a: 0, c: 1 }],
    ['confirm', { a: 1 }],
  ],
  [
    ['propose', { a: 0 }],
    ['confirm', { a: 1 }],
  ],
  [
    ['propose', { a: 0 }],
    ['revoke', { a: 2 }],
    ['confirm', { a: 1 }],
  ],
  [
    ['propose', { a: 0, c: 3 }],
    ['passing', { a: 1, c: 6 }],
    ['passing', { a: 1, c: 6 }],
    ['confirm', { a: 1 }],
  ],
  [['stop-project', { a: 0 }], ['sweep'], ['propose-resume', { a: 0 }], ['resume', { a: 1 }], ['sweep']],
  [['propose-resume', { a: 0, b: 1 }], ['resume', { b: 1 }], ['ask']],
  [
    ['vote', { a: 4, b: 1 }],
    ['agree', { a: 1, b: 1 }],
    ['close-vote', { a: 0, b: 1 }],
    ['go-live', { a: 0, b: 1 }],
  ],
  [
    ['agree', { a: 1, b: 1 }],
    ['close-vote', { a: 0, b: 1 }],
    ['go-live', { a: 0, b: 1 }],
  ],
  [
    ['vote', { a: 4, b: 1 }],
    ['close-vote', { a: 0, b: 1 }],
    ['approve', { a: 0, b: 1 }],
    ['go-live', { a: 0, b: 1 }],
  ],
  [
    ['close-vote', { a: 0, b: 1 }],
    ['passing', { a: 1, c: 6 }],
    ['close-vote', { a: 0, b: 1 }],
  ],
  [['go-live', { a: 0, b: 1 }], ['ask'], ['sweep']],
  [['object', { a: 0 }], ['sweep'], ['relent', { a: 0 }], ['sweep']],
  [
    ['amend', { b: 1 }],
    ['pass', { b: 1 }],
  ],
  [
    ['amend', { a: 0, b: 1 }],
    ['pass', { a: 1, b: 1 }],
    ['end-member', { c: 4 }],
  ],
  [
    ['restore', { c: 0 }],
    ['ask'],
    ['into-service', { a: 0, c: 0 }],
    ['into-service', { a: 1, c: 0 }],
    ['work'],
    ['ask'],
  ],
  [['withdraw', { a: 0 }], ['record', { a: 1, c: 0 }], ['ask']],
  [
    ['enrol', { a: 0, b: 0 }],
    ['lift', { a: 1 }],
  ],
  [
    ['leave', { a: 0 }],
    ['enrol', { a: 1, b: 1 }],
    ['lift', { a: 1 }],
  ],
  [['end-member', { a: 1 }], ['ask'], ['sweep']],
  [['sign-out'], ['me', { b: 0 }], ['ask', { c: 2 }]],
  [['ask', {}, true], ['suspend', { a: 0 }], ['passing', { a: 1, c: 2 }], ['tick'], ['sweep']],
  [['ask', {}, true], ['suspend', { a: 0 }], ['passing', { a: 1, c: 2 }], ['sweep'], ['tick']],
  [['ask', {}, true], ['passing', { a: 1, c: 2 }], ['tick'], ['finish', { a: 0 }], ['rows', { a: 1, b: 0 }]],
  [['browse'], ['signed-out', { a: 0 }], ['sweep']],
  [['browse'], ['stop-project', { a: 0 }], ['sweep']],
];

const number = fc.nat({ max: 59 });
const errandOf = (from: readonly string[]): fc.Arbitrary<Errand> =>
  fc.record({ kind: fc.constantFrom(...from), a: number, b: number, c: number });

const mishap: fc.Arbitrary<Mishap> = fc.record({
  at: fc.nat({ max: 31 }),
  kind: fc.constantFrom(...mishapKinds, 'meanwhile' as const, 'meanwhile' as const),
  errand: errandOf(meanwhiles),
});
const deadly = fc
  .nat({ max: 31 })
  .map((at): readonly Mishap[] => [{ at: 16 + at, kind: 'crash-done', errand: { kind: 'sweep', a: 0, b: 0, c: 0 } }]);
const mishaps: fc.Arbitrary<readonly Mishap[]> = fc.oneof(
  { weight: 5, arbitrary: fc.constant([]) },
  { weight: 2, arbitrary: fc.array(mishap, { minLength: 1, maxLength: 2 }) },
);
const single: fc.Arbitrary<readonly Step[]> = fc.record({ errand: errandOf(kinds), mishaps }).map((step) => [step]);

const story: fc.Arbitrary<readonly Step[]> = fc
  .record({
    parts: fc.constantFrom(...stories),
    a: number,
    b: number,
    c: number,
    all: fc.array(mishaps, { minLength: 6, maxLength: 6 }),
    death: deadly,
  })
  .map(({ parts, a, b, c, all, death }) =>
    parts.map(
      ([kind, numbers, dies], index): Step => ({
        errand: { kind, a, b, c, ...numbers },
        mishaps: dies === true ? death : (all[index] ?? []),
      }),
    ),
  );

/** Some single errands and some stories, one after the other. */
export const stepsOf = (longest: number): fc.Arbitrary<readonly Step[]> =>
  fc
    .array(fc.oneof(single, single, story), { minLength: 2, maxLength: longest, size: 'max' })
    .map((parts) => parts.flat());
