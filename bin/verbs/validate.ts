import { parseArgs } from 'node:util';
import { describeProblem } from '../../lib/config/problem.ts';
import { type Validation, validation } from '../../lib/config/validation.ts';
import { controlIds } from '../../policies/catalogue/catalogue.ts';
import { asOfProblem } from './as-of.ts';
import type { Verb } from './verb.ts';

const usage = `usage: tre validate <file…> [--as-of YYYY-MM-DD] [--json]

Names every problem at once, and what has lapsed or lapses within 30 days. Writes nothing.
--json prints docs/reference/validate-schema.json. Exit status: 0 every file is accepted, 1 problems, 2 usage.`;

export const validate: Verb = {
  usage,
  async run(args, io) {
    const options = parse(args);
    if (typeof options === 'string') {
      io.stderr(`tre validate: ${options}\n\n${usage}\n`);
      return 2;
    }
    const asOf = options.asOf ?? io.today();
    const results = validation(options.files, { knownControls: controlIds, asOf });
    io.stdout(options.json ? `${JSON.stringify(results, undefined, 2)}\n` : results.map(readable).join(''));
    return results.every(({ ok }) => ok) ? 0 : 1;
  },
};

function parse(args: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { 'as-of': { type: 'string' }, json: { type: 'boolean', default: false } },
    });
    if (positionals.length === 0) return 'name at least one deployment file';
    const wrongDay = asOfProblem(values['as-of']);
    if (wrongDay) return wrongDay;
    return { files: positionals, asOf: values['as-of'], json: values.json };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;

function readable({ file, asOf, ok, problems, lapses, warnings, closedProjects }: Validation[number]): string {
  if (!ok) return `${problems.map(describeProblem).join('\n')}\n${file}: ${count(problems.length, 'problem')}\n`;
  return `${[
    `${file}: accepted, as of ${asOf}`,
    ...lapses.map(({ path, sentence }) => `  lapsed: ${sentence} (${path})`),
    ...warnings.map(({ path, sentence }) => `  soon: ${sentence} (${path})`),
    ...closedProjects.map(({ id, because }) => `  closed: project ${id}, because ${because.join('; ')}`),
  ].join('\n')}\n`;
}
