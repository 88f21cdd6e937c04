import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';

const chunk = 1 << 20;

/** Somebody wrote to the file meanwhile: what was judged is what it never was. */
export class Changed extends Error {}

/**
 * The bytes of a regular file, and of nothing that was put in its place meanwhile.
 * @throws Changed where its length or time of change is another at the end
 */
export async function* bytesOnDisk(file: string): AsyncGenerator<Uint8Array> {
  // Without waiting: a pipe that took the file's place would else hold us for ever.
  const handle = await open(file, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
  try {
    const before = await state(handle);
    let read = 0n;
    for (;;) {
      const buffer = Buffer.allocUnsafeSlow(chunk);
      const { bytesRead } = await handle.read(buffer, 0, chunk, null);
      if (bytesRead === 0) break;
      read += BigInt(bytesRead);
      yield buffer.subarray(0, bytesRead);
    }
    const after = await state(handle);
    if (before.size !== after.size || before.mtimeNs !== after.mtimeNs || read !== after.size)
      throw new Changed('it changed while it was read');
  } finally {
    await handle.close();
  }
}

async function state(handle: FileHandle) {
  const stats = await handle.stat({ bigint: true });
  if (!stats.isFile()) throw new Changed('it is no regular file any more');
  return stats;
}
