import { parseArgs } from 'node:util';
import { mostPersons } from './nhs-number.ts';
import { type Format, formats } from './write-people.ts';

export const usage = `usage: node --import tsx rehearsal/synthetic-people/main.ts <deployment file> --out <folder>
         [--persons 1000] [--seed 1] [--format csv|parquet|both] [--dataset id]…

Writes the rows of every dataset contract of the file for persons who never lived, the same persons in every dataset, as
<folder>/<dataset>/<table>.csv or .parquet (default: parquet). The same seed gives the same bytes.
Lines of a CSV file end with LF, on every system.

  --persons   how many, up to ${mostPersons}; beyond 900000 their NHS numbers start with 998, 997, … instead of 999
  --seed      which population, from 0 to 4294967295
  --dataset   only this one; may be repeated
  --out       a folder that is empty or does not exist; never overwritten

Exit status: 0 written, 1 refused, 2 usage; interrupted, it removes what it wrote: 130 or 143.`;

export interface Arguments {
  readonly file: string;
  readonly out: string;
  readonly persons: number;
  readonly seed: number;
  readonly formats: readonly Format[];
  /** Empty: all of them. */
  readonly datasets: readonly string[];
}

/** What the command line says, or everything that is wrong with it. */
export function parseArguments(args: readonly string[]): Arguments | readonly string[] {
  const problems: string[] = [];
  const parsed = attempt(args);
  if (typeof parsed === 'string') return [parsed];
  const { values, positionals } = parsed;
  const number = (name: 'persons' | 'seed', from: number, to: number): number => {
    const value = Number(values[name]);
    if (/^\d{1,10}$/.test(values[name]) && value >= from && value <= to) return value;
    problems.push(`--${name} must be a whole number from ${from} to ${to}, not ${JSON.stringify(values[name])}`);
    return from;
  };
  const [file, ...others] = positionals;
  if (file === undefined || others.length > 0) problems.push('name one deployment file');
  if (values.out === undefined || values.out.trim() === '') problems.push('--out must name a folder');
  const persons = number('persons', 1, mostPersons);
  const seed = number('seed', 0, 2 ** 32 - 1);
  const wanted = values.format === 'both' ? formats : formats.filter((format) => format === values.format);
  if (wanted.length === 0) {
    problems.push(`--format must be ${formats.join(', ')} or both, not ${JSON.stringify(values.format)}`);
  }
  if (problems.length > 0 || file === undefined || values.out === undefined) return problems;
  return { file, out: values.out, persons, seed, formats: wanted, datasets: values.dataset };
}

function attempt(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        persons: { type: 'string', default: '1000' },
        seed: { type: 'string', default: '1' },
        format: { type: 'string', default: 'parquet' },
        dataset: { type: 'string', multiple: true, default: [] },
        out: { type: 'string' },
      },
    });
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
