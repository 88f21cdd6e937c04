import Module, { createRequire } from 'node:module';
import { buildSync } from 'esbuild';

/** What `require` itself runs a file with, and `@types/node` leaves out: unlike `node:vm`, it lets the text import packages. */
type Compiling = Module & { _compile(text: string, file: string): unknown };

/**
 * Loads a module with all that it imports of ours as one file, as the Lambda runs it: transpiled file by file, each use of an imported name is two
 * calls, and loops over bytes take four times as long. Packages are loaded as ever.
 */
export function asOneFile(file: string): unknown {
  const { outputFiles } = buildSync({
    entryPoints: [file],
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    write: false,
  });
  const module = new Module(file) as Compiling;
  module.require = createRequire(file);
  module._compile(outputFiles[0]?.text ?? '', file);
  return module.exports;
}
