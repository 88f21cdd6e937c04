import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { buildSync } from 'esbuild';
import { bundlesFolder } from '../constructs/bundle.ts';

const lambdas = join(__dirname, '..', 'lambdas');
const suffix = '.handler.ts';

/** The solver's loader looks for its WebAssembly beside the file that it runs from. */
const solver = { loader: '/highs/build/highs.mjs', wasm: 'highs.wasm' };

/**
 * Bundles every `lambdas/<safe>/<name>.handler.ts` to `build/lambdas/<safe>/<name>/index.mjs` in one esbuild pass, the SDK
 * clients of the lock file inside: what runs is what was tested, not what the Lambda runtime happens to carry. A bundle is replaced whole and only
 * when it changed, so that two commands may run at once in one checkout.
 */
export function bundleLambdas(): void {
  const handlers = readdirSync(lambdas, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith(suffix));
  const { outputFiles, metafile } = buildSync({
    entryPoints: handlers.map((file) => ({
      in: join(lambdas, file),
      out: join(file.slice(0, -suffix.length), 'index'),
    })),
    outdir: bundlesFolder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    mainFields: ['module', 'main'],
    banner: { js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);" },
    legalComments: 'none',
    logLevel: 'error',
    write: false,
    metafile: true,
  });
  for (const { path, contents } of outputFiles) replace(path, Buffer.from(contents));
  for (const [path, { inputs }] of Object.entries(metafile.outputs)) {
    if (!Object.keys(inputs).some((input) => input.endsWith(solver.loader))) continue;
    replace(join(dirname(resolve(path)), solver.wasm), readFileSync(require.resolve('highs/runtime')));
  }
}

function replace(path: string, contents: Buffer): void {
  if (existsSync(path) && readFileSync(path).equals(contents)) return;
  mkdirSync(dirname(path), { recursive: true });
  const fresh = `${path}.${process.pid}`;
  writeFileSync(fresh, contents);
  renameSync(fresh, path);
}
