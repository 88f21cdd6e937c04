import { tallies } from '../../model/tallies.ts';
import { holds } from './sequences.ts';

/** By hand, with another seed: `node --import tsx test/safe-outputs/model/run.ts <seed> <runs> <longest> <1: do not make it smaller>`. */
const [seed = 1, runs = 1000, longest = 9, asFound = 0] = process.argv.slice(2).map(Number);
async function main(): Promise<void> {
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

void main();
