import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Code } from 'aws-cdk-lib/aws-lambda';

/** Where `lib/bundle-lambdas.ts` leaves one folder per handler. */
export const bundlesFolder = join(__dirname, '..', 'build', 'lambdas');

/**
 * The bundled code of `lambdas/<name>.handler.ts`.
 * @throws when the bundles were not built: every entry point of the app builds them all in one pass first.
 */
export function bundleOf(name: string): Code {
  const folder = join(bundlesFolder, name);
  if (!existsSync(join(folder, 'index.mjs'))) {
    throw new Error(`${folder}/index.mjs is missing; call bundleLambdas() of lib/bundle-lambdas.ts before synthesis`);
  }
  return Code.fromAsset(folder);
}
