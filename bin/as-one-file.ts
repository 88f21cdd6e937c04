import Module, { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { buildSync } from 'esbuild';
import { keepBundle } from './keep-bundle.ts';

/** What `require` itself runs a file with, and `@types/node` leaves out: unlike `node:vm`, it lets the text import packages. */
type Compiling = Module & { _compile(text: string, file: string): unknown };

const root = join(__dirname, '..');

/**
 * Loads a module with all that it imports of ours as one file, as the Lambda runs it: transpiled file by file, each use of an imported name is two
 * calls, and loops over bytes take four times as long. Packages are loaded as ever. The file is kept for the next start.
 */
export function asOneFile(file: string): unknown {
  const begun = Date.now();
  const { outputFiles, metafile } = buildSync({
    entryPoints: [relative(root, file)],
    absWorkingDir: root,
    bundle: true,
    metafile: true,
    packages: 'external',
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    write: false,
  });
  const text = outputFiles[0]?.text ?? '';
  keepBundle(
    root,
    [...Object.keys(metafile.inputs), 'package.json', 'tsconfig.json', 'bin/as-one-file.ts'],
    text,
    begun,
  );
  const module = new Module(file) as Compiling;
  module.require = createRequire(file);
  module._compile(text, file);
  return module.exports;
}
