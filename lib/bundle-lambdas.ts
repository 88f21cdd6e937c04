import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { bundlesFolder } from '../constructs/bundle.ts';

const lambdas = join(__dirname, '..', 'lambdas');
const suffix = '.handler.ts';

/**
 * Bundles every `lambdas/<safe>/<name>.handler.ts` to `build/lambdas/<safe>/<name>/index.mjs` in one esbuild pass, the SDK
 * clients of the lock file inside: what runs is what was tested, not what the Lambda runtime happens to carry.
 */
export function bundleLambdas(): void {
  const handlers = readdirSync(lambdas, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith(suffix));
  buildSync({
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
  });
}
