import { lstatSync, mkdirSync, renameSync, rmSync, type Stats, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Of `bin/tre`, which must read it before anything of TypeScript runs. */
const { placeOf, isOwn, headerOf } = require('./kept-bundle.cjs') as {
  /** Undefined where files have no owner. Throws where the user has no home. */
  placeOf(root: string): string | undefined;
  isOwn(stats: Stats): boolean;
  headerOf(root: string, sources: readonly string[], text: string): string;
};

/** Times of files are as coarse as this. In milliseconds. */
const coarse = 2000;

/**
 * Keeps a bundle for the next start of this user, with the hash of all that it was made of. Where nothing can be kept, each start makes its own.
 * `sources` are below the root; `begun` is when the first of them was read, in milliseconds since 1970.
 */
export function keepBundle(root: string, sources: readonly string[], text: string, begun: number): void {
  let made: string | undefined;
  try {
    const place = placeOf(root);
    if (place === undefined || !isOfUser(dirname(place))) return;
    // What changed meanwhile may not be what the bundle was made of.
    if (sources.some((source) => statSync(join(root, source)).ctimeMs > begun - coarse)) return;
    mkdirSync(dirname(place), { recursive: true, mode: 0o700 });
    const folder = lstatSync(dirname(place));
    if (!folder.isDirectory() || !isOwn(folder)) return;
    made = `${place}.${process.pid}`;
    writeFileSync(made, `//${headerOf(root, sources, text)}\n${text}`, { mode: 0o600, flag: 'wx' });
    renameSync(made, place);
  } catch {
    if (made !== undefined) discard(made);
  }
}

/** Whether the folder, or the first above it that is there, is the user's: `sudo` must leave nothing of root's in another's home. */
function isOfUser(folder: string): boolean {
  const stats = statSync(folder, { throwIfNoEntry: false });
  return stats === undefined ? isOfUser(dirname(folder)) : stats.uid === process.getuid?.();
}

function discard(made: string): void {
  try {
    rmSync(made);
  } catch {
    // It was never made.
  }
}
