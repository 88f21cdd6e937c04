import { lstatSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';

/** A regular file that is to be checked. */
export interface Output {
  /** As the user would type it. */
  readonly shown: string;
  /** Below the folder that holds all of them, with `/` between folders: what a request would call it. */
  readonly path: string;
  readonly file: string;
}

/** What stands among the outputs and is no file: it could hide one, and is never followed. */
export interface NoFile {
  readonly shown: string;
  readonly why: string;
}

/** Its message is for whoever typed the command. */
export class NotThere extends Error {}

/**
 * Every file of the paths, folders walked to their end, in the order of their names. A symbolic link that the user named is followed; one inside a
 * folder is not.
 * @throws NotThere names every path that does not exist, cannot be looked into, or holds nothing
 */
export function outputsIn(paths: readonly string[]): {
  readonly outputs: readonly Output[];
  readonly noFiles: readonly NoFile[];
} {
  const problems: string[] = [];
  const noFiles: NoFile[] = [];
  const found = new Map<string, string>();
  const look = (shown: string, path: string): number => {
    const stats = lstatSync(path);
    if (stats.isFile()) {
      found.set(path, found.get(path) ?? shown);
      return 1;
    }
    if (!stats.isDirectory()) {
      const why = stats.isSymbolicLink()
        ? 'it is a symbolic link, and none is followed'
        : 'it is neither file nor folder';
      noFiles.push({ shown, why });
      return 1;
    }
    return readdirSync(path)
      .sort((a, b) => (a < b ? -1 : 1))
      .reduce((sum, name) => sum + look(join(shown, name), join(path, name)), 0);
  };
  for (const typed of paths) {
    try {
      if (look(typed, realpathSync(typed)) === 0) problems.push(`${typed} holds no file`);
    } catch (error) {
      problems.push(`${typed}: ${notThere(error)}`);
    }
  }
  if (problems.length > 0) throw new NotThere(problems.join('\n'));
  const base = folderOfAll([...found.keys()]);
  const outputs = [...found].map(([file, shown]) => ({
    shown: shown.split(sep).join('/'),
    path: relative(base, file).split(sep).join('/'),
    file,
  }));
  return { outputs, noFiles };
}

function notThere(error: unknown): string {
  const { code = 'unknown', path = '' } = Object(error) as { readonly code?: string; readonly path?: string };
  if (code === 'ENOENT') return 'there is no such file or folder';
  if (code === 'EACCES') return `you may not look into ${path}`;
  return `it cannot be looked into (${code})`;
}

function folderOfAll(files: readonly string[]): string {
  let base = dirname(resolve(files[0] ?? '.'));
  while (files.some((file) => !file.startsWith(base.endsWith(sep) ? base : `${base}${sep}`))) base = dirname(base);
  return base;
}

/** Whether a folder is there, links followed. */
export function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
