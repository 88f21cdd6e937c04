import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * `npm run bench`: whole-process figures of the budgets that apply, as medians of interleaved runs, compared by ratio within one run.
 * Never a test: machines are noisy, and a figure is for people to judge.
 */
const root = join(__dirname, '..', '..');
const example = join(root, 'deployments', 'thames-valley.yaml');
const rounds = Number(process.argv[2] ?? 3);
const scratch = mkdtempSync(join(tmpdir(), 'tre-bench-'));

interface Figure {
  readonly seconds: number;
  /** Peak resident memory of the largest process, MB; 0 where /usr/bin/time is missing. */
  readonly peak: number;
}

const timed = existsSync('/usr/bin/time');

function measure(command: string, ...args: string[]): Figure {
  const begun = process.hrtime.bigint();
  const [program, parameters] = timed ? ['/usr/bin/time', ['-f', 'peak=%M', command, ...args]] : [command, args];
  const { stderr, status, error } = spawnSync(program, parameters, { cwd: root, encoding: 'utf8' });
  if (error || status === null || status > 1)
    throw new Error(`${command} ${args.join(' ')} failed: ${error ?? stderr}`);
  return {
    seconds: Number(process.hrtime.bigint() - begun) / 1e9,
    peak: Number(/peak=(\d+)/.exec(stderr)?.[1] ?? 0) / 1024,
  };
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

const subjects: Readonly<Record<string, () => Figure>> = {
  'cdk synth -q, one deployment, built-in validation on': () =>
    measure('npx', '--no', 'cdk', 'synth', '-q', '-o', join(scratch, 'cdk.out'), '-c', `deployment=${example}`),
  'tre evidence, the same deployment': () =>
    measure(join(root, 'bin', 'tre'), 'evidence', example, '--out', join(scratch, 'pack')),
  'tre validate, the same deployment': () => measure(join(root, 'bin', 'tre'), 'validate', example),
};

const figures = new Map<string, Figure[]>(Object.keys(subjects).map((name) => [name, []]));
for (let round = 0; round < rounds; round++) {
  for (const [name, run] of Object.entries(subjects)) figures.get(name)?.push(run());
}

const seconds = (name: string): number => median((figures.get(name) ?? []).map((figure) => figure.seconds));
for (const name of figures.keys()) {
  const peak = Math.max(...(figures.get(name) ?? []).map((figure) => figure.peak));
  console.log(`${name}: median ${seconds(name).toFixed(1)} s of ${rounds}, peak ${peak.toFixed(0)} MB`);
}
const [synth, evidence] = Object.keys(subjects);
if (synth && evidence)
  console.log(`ratio evidence / synth: ${(seconds(evidence) / seconds(synth)).toFixed(2)} (target <= 1.5)`);

console.log('\nLambda bundles (target <= 1 MB each, minified, SDK inside):');
const bundles = execFileSync('find', [join(root, 'build', 'lambdas'), '-name', 'index.mjs'], { encoding: 'utf8' })
  .trim()
  .split('\n');
for (const bundle of bundles) {
  const cold = spawnSync(
    process.execPath,
    [
      '-e',
      `const t=performance.now();import(${JSON.stringify(bundle)}).catch(()=>{}).then(()=>console.log(performance.now()-t))`,
    ],
    { encoding: 'utf8' },
  );
  console.log(
    `  ${bundle.split('/').slice(-3, -1).join('/')}: ${(statSync(bundle).size / 1e6).toFixed(2)} MB, cold import ${Number(cold.stdout).toFixed(0)} ms`,
  );
}
rmSync(scratch, { recursive: true });
