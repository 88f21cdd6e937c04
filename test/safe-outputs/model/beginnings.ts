import { tableOf } from '../../model/table.ts';
import type { Errand } from './mishaps.ts';
import { perform } from './performing.ts';
import { opening, written } from './register.ts';
import { type Beginning, nowhere, stageOf } from './stage.ts';

/** Places where sequences begin: everything in them was asked for and accepted, and the oracle saw it. */
export const beginningNames = [
  'drafted',
  'submitted',
  'frozen',
  'checking',
  'reviewable',
  'half',
  'approved',
  'released',
  'inbound',
  'arrived',
] as const;
export type BeginningName = (typeof beginningNames)[number];

const start = Date.parse('2026-12-01T09:00:00.000Z');
type Line = readonly [kind: string, numbers?: Partial<Errand>];
const clear = { a: 0, b: 0, c: 0 };

/** Frozen, by a function that was gone before it checked. */
async function frozenOnly(submitted: Beginning): Promise<Beginning> {
  for (let at = 0; at < 200; at++) {
    const stage = stageOf(submitted, async () => {});
    await stage.check([{ at, kind: 'crash-before', errand: { kind: 'passing', ...clear } }]);
    const frozen = [...stage.oracle.pleas.values()].at(-1)?.state === 'checking';
    if (frozen && stage.tables.airlock.items('effect#airlock-freeze').length === 0) return stage.ending();
  }
  throw new Error('it is always checked at once');
}

async function after(beginning: Beginning, lines: readonly Line[], state: string): Promise<Beginning> {
  const stage = stageOf(beginning, async () => {});
  for (const [kind, numbers] of lines) {
    await perform(stage, { errand: { kind, ...clear, ...numbers }, mishaps: [] });
    stage.pass(1000);
  }
  const [complaint] = stage.oracle.complaints;
  if (complaint !== undefined) throw new Error(complaint);
  const found = [...stage.oracle.pleas.values()].at(-1)?.state;
  if (found !== state) throw new Error(`a beginning should be ${state}, and is ${found}`);
  return stage.ending();
}

let made: Promise<Readonly<Record<BeginningName, Beginning>>> | undefined;
/** Made once for all sequences. */
export function beginnings(): Promise<Readonly<Record<BeginningName, Beginning>>> {
  made ??= make();
  return made;
}

async function make(): Promise<Readonly<Record<BeginningName, Beginning>>> {
  const register = tableOf();
  written(register, undefined, opening);
  const files: readonly Line[] = [['add'], ['add', { a: 1 }]];
  const drafted = await after(nowhere(register, opening, start), [['draft'], ...files], 'draft');
  const submitted = await after(drafted, [['submit', { c: 1 }]], 'submitted');
  const frozen = await frozenOnly(submitted);
  const checking = await after(submitted, [['check'], ['release']], 'checking');
  const heard: readonly Line[] = [['hear'], ['hear']];
  const reviewable = await after(checking, [...heard, ['check'], ['release']], 'in-review');
  const half = await after(reviewable, [['review']], 'in-review');
  const approved = await after(half, [['review', { a: 1 }]], 'approved');
  const released = await after(approved, [['release']], 'released');
  const inwards: readonly Line[] = [
    ['draft', { c: 3 }],
    ...files,
    ['submit', { c: 1 }],
    ['check'],
    ...heard,
    ['check'],
  ];
  const inbound = await after(nowhere(register, opening, start), inwards, 'in-review');
  const arrived = await after(inbound, [['review'], ['review', { a: 1 }], ['release']], 'released');
  return { drafted, submitted, frozen, checking, reviewable, half, approved, released, inbound, arrived };
}
