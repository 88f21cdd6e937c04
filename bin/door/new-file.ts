import { createHash } from 'node:crypto';
import { constants, createReadStream, lstatSync, realpathSync } from 'node:fs';
import { copyFile, link, mkdir, open, rm } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { Stop } from './stop.ts';

/** What bytes must turn out to be. */
export interface Promised {
  readonly bytes: number;
  /** In hexadecimal. */
  readonly sha256: string;
}

/** `same`: the very bytes are there already; `other`: something else is, which is never written over. */
export async function standing(file: string, { bytes, sha256 }: Promised): Promise<'nothing' | 'same' | 'other'> {
  const stats = lstatSync(file, { throwIfNoEntry: false });
  if (stats === undefined) return 'nothing';
  if (!stats.isFile() || stats.size !== bytes) return 'other';
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk);
  return hash.digest('hex') === sha256 ? 'same' : 'other';
}

export const inTheWay = (file: string): Stop =>
  new Stop('refused', `${file} is there already, and holds something else; nothing is written over`, {
    remedy: 'move it away, or name another folder with --to',
  });

/**
 * Writes a file that is not there. It has its name only when every byte of it has come and is what was promised; until then it has none that anybody would
 * open. @throws Stop, and whatever `content` throws.
 */
export async function writeNew(
  { folder, name, id }: { readonly folder: string; readonly name: string; readonly id: string },
  content: AsyncIterable<Uint8Array>,
  promised: Promised,
): Promise<void> {
  const file = join(folder, name);
  await mkdir(dirname(file), { recursive: true });
  const [root, parent] = [realpathSync(folder), realpathSync(dirname(file))];
  if (parent !== root && !parent.startsWith(root.endsWith(sep) ? root : `${root}${sep}`))
    throw new Stop('refused', `${dirname(file)} leads out of ${folder}; nothing was written`);
  const coming = join(parent, `.tre-${id}.part`);
  try {
    const handle = await open(coming, 'wx');
    try {
      const hash = createHash('sha256');
      let seen = 0;
      for await (const chunk of content) {
        seen += chunk.length;
        if (seen > promised.bytes) break;
        hash.update(chunk);
        await handle.writeFile(chunk);
      }
      if (seen !== promised.bytes || hash.digest('hex') !== promised.sha256)
        throw new Stop('failed', `${file}: what came is not what was released; it was thrown away`, {
          remedy: 'try again; if it comes to the same, tell an operator',
        });
      await handle.sync();
    } finally {
      await handle.close();
    }
    await named(coming, file);
  } finally {
    await rm(coming, { force: true });
  }
}

/** Whoever was there first stays. */
async function named(coming: string, file: string): Promise<void> {
  const codeOf = (error: unknown) => (Object(error) as { readonly code?: string }).code;
  try {
    await link(coming, file).catch((error: unknown) => {
      // Some file systems know no links.
      if (codeOf(error) === 'EEXIST') throw error;
      return copyFile(coming, file, constants.COPYFILE_EXCL);
    });
  } catch (error) {
    throw codeOf(error) === 'EEXIST' ? inTheWay(file) : error;
  }
}
