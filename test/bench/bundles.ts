import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { bundlesFolder } from '../../constructs/bundle.ts';
import { bundleLambdas } from '../../lib/bundle-lambdas.ts';

const coldImport = (bundle: string): number =>
  Number(
    spawnSync(
      process.execPath,
      [
        '-e',
        `const t=performance.now();import(${JSON.stringify(bundle)}).catch(()=>{}).then(()=>console.log(performance.now()-t))`,
      ],
      { encoding: 'utf8' },
    ).stdout,
  );

/** Size and cold import of every Lambda bundle. */
export function bundles(): void {
  bundleLambdas();
  console.log('Lambda bundles (target: 1 MB each, minified, SDK inside; cold import 150 ms):');
  for (const file of readdirSync(bundlesFolder, { recursive: true, encoding: 'utf8' }).sort()) {
    if (!file.endsWith('index.mjs')) continue;
    const bundle = join(bundlesFolder, file);
    console.log(
      `  ${dirname(file)}: ${(statSync(bundle).size / 1e6).toFixed(2)} MB, cold import ${coldImport(bundle).toFixed(0)} ms`,
    );
  }
}
