import * as fc from 'fast-check';
import { type Errand, type Mishap, mishapKinds, type Step } from './mishaps.ts';

/** Of what sequences are made: single errands of every kind, and short stories without which little would ever be accepted. */

const repeated = (weights: Readonly<Record<string, number>>): readonly string[] =>
  Object.entries(weights).flatMap(([kind, weight]) => Array.from({ length: weight }, () => kind));

const asking = {
  ...{ draft: 2, add: 4, describe: 4, remove: 3, submit: 5, withdraw: 2, take: 4, drop: 2, vote: 5, finish: 4 },
  ...{
    review: 6,
    comment: 2,
    reopen: 3,
    revoke: 3,
    retry: 3,
    read: 2,
    history: 1,
    view: 4,
    input: 2,
    download: 4,
    again: 3,
    undo: 1,
    anew: 1,
  },
};
const ours = { check: 12, release: 10, hear: 12, archive: 1 };
const world = { passing: 6, suspend: 2, lift: 2, join: 2, leave: 1, stop: 1, swap: 3, lose: 1 };

const kinds = repeated({ ...asking, ...ours, ...world });
const meanwhiles = repeated({
  ...{
    check: 4,
    release: 5,
    hear: 4,
    withdraw: 4,
    revoke: 3,
    suspend: 3,
    join: 3,
    swap: 2,
    vote: 2,
    finish: 3,
    drop: 2,
  },
  ...{ undo: 2, anew: 2, take: 2, submit: 1, reopen: 2, retry: 1, leave: 1, stop: 1, add: 1, again: 1 },
});

/** An errand of a story; what is left out is the story's own number. It may have a mishap of its own, at some call; `from`: not before this one. */
type Part = readonly [
  kind: string,
  numbers?: Partial<Errand>,
  befalls?: readonly [kind: Mishap['kind'], errand?: string, from?: number],
];
const one: Part = ['review', { a: 0, c: 0 }];
const two: Part = ['review', { a: 1, c: 0 }];
const stories: readonly (readonly Part[])[] = [
  [
    ['draft', { a: 0 }],
    ['add', { a: 0 }],
    ['describe', { a: 0, b: 1 }],
    ['add', { a: 0 }],
    ['remove', { a: 0 }],
  ],
  [
    ['submit', { a: 0, b: 1 }],
    ['check'],
    ['hear', { b: 0, c: 0 }],
    ['hear', { b: 0, c: 0 }],
    ['check'],
    one,
    two,
    ['release'],
  ],
  [['check'], ['hear', { b: 0, c: 0 }], ['hear', { b: 0, c: 0 }], ['check'], one, two, ['release'], ['download']],
  [['hear', { b: 0, c: 0 }], ['check'], ['hear', { b: 0, c: 0 }], one, two, ['release'], ['release']],
  [one, two, ['release'], ['revoke', { c: 0 }], ['release'], ['download']],
  [two, ['release'], ['download', { a: 0 }], ['revoke', { c: 0 }], ['download', { a: 0 }]],
  [one, ['join', { a: 0 }], two, ['release']],
  [one, ['suspend', { a: 4 }], two, ['release'], ['review', { a: 2, c: 0 }], ['release']],
  [['review', { a: 0 }], ['review', { a: 1 }], ['reopen', { a: 0 }], ['submit', { a: 0 }], ['check']],
  [
    ['take', { a: 0 }],
    ['take', { a: 1 }],
    ['take', { a: 2 }],
    ['drop', { c: 0 }],
    ['take', { a: 2 }],
  ],
  [['check'], ['passing', { a: 1, c: 4 }], ['check'], ['reopen', { a: 0 }], ['submit', { a: 0 }], ['check']],
  [['add', { a: 0 }], ['submit', { a: 0 }], ['swap', { a: 0 }], ['check'], ['swap', { a: 1 }], ['check']],
  [['lose', { c: 0 }], ['submit', { a: 0 }], ['check'], ['retry', { c: 0 }], ['check'], ['withdraw', { a: 0 }]],
  [['release'], ['passing', { a: 1, c: 3 }], ['release'], ['download']],
  [['release'], ['input'], ['view', { a: 0 }], ['view', { a: 1 }]],
  // Whoever stands behind it falls between approval and release, and between two tries.
  [
    two,
    ['suspend', { a: 4 }],
    ['release'],
    ['retry', { c: 0 }],
    ['release'],
    ['reopen', { a: 0 }],
    ['submit', { a: 0 }],
  ],
  [
    two,
    ['release', {}, ['crash-before', 'suspend', 20]],
    ['join', { a: 0 }],
    ['release'],
    ['retry', { c: 0 }],
    ['release'],
  ],
  [two, ['release', {}, ['meanwhile', 'suspend', 16]]],
  [one, two, ['release', {}, ['meanwhile', 'stop', 16]], ['release']],
  [two, ['stop'], ['release'], ['stop'], ['retry', { c: 0 }], ['release']],
  [['join', { a: 1 }], ['release'], ['leave', { a: 0 }], ['retry', { c: 0 }], ['release']],
  [['draft', { a: 0 }], ['add', { a: 0 }], ['add', { a: 1 }], ['submit', { a: 0 }], ['check']],
  [['hear', { c: 5 }], ['hear', { b: 0, c: 0 }], ['hear', { b: 0, c: 15 }], ['check'], ['release']],
  [['vote', { a: 0, b: 0 }], ['vote', { a: 0, b: 0 }], ['finish', { a: 0 }], ['read'], ['comment', { b: 1 }], ['read']],
  [
    ['suspend', { a: 0 }],
    ['submit', { a: 0 }],
    ['lift', { a: 0 }],
    ['submit', { a: 0 }],
  ],
  // Whoever is suspended still has their roles and places.
  [
    ['suspend', { a: 4 }],
    ['take', { a: 0 }],
    ['suspend', { a: 0 }],
    ['withdraw', { a: 0, c: 1 }],
  ],
  [
    ['suspend', { a: 8 }],
    ['withdraw', { c: 0 }],
    ['revoke', { c: 0 }],
  ],
  // One file of two.
  [
    ['take', { a: 0 }],
    ['vote', { a: 0, b: 0, c: 0 }],
    ['finish', { a: 0 }],
  ],
  [
    ['review', { a: 0, c: 3 }],
    ['review', { a: 1, c: 0 }],
    ['reopen', { a: 0 }],
    ['submit', { a: 0 }],
    ['check'],
    ['hear', { b: 0, c: 0 }],
    ['hear', { b: 0, c: 0 }],
  ],
  // Two names that some machine takes for one; a name that leads elsewhere.
  [
    ['describe', { a: 0, b: 9, c: 1 }],
    ['describe', { a: 0, b: 4, c: 0 }],
  ],
  // Found, and then not found.
  [['hear', { b: 0, c: 0 }], ['hear', { b: 0, c: 15 }], ['hear', { b: 0, c: 7 }], ['hear', { b: 0, c: 0 }], ['check']],
  // Copied twice, and the scanner was quicker than whoever copies.
  [['check', {}, ['crash-done']], ['hear', { c: 5 }], ['passing', { a: 1, c: 3 }], ['check'], ['release']],
  [one, two, ['release', {}, ['crash-done']], ['withdraw', { a: 0 }], ['passing', { a: 1, c: 3 }], ['release']],
  [one, two, ['release', {}, ['meanwhile', 'undo', 16]], ['release']],
  [
    ['passing', { a: 1, c: 3 }],
    ['passing', { a: 1, c: 3 }],
    ['passing', { a: 1, c: 3 }],
    ['check', {}, ['meanwhile', 'anew']],
  ],
  // Half of what is written is seen by whoever carries it out.
  [
    ['submit', { a: 0, c: 1 }, ['torn', 'check']],
    ['check', {}, ['torn', 'check']],
  ],
  [one, ['review', { a: 1, c: 0 }, ['torn', 'release']], ['release']],
  [one, two, ['release'], ['revoke', { c: 0 }, ['torn', 'release']]],
];

const number = fc.nat({ max: 59 });
const errandOf = (from: readonly string[]): fc.Arbitrary<Errand> =>
  fc.record({ kind: fc.constantFrom(...from), a: number, b: number, c: number });

const mishap: fc.Arbitrary<Mishap> = fc.record({
  at: fc.oneof(fc.nat({ max: 15 }), fc.nat({ max: 63 })),
  kind: fc.constantFrom(...mishapKinds, 'meanwhile' as const, 'crash-done' as const),
  errand: errandOf(meanwhiles),
});
const mishaps: fc.Arbitrary<readonly Mishap[]> = fc.oneof(
  { weight: 4, arbitrary: fc.constant([]) },
  { weight: 3, arbitrary: fc.array(mishap, { minLength: 1, maxLength: 2 }) },
);
const single: fc.Arbitrary<readonly Step[]> = fc.record({ errand: errandOf(kinds), mishaps }).map((step) => [step]);

const story: fc.Arbitrary<readonly Step[]> = fc
  .record({
    ...{ parts: fc.constantFrom(...stories), a: number, b: number, c: number, at: number },
    all: fc.array(mishaps, { minLength: 8, maxLength: 8 }),
  })
  .map(({ parts, a, b, c, at, all }) =>
    parts.map(([kind, numbers, befalls], index): Step => {
      const other = all[index] ?? [];
      const first = befalls?.[2] ?? 0;
      const errand = { kind: befalls?.[1] ?? 'passing', a, b, c };
      const own = befalls && { at: first + (at % (48 - first * 2)), kind: befalls[0], errand };
      return { errand: { kind, a, b, c, ...numbers }, mishaps: own === undefined ? other : [own] };
    }),
  );

/** Some single errands and some stories, one after the other. */
export const stepsOf = (longest: number): fc.Arbitrary<readonly Step[]> =>
  fc
    .array(fc.oneof(single, single, story), { minLength: 1, maxLength: longest, size: 'max' })
    .map((parts) => parts.flat());
