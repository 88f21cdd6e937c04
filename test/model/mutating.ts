import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { build, type Plugin } from 'esbuild';
import type { ProductMutant } from './mutants.ts';

const root = join(__dirname, '../..');
const require = `import { createRequire } from 'node:module'; const require = createRequire(${JSON.stringify(join(root, 'package.json'))});`;

const changed = ({ file, from, to }: ProductMutant): Plugin => ({
  name: 'mutant',
  setup: ({ onLoad }) =>
    onLoad({ filter: /\.ts$/ }, ({ path }) => {
      if (relative(root, path) !== file) return undefined;
      const text = readFileSync(path, 'utf8');
      if (text.split(from).length !== 2)
        throw new Error(`${file}: "${from}" stands there ${text.split(from).length - 1} times`);
      return { contents: text.replace(from, () => to), loader: 'ts' };
    }),
});

/** Clients of AWS are in no port of the sequences; whoever called one would find nothing there. */
const noClients: Plugin = {
  name: 'no-clients',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^@(aws-sdk|smithy)\// }, ({ path }) => ({ path, namespace: 'no-clients' }));
    onLoad({ filter: /.*/, namespace: 'no-clients' }, () => ({ contents: 'module.exports = {};', loader: 'js' }));
  },
};

function chosen(mutants: readonly ProductMutant[], said: string): readonly ProductMutant[] {
  const [, first, last] = /^(\d+)-(\d+)$/.exec(said) ?? [];
  if (first !== undefined) return mutants.slice(Number(first) - 1, Number(last));
  return mutants.filter(({ what }) => what.includes(said));
}

export interface Mutating {
  /** What runs the sequences: `<seed> <runs> <longest> <1: do not make it smaller>`. */
  readonly runner: string;
  readonly mutants: readonly ProductMutant[];
  readonly longest: number;
}

/**
 * Applies one mutant at a time to a bundle of the product and the sequences, no file being changed, and runs until one is found. From the command line
 * it takes a part of the name, or numbers such as 1-15, and then how many sequences.
 */
export async function mutate({ runner, mutants, longest }: Mutating): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'model-'));
  const runs = process.argv[3] ?? '20000';
  const lines: string[] = [];
  for (const mutant of chosen(mutants, process.argv[2] ?? '')) {
    const outfile = join(folder, 'run.mjs');
    await build({
      ...{ entryPoints: [runner], outfile, bundle: true, platform: 'node', format: 'esm' },
      ...{
        target: 'node20',
        banner: { js: require },
        plugins: [changed(mutant), noClients],
        logLevel: 'error',
      },
    });
    const { status, stderr, stdout } = spawnSync(process.execPath, [outfile, '20261127', runs, String(longest), '1'], {
      encoding: 'utf8',
    });
    const after = /after (\d+) tests/.exec(stderr)?.[1] ?? '?';
    const found = /^Error: (.*)$/m.exec(stderr)?.[1] ?? stderr.split('\n')[0];
    const seconds = /([\d.]+) CPU seconds/.exec(stdout)?.[1] ?? '?';
    const line = `| ${mutant.what} | ${status === 0 ? '**not found**' : `${after} | ${found}`} | ${seconds} |`;
    lines.push(line);
    console.info(line);
  }
  const missed = lines.filter((line) => line.includes('**not found**')).length;
  console.info(`${lines.length - missed} of ${lines.length} found`);
  process.exitCode = missed === 0 ? 0 : 1;
}
