import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Of `bin/tre`, which must read it before anything of TypeScript runs. */
const { placeOf, hashOfSources } = require('./kept-bundle.cjs') as {
  /** Undefined where files have no owner. */
  placeOf(root: string): string | undefined;
  hashOfSources(root: string, sources: readonly string[]): string;
};

/**
 * Keeps a bundle for the next start of this user, with the hash of all that it was made of. Where nothing can be kept, each start makes its own.
 * `sources` are below the root.
 */
export function keepBundle(root: string, sources: readonly string[], text: string): void {
  const place = placeOf(root);
  if (place === undefined) return;
  const made = `${place}.${process.pid}`;
  try {
    mkdirSync(dirname(place), { recursive: true, mode: 0o700 });
    const header = JSON.stringify({ sources, hash: hashOfSources(root, sources) });
    writeFileSync(made, `//${header}\n${text}`, { mode: 0o600, flag: 'wx' });
    renameSync(made, place);
  } catch {
    discard(made);
  }
}

function discard(made: string): void {
  try {
    rmSync(made);
  } catch {
    // It was never made.
  }
}
