import { createHash } from 'node:crypto';
import { type Bucket, type Facts, Missing } from '../../../lambdas/safe-outputs/airlock-buckets.ts';
import type { Bytes } from '../../../lambdas/safe-outputs/contract.ts';
import { type Chance, called, type Life } from './mishaps.ts';

/** A versioned bucket in memory, as a test sees it and no function can. Versions are never changed; nothing is ever deleted but by the lifecycle. */
export interface Kept extends Bytes {
  readonly content: string;
}
export interface Objects {
  readonly name: string;
  versions(key: string): readonly Kept[];
  version(key: string, versionId: string): Kept | undefined;
  keys(): readonly string[];
  write(key: string, content: string): Kept;
  /** The lifecycle, or somebody who may not: every version of a key is gone. */
  lose(key: string): void;
  fork(): Objects;
}

const hashes = new Map<string, string>();
/** Of few texts, each often. */
export function sha256Of(content: string): string {
  const known = hashes.get(content);
  if (known !== undefined) return known;
  const hash = createHash('sha256').update(content).digest('hex');
  if (hashes.size < 5000) hashes.set(content, hash);
  return hash;
}

export function objectsOf(name: string, from: ReadonlyMap<string, readonly Kept[]> = new Map(), wrote = 0): Objects {
  const objects = new Map(from);
  let writes = wrote;
  const versions = (key: string) => objects.get(key) ?? [];
  return {
    name,
    versions,
    version: (key, versionId) => versions(key).find((one) => one.versionId === versionId),
    keys: () => [...objects.keys()],
    write(key, content) {
      writes += 1;
      const bytes = Buffer.byteLength(content);
      const kept = { key, content, bytes, sha256: sha256Of(content), versionId: `${name}-${writes}` };
      objects.set(key, [...versions(key), kept]);
      return kept;
    },
    lose(key) {
      objects.delete(key);
    },
    fork: () => objectsOf(name, objects, writes),
  };
}

const bytesOf = ({ content: _, ...bytes }: Kept): Bytes => bytes;

/** The bucket as one function sees it. */
export const bucketOf = (
  objects: Objects,
  life: Life,
  chance: Chance,
  put: (kept: Kept) => void = () => {},
): Bucket => {
  // Whatever lies there was written by the broker, from a query.
  const facts: Facts = { query: 'query-1' };
  const write = (key: string, bytes: Uint8Array): Bytes => {
    const kept = objects.write(key, Buffer.from(bytes).toString('utf8'));
    put(kept);
    return bytesOf(kept);
  };
  return {
    newest: (key) =>
      called(life, chance, () => {
        const last = objects.versions(key).at(-1);
        return last && { ...bytesOf(last), facts };
      }),
    async *open({ key, versionId }) {
      const kept = await called(life, chance, () => objects.version(key, versionId));
      if (kept === undefined) throw new Missing();
      yield Buffer.from(kept.content, 'utf8');
    },
    put: (key, bytes) => called(life, chance, () => write(key, bytes)),
    putNew: (key, bytes) =>
      called<Bytes | 'taken'>(life, chance, () => (objects.versions(key).length > 0 ? 'taken' : write(key, bytes))),
  };
};
