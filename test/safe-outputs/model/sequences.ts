import * as fc from 'fast-check';
import { tally } from '../../model/tallies.ts';
import { type BeginningName, beginningNames, beginnings } from './beginnings.ts';
import { checkKept, checkQuiet } from './checks.ts';
import type { Errand, Step } from './mishaps.ts';
import { perform } from './performing.ts';
import { stepsOf } from './plots.ts';
import { type Stage, stageOf } from './stage.ts';

/** Sequences of everything that people, functions and bad luck can do to requests, and their invariants. */

export interface Sequence {
  readonly begins: BeginningName;
  readonly steps: readonly Step[];
}
export const sequence = (longest: number): fc.Arbitrary<Sequence> =>
  fc.record({ begins: fc.constantFrom(...beginningNames), steps: stepsOf(longest) });

/** Kinds of effects that must come to an end by themselves, by whose they are. */
const jobs = {
  check: ['freeze', 'check', 'scan-deadline'],
  release: ['release', 'publish', 'revoke', 'notify'],
} as const;

/** When the next effect of these is due; undefined: none is left. */
function nextDue({ tables }: Stage, kinds: readonly string[]): string | undefined {
  const waits = kinds.flatMap((kind) => tables.airlock.items(`effect#airlock-${kind}`));
  return waits.flatMap(({ body }) => (body.stuck === true ? [] : [String(body.notBefore)])).sort()[0];
}

/** Nothing befalls anybody any more: whatever was begun is carried out. */
async function quiet(stage: Stage): Promise<void> {
  await stage.quiet();
  for (let round = 0; round < 60; round++) {
    for (const scan of stage.world.scans.splice(0)) await stage.hear(scan, []);
    const checks = nextDue(stage, jobs.check);
    const releases = nextDue(stage, jobs.release);
    const due = [checks, releases].filter((one) => one !== undefined).sort()[0];
    if (due === undefined) return;
    stage.world.now = Math.max(stage.world.now + 1, Date.parse(due));
    const now = stage.clock.now();
    if (checks !== undefined && checks <= now) await stage.check([]);
    if (releases !== undefined && releases <= now) await stage.release([]);
  }
  stage.oracle.complain('it never came to an end');
}

/** @throws with the first complaint, and the step after which it came. */
export async function lived({ begins, steps }: Sequence): Promise<void> {
  const beginning = (await beginnings())[begins];
  const serve = (errand: Errand): Promise<void> => perform(stage, { errand, mishaps: [] });
  const stage = stageOf(beginning, serve);
  const settle = (after: string): void => {
    checkKept(stage);
    const [first] = stage.oracle.complaints;
    if (first !== undefined) throw new Error(`${first}, after ${after}`);
  };
  for (const [index, one] of steps.entries()) {
    await perform(stage, one);
    settle(`step ${index} (${one.errand.kind})`);
    stage.pass(1);
  }
  await quiet(stage);
  settle('the quiet');
  checkQuiet(stage);
  for (const { state } of stage.oracle.pleas.values()) tally(`ended ${state}`);
  settle('the end');
  const { written } = stage.ending();
  for (const folder of ['airlock', 'releases'] as const) {
    await stage.archive(folder, []);
    if (stage.tables[folder].items('outbox').length > 0) throw new Error(`the outbox of ${folder} is not empty`);
  }
  const kept = [...stage.world.archived.values()].sort();
  const all = [...written.airlock, ...written.releases].sort();
  if (kept.join('\n') !== all.join('\n')) throw new Error('the archive does not hold every event once');
}

export interface Run {
  readonly seed: number;
  readonly runs: number;
  readonly longest: number;
  /** Does not make what it found smaller. */
  readonly asFound?: boolean;
}

/** @throws with the smallest sequence that was found, where an invariant does not hold. */
export const holds = ({ seed, runs, longest, asFound = false }: Run): Promise<void> =>
  Promise.resolve(
    fc.assert(
      fc.asyncProperty(sequence(longest), (one) => lived(one)),
      { seed, numRuns: runs, endOnFailure: asFound },
    ),
  );
