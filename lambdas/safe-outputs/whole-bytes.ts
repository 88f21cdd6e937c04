import { createHash } from 'node:crypto';
import type { ReadBucket } from './airlock-buckets.ts';
import type { Bytes } from './contract.ts';

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** What lies there is not what was pinned: nothing goes on with it. */
export class Swapped extends Error {
  constructor() {
    super('the bytes are not those that were pinned');
    this.name = 'Swapped';
  }
}

/**
 * Exactly these bytes, hashed while they are read. @throws Swapped where the version holds others, as soon as it holds more.
 */
export async function wholeOf(bucket: Pick<ReadBucket, 'open'>, pinned: Bytes): Promise<Uint8Array> {
  const whole = new Uint8Array(pinned.bytes);
  let at = 0;
  for await (const chunk of bucket.open(pinned)) {
    if (at + chunk.length > whole.length) throw new Swapped();
    whole.set(chunk, at);
    at += chunk.length;
  }
  if (at !== whole.length || sha256Of(whole) !== pinned.sha256) throw new Swapped();
  return whole;
}

/**
 * Writes what nobody may write again. What lies under the key already is accepted if it is the same, so that whoever was cut off comes to the same.
 * @throws Swapped where it is anything else.
 */
export async function putOnce(
  bucket: Pick<ReadBucket, 'newest'> & { putNew(key: string, bytes: Uint8Array): Promise<Bytes | 'taken'> },
  key: string,
  bytes: Uint8Array,
): Promise<Bytes> {
  const put = await bucket.putNew(key, bytes);
  if (put !== 'taken') return put;
  const found = await bucket.newest(key);
  if (found === undefined || found.bytes !== bytes.length || found.sha256 !== sha256Of(bytes)) throw new Swapped();
  const { facts: _facts, ...there } = found;
  return there;
}
