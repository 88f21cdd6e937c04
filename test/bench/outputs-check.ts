import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { writeCsv } from './outputs-csv.ts';
import { type Figure, measure, root } from './process.ts';

const tre = join(root, 'bin', 'tre');
const bundles = join(root, 'build', 'bench');
/** The engine as it runs in the Lambda and in `tre check`: file by file, the transpiler's calls would be what is measured. */
const bundled = (name: string, ...args: string[]): Figure => measure('node', join(bundles, `${name}.cjs`), ...args);
function bundle(...names: readonly string[]): void {
  const entryPoints = names.map((name) => ({ in: join(root, 'test', 'bench', `${name}.ts`), out: name }));
  const outExtension = { '.js': '.cjs' };
  buildSync({ entryPoints, outdir: bundles, outExtension, bundle: true, packages: 'external', platform: 'node' });
}
const shown = ({ seconds, cpu, peak }: Figure): string =>
  `${seconds.toFixed(1)} s, ${cpu.toFixed(2)} s CPU, peak ${peak.toFixed(0)} MB`;

/**
 * The engine of `tre check`: whole, of one file as large as the airlock takes; the scanner alone, of a gigabyte, beside other readers of the same
 * file; and many small files. Each figure is of a process of its own, its start included.
 */
export function outputsCheck(gigabytes = 1): void {
  const folder = mkdtempSync(join(tmpdir(), 'tre-bench-'));
  try {
    bundle('outputs-check-run', 'csv-readers-run');
    const nothing = bundled('outputs-check-run', 'nothing');
    console.log(`disclosure engine loaded and nothing checked: ${shown(nothing)}`);
    const airlock = join(folder, 'airlock.csv');
    const { bytes, rows } = writeCsv(airlock, 16 * 2 ** 20 - 300_000);
    const whole = bundled('outputs-check-run', 'check', airlock);
    console.log(
      `check, whole, of a CSV of ${(bytes / 1e6).toFixed(1)} MB and ${rows} rows: ${shown(whole)}; ${(whole.cpu - nothing.cpu).toFixed(2)} s CPU without the start (target 0.6 s, 128 MB)`,
    );
    process.env.XDG_CACHE_HOME = join(folder, 'cache');
    for (const start of ['from the first start, which keeps a bundle', 'from a later start'])
      console.log(`tre check of the same file ${start}: ${shown(measure('node', tre, 'check', airlock))}`);
    const wide = join(folder, 'wide.csv');
    const long = 'x'.repeat(160);
    const cells = (first: string) => [first, ...Array.from({ length: 20 }, (_, index) => `${long}${index}`)].join(',');
    writeFileSync(
      wide,
      `${[cells('label'), ...Array.from({ length: 4500 }, (_, index) => cells(`row ${index}`))].join('\n')}\n`,
    );
    console.log(
      `check, whole, of a CSV of ${(statSync(wide).size / 1e6).toFixed(1)} MB within 5,000 rows: ${shown(bundled('outputs-check-run', 'check', wide))}`,
    );
    const files = bundled('outputs-check-run', 'small-files', '1000');
    console.log(
      `check, whole, of 1,000 small files in requests of 100: ${shown(files)}; ${(1000 / (files.cpu - nothing.cpu)).toFixed(0)} files per s CPU`,
    );
    const large = join(folder, 'large.csv');
    const size = writeCsv(large, gigabytes * 1e9);
    console.log(
      `readers of one CSV of ${(size.bytes / 1e6).toFixed(0)} MB, ${size.rows} rows (target of the scanner: 15 s CPU, 128 MB):`,
    );
    for (const reader of ['scanner', 'csv-parse', 'papaparse', 'duckdb'])
      console.log(`  ${reader.padEnd(10)} ${shown(bundled('csv-readers-run', reader, large))}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
