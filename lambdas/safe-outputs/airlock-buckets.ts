import type { Bytes } from './contract.ts';

/** One version of an object. */
export type Version = Pick<Bytes, 'key' | 'versionId'>;

/** What the writer said of an object beside its bytes: lower-case names, short ASCII values. */
export type Facts = Readonly<Record<string, string>>;

/** Every method throws when it cannot say that it was done, or what there is. */
export interface ReadBucket {
  /** The newest version of a key with the SHA-256 that the store holds of the whole; undefined: there is none, or it has no such hash. */
  newest(key: string): Promise<(Bytes & { readonly facts: Facts }) | undefined>;
  /** That version's bytes, from the beginning. @throws Missing where there is none. */
  open(version: Version): AsyncIterable<Uint8Array>;
}

export interface WriteBucket {
  /** A new version; the store checks the hash. */
  put(key: string, bytes: Uint8Array, facts?: Facts): Promise<Bytes>;
  /** Only where the key holds nothing: `taken` otherwise, whatever it holds. */
  putNew(key: string, bytes: Uint8Array): Promise<Bytes | 'taken'>;
}

export type Bucket = ReadBucket & WriteBucket;

/** There is no such version. Its message names no key. */
export class Missing extends Error {
  constructor() {
    super('there is no such version of the object');
    this.name = 'Missing';
  }
}
