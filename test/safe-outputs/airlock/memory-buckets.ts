import { type Bucket, type Facts, Missing } from '../../../lambdas/safe-outputs/airlock-buckets.ts';
import type { Bytes } from '../../../lambdas/safe-outputs/contract.ts';
import { sha256Of } from '../../../lambdas/safe-outputs/whole-bytes.ts';
import { type Fault, Unlucky } from '../../workflow/faults.ts';

interface Version {
  readonly versionId: string;
  readonly bytes: Uint8Array;
  readonly facts: Facts;
}

export interface MemoryBucket extends Bucket {
  /** Every version of every key, oldest first, as a test sees it and no function can. */
  versions(): readonly (Bytes & { readonly content: Uint8Array })[];
  /** Another hand: whatever it puts there is a new version, as with a bucket that keeps them. */
  tamper(key: string, bytes: Uint8Array): Bytes;
  /** Other bytes under the same version, which no bucket allows: for tests of what is found out all the same. */
  corrupt(version: Pick<Bytes, 'key' | 'versionId'>, bytes: Uint8Array): void;
  readonly calls: { put: number; open: number; newest: number };
}

/** A bucket that keeps versions, hashes and what was said of an object, and gives bytes in chunks. */
export function memoryBucket(name: string, { chunk = 65_536 } = {}): MemoryBucket {
  const keys = new Map<string, Version[]>();
  const calls = { put: 0, open: 0, newest: 0 };
  let made = 0;
  const put = (key: string, bytes: Uint8Array, facts: Facts = {}): Bytes => {
    made += 1;
    const versionId = `${name}-${made}`;
    const copy = Uint8Array.from(bytes);
    keys.set(key, [...(keys.get(key) ?? []), { versionId, bytes: copy, facts }]);
    return { key, versionId, bytes: copy.length, sha256: sha256Of(copy) };
  };
  const find = ({ key, versionId }: Pick<Bytes, 'key' | 'versionId'>): Version => {
    const found = keys.get(key)?.find((one) => one.versionId === versionId);
    if (found === undefined) throw new Missing();
    return found;
  };
  return {
    calls,
    versions: () =>
      [...keys].flatMap(([key, all]) =>
        all.map(({ versionId, bytes }) => ({
          ...{ key, versionId, bytes: bytes.length, sha256: sha256Of(bytes), content: bytes },
        })),
      ),
    tamper: put,
    corrupt({ key, versionId }, bytes) {
      const all = keys.get(key) ?? [];
      keys.set(
        key,
        all.map((one) => (one.versionId === versionId ? { ...one, bytes: Uint8Array.from(bytes) } : one)),
      );
    },
    async newest(key) {
      calls.newest += 1;
      const found = keys.get(key)?.at(-1);
      if (found === undefined) return undefined;
      const { versionId, bytes, facts } = found;
      return { key, versionId, bytes: bytes.length, sha256: sha256Of(bytes), facts };
    },
    async *open(version) {
      calls.open += 1;
      const { bytes } = find(version);
      for (let at = 0; at < bytes.length; at += chunk) yield bytes.slice(at, at + chunk);
    },
    async put(key, bytes, facts) {
      calls.put += 1;
      return put(key, bytes, facts);
    },
    async putNew(key, bytes) {
      calls.put += 1;
      return keys.has(key) ? 'taken' : put(key, bytes);
    },
  };
}

/** Which fault befalls a call of a bucket, or none; `conflict` is S3's 409, which is thrown. */
export type BucketLuck = (call: 'newest' | 'open' | 'put') => Fault | undefined;

/** The bucket as one function sees it, from its start to its end or its crash. */
export function unluckyBucket(bucket: Bucket, luck: BucketLuck): Bucket {
  let dead = false;
  const before = (call: 'newest' | 'open' | 'put'): Fault | undefined => {
    if (dead) throw new Unlucky('the function is gone');
    const fault = luck(call);
    if (fault === undefined || fault === 'crash-after' || fault === 'timeout-with-commit') return fault;
    dead = fault === 'crash-before';
    throw new Unlucky(fault);
  };
  const unlucky = async <Answer>(call: 'newest' | 'put', work: () => Promise<Answer>): Promise<Answer> => {
    const fault = before(call);
    const answer = await work();
    if (fault === undefined) return answer;
    dead = fault === 'crash-after';
    throw new Unlucky(fault);
  };
  return {
    newest: (key) => unlucky('newest', () => bucket.newest(key)),
    put: (...all) => unlucky('put', () => bucket.put(...all)),
    putNew: (...all) => unlucky('put', () => bucket.putNew(...all)),
    async *open(version) {
      const fault = before('open');
      for await (const chunk of bucket.open(version)) {
        yield chunk;
        if (fault === undefined) continue;
        dead = fault === 'crash-after';
        throw new Unlucky(fault);
      }
    },
  };
}
