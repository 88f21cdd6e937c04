import { constants } from 'node:os';
import type { Dataset } from '../../lib/config/dataset.ts';
import { type Arguments, parseArguments, usage } from './arguments.ts';
import { readContracts } from './contracts.ts';
import { perBlock } from './nhs-number.ts';
import { occupied, type WrittenTable, writePeople } from './write-people.ts';

const command = 'synthetic-people';
const signals = ['SIGINT', 'SIGTERM'] as const;

async function main(args: readonly string[]): Promise<number> {
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(`${usage}\n`);
    return 0;
  }
  const asked = parseArguments(args);
  if (!('file' in asked)) {
    process.stderr.write(`${asked.map((problem) => `${command}: ${problem}\n`).join('')}\n${usage}\n`);
    return 2;
  }
  const contracts = readContracts(asked.file);
  const known = contracts.ok ? contracts.datasets : [];
  const unknown = contracts.ok ? asked.datasets.filter((id) => !known.some((dataset) => dataset.id === id)) : [];
  const full = occupied(asked.out);
  const problems = [
    ...(contracts.ok ? [] : contracts.problems),
    ...unknown.map((id) => `${asked.file} has no dataset ${JSON.stringify(id)}; it has ${idsOf(known)}`),
    ...(full === undefined ? [] : [full]),
  ];
  if (problems.length > 0) {
    process.stderr.write(problems.map((problem) => `${command}: ${problem}\n`).join(''));
    return 1;
  }
  return write(asked, known);
}

const idsOf = (datasets: readonly Dataset[]): string => datasets.map(({ id }) => id).join(', ');

async function write(asked: Arguments, known: readonly Dataset[]): Promise<number> {
  const { seed, persons, formats, out } = asked;
  const datasets = known.filter(({ id }) => asked.datasets.length === 0 || asked.datasets.includes(id));
  if (persons > perBlock) {
    process.stderr.write(
      `${command}: the test range 999 holds ${perBlock} numbers; the other persons have 998 and below\n`,
    );
  }
  const interruption = new AbortController();
  for (const signal of signals) process.once(signal, () => interruption.abort(signal));
  try {
    await writePeople(
      { datasets, seed, persons },
      { folder: out, formats, onTable: report, signal: interruption.signal },
    );
  } catch (error) {
    const signal = signals.find((one) => one === interruption.signal.reason);
    if (signal !== undefined) {
      process.stderr.write(`${command}: ${signal}: what was written was removed\n`);
      return 128 + constants.signals[signal];
    }
    process.stderr.write(
      `${command}: ${out} cannot be written: ${error instanceof Error ? error.message : String(error)}\n`,
    );
    return 1;
  }
  return 0;
}

const report = ({ dataset, table, rows, files }: WrittenTable): void => {
  const size = files.map(({ path, bytes }) => `${path} ${(bytes / 1e6).toFixed(1)} MB`).join(', ');
  process.stdout.write(`${dataset} ${table}: ${rows} synthetic rows, ${size}\n`);
};

main(process.argv.slice(2)).then((status) => {
  process.exitCode = status;
});
