import { createHash } from 'node:crypto';
import type { ReadBucket } from './airlock-buckets.ts';
import type { Bytes } from './contract.ts';
import type { Source } from './disclosure/contract.ts';
import { Swapped } from './whole-bytes.ts';

/** One version as a source of the engine, hashed each time it is read. A reader who stops before the end has not seen all, and nothing is said of it. */
export const pinnedSource = (bucket: Pick<ReadBucket, 'open'>, path: string, pinned: Bytes): Source => ({
  path,
  async *open() {
    const hash = createHash('sha256');
    let seen = 0;
    for await (const chunk of bucket.open(pinned)) {
      hash.update(chunk);
      seen += chunk.length;
      yield chunk;
    }
    if (seen !== pinned.bytes || hash.digest('hex') !== pinned.sha256) throw new Swapped();
  },
});
