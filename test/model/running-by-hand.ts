import { tallies } from './tallies.ts';

export interface Sequences {
  readonly seed: number;
  readonly runs: number;
  readonly longest: number;
  /** A sequence that fails is not made smaller. */
  readonly asFound: boolean;
}

/** From the command line: `<seed> <runs> <longest> <1: do not make it smaller>`. */
export async function runByHand(holds: (sequences: Sequences) => Promise<void>): Promise<void> {
  const [seed = 1, runs = 1000, longest = 9, asFound = 0] = process.argv.slice(2).map(Number);
  const before = process.cpuUsage();
  try {
    await holds({ seed, runs, longest, asFound: asFound === 1 });
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    if (error instanceof Error && error.cause instanceof Error) console.error(error.cause.stack);
    process.exitCode = 1;
  }
  const { user, system } = process.cpuUsage(before);
  console.info(`${runs} sequences, seed ${seed}: ${((user + system) / 1e6).toFixed(1)} CPU seconds`);
  for (const [what, times] of [...tallies].sort()) console.info(`${what}: ${times}`);
}
