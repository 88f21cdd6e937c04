import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { runToEnd } from './running-process.ts';

const root = join(__dirname, '..');

export type Earlier = { readonly app: string; readonly ref: string } | { readonly cannot: string };

const git = async (...args: string[]) => runToEnd('git', ['-C', root, ...args], { seconds: 30 });

/** The last release, or the commit before this one. */
async function earlierRef(): Promise<string | undefined> {
  for (const args of [
    ['describe', '--tags', '--abbrev=0', 'HEAD~1'],
    ['rev-parse', '--short', 'HEAD~1'],
  ]) {
    const { status, output } = await git(...args);
    if (status === 0) return output.trim().split('\n').at(-1);
  }
  return undefined;
}

/**
 * The templates that an earlier release makes of the deployment, by its own code in a folder of its own; the deployment file is that
 * release's where it had one.
 */
export async function earlierRelease(file: string, asOf: string, folder: string): Promise<Earlier> {
  const ref = await earlierRef();
  if (ref === undefined) return { cannot: 'this is no git checkout with a commit before this one' };
  const tree = join(folder, 'tree');
  mkdirSync(tree, { recursive: true });
  const unpacked = await runToEnd('sh', ['-c', 'git -C "$0" archive "$1" | tar -x -C "$2"', root, ref, tree], {
    seconds: 60,
  });
  if (unpacked.status !== 0) return { cannot: `git archive ${ref} failed: ${unpacked.output}` };
  symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'));
  const itsFile = join(tree, relative(root, file));
  if (!existsSync(itsFile)) {
    mkdirSync(dirname(itsFile), { recursive: true });
    cpSync(file, itsFile);
  }
  const app = join(folder, 'assembly');
  const { context } = JSON.parse(readFileSync(join(tree, 'cdk.json'), 'utf8'));
  const synthesised = await runToEnd(process.execPath, ['--import', 'tsx', 'bin/tre.ts'], {
    cwd: tree,
    seconds: 120,
    env: {
      ...process.env,
      CDK_OUTDIR: app,
      CDK_VALIDATION: 'false',
      CDK_CONTEXT_JSON: JSON.stringify({
        ...context,
        '@aws-cdk/core:failSynthOnValidationErrors': false,
        deployment: itsFile,
        asOf,
      }),
    },
  });
  return synthesised.status === 0 && existsSync(join(app, 'manifest.json'))
    ? { app, ref }
    : { cannot: `${ref} does not synthesise this deployment: ${synthesised.output.trim().split('\n').at(-1)}` };
}
