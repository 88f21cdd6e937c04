import { crc32, inflateRawSync } from 'node:zlib';
import { buffer } from './bytes.ts';
import { limits } from './limits.ts';
import { Refusal } from './refusal.ts';
import { isPlainExtra, readDirectory } from './zip-directory.ts';
import type { ZipEntry } from './zip-entry.ts';

export interface ZipFile {
  readonly entry: number;
  readonly path: string;
  readonly bytes: Uint8Array;
}

const again = 'pack the files again with an ordinary ZIP program';
const sizesFollow = 0x8;

const differs = (entry: number) =>
  new Refusal('zip-two-truths', 'the archive says one thing of a file in its directory and another beside it', again, {
    entry,
  });
const lies = (entry: number) =>
  new Refusal('zip-lying-size', 'a file of the archive is not of the size or the sum that the archive says', again, {
    entry,
  });
const hidden = (byte: number) =>
  new Refusal('zip-hidden-bytes', 'the archive has bytes before, between or behind its files', again, { byte });

/** Where the file's bytes begin. The header beside them must say what the directory says, or a reader that skips the directory unpacks other files. */
const dataOf = (zip: Buffer, each: ZipEntry): number => {
  const at = each.header;
  if (at + 30 > zip.length || zip.readUInt32LE(at) !== 0x04034b50) throw differs(each.entry);
  const [flags, method, name, extra] = [6, 8, 26, 28].map((field) => zip.readUInt16LE(at + field)) as [
    number,
    number,
    number,
    number,
  ];
  const sums = [14, 18, 22].map((field) => zip.readUInt32LE(at + field));
  const wanted = [each.crc, each.deflated, each.inflated];
  const later = (flags & sizesFollow) !== 0;
  const agree = sums.every((sum, i) => sum === wanted[i] || (later && sum === 0));
  const path = zip.toString('utf8', at + 30, at + 30 + name);
  if (flags !== each.flags || method !== each.method || !agree || path !== `${each.path}${each.isFolder ? '/' : ''}`)
    throw differs(each.entry);
  const data = at + 30 + name + extra;
  if (data > zip.length || !isPlainExtra(zip.subarray(at + 30 + name, data))) throw hidden(at + 30 + name);
  return data;
};

/** Where the next header must begin. */
const endOf = (zip: Buffer, each: ZipEntry, data: number): number => {
  const end = data + each.deflated;
  if (!(each.flags & sizesFollow)) return end;
  const marked = end + 16 <= zip.length && zip.readUInt32LE(end) === 0x08074b50 ? 4 : 0;
  if (end + marked + 12 > zip.length) throw differs(each.entry);
  const wanted = [each.crc, each.deflated, each.inflated];
  if (!wanted.every((value, i) => zip.readUInt32LE(end + marked + 4 * i) === value)) throw differs(each.entry);
  return end + marked + 12;
};

const unpack = (packed: Buffer, each: ZipEntry): Uint8Array => {
  if (each.method === 0) return packed;
  if (each.inflated === 0 && each.deflated > 2) throw lies(each.entry);
  try {
    // With `info` the result also says how much was read: what follows the end of the stream would be hidden.
    const result = inflateRawSync(packed, { maxOutputLength: Math.max(each.inflated, 1), info: true }) as unknown as {
      buffer: Buffer;
      engine: { bytesWritten: number };
    };
    if (result.engine.bytesWritten === packed.length) return result.buffer;
  } catch {
    throw lies(each.entry);
  }
  throw hidden(each.header);
};

/** The files of an archive, each verified: no byte of it belongs to none. `most`: bytes of all together. Throws {@link Refusal}. */
export const readZip = (
  bytes: Uint8Array,
  most: number,
  mostEntries: number = limits.archiveEntries,
): readonly ZipFile[] => {
  const zip = buffer(bytes);
  const { entries, begin } = readDirectory(bytes, most, mostEntries);
  const files: ZipFile[] = [];
  let next = 0;
  for (const each of [...entries].sort((a, b) => a.header - b.header)) {
    if (each.header !== next) throw hidden(Math.min(next, each.header));
    const data = dataOf(zip.subarray(0, begin), each);
    next = endOf(zip.subarray(0, begin), each, data);
    if (next > begin) throw lies(each.entry);
    const unpacked = unpack(zip.subarray(data, data + each.deflated), each);
    if (unpacked.length !== each.inflated || crc32(unpacked) !== each.crc) throw lies(each.entry);
    if (!each.isFolder) files.push({ entry: each.entry, path: each.path, bytes: unpacked });
  }
  if (next !== begin) throw hidden(next);
  return files.sort((a, b) => a.entry - b.entry);
};
