import { buffer } from './bytes.ts';
import { limits } from './limits.ts';
import { isPlainPath, nameKey } from './paths.ts';
import { Refusal } from './refusal.ts';
import type { ZipEntry } from './zip-entry.ts';

const again = 'pack the files again with an ordinary ZIP program';
const malformed = (entry?: number) =>
  new Refusal(
    'zip-malformed',
    'the archive is damaged or not a plain ZIP',
    again,
    entry === undefined ? {} : { entry },
  );

const encrypted = 0x1 | 0x40 | 0x2000;
const asUtf8 = 0x800;
/** What the upper half of the attributes says of an entry made on Unix. */
const kindOfUnixFile = 0o170000;
const plainFile = 0o100000;
const folder = 0o040000;

/** Extra fields that hold times or owners, or padding. Any other could hold a second name or hidden bytes. https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT 4.5 */
const knownExtras: Readonly<Record<number, number>> = { 21589: 13, 30837: 24, 22613: 12, 10: 32, 30805: 12 };
export const excelPadding = 0xa220;

/** Whether an extra area holds nothing but times, owners and zeroes. */
export const isPlainExtra = (extra: Buffer): boolean => {
  let at = 0;
  while (at + 4 <= extra.length) {
    const id = extra.readUInt16LE(at);
    const length = extra.readUInt16LE(at + 2);
    const data = extra.subarray(at + 4, at + 4 + length);
    if (data.length !== length) return false;
    const most = knownExtras[id];
    const padding = id === excelPadding && data.subarray(4).every((byte) => byte === 0);
    if (!padding && (most === undefined || length > most)) return false;
    at += 4 + length;
  }
  return at === extra.length;
};

const nameOf = (raw: Buffer, flags: number, entry: number): string => {
  const isAscii = raw.every((byte) => byte >= 32 && byte < 127);
  if (!isAscii && !(flags & asUtf8)) throw malformed(entry);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(raw);
  } catch {
    throw malformed(entry);
  }
};

const checkKind = (madeBy: number, attributes: number, isFolder: boolean, entry: number) => {
  if (madeBy >> 8 !== 3 && madeBy >> 8 !== 19) return;
  const kind = (attributes >>> 16) & kindOfUnixFile;
  if (kind !== 0 && kind !== (isFolder ? folder : plainFile))
    throw new Refusal('zip-symlink', 'the archive holds a link or a device', 'pack the file itself', { entry });
};

const readEntry = (zip: Buffer, at: number, entry: number): { entry: ZipEntry; end: number } => {
  if (at + 46 > zip.length || zip.readUInt32LE(at) !== 0x02014b50) throw malformed(entry);
  const flags = zip.readUInt16LE(at + 8);
  const [name, extra, comment] = [28, 30, 32].map((field) => zip.readUInt16LE(at + field)) as [number, number, number];
  const end = at + 46 + name + extra + comment;
  if (end > zip.length) throw malformed(entry);
  if (flags & encrypted)
    throw new Refusal('zip-encrypted', 'the archive is encrypted', 'pack it without a password', { entry });
  if (comment > 0 || !isPlainExtra(zip.subarray(at + 46 + name, end - comment)))
    throw new Refusal('zip-hidden-bytes', 'the archive holds bytes that no file of it holds', again, { entry });
  const raw = nameOf(zip.subarray(at + 46, at + 46 + name), flags, entry);
  const isFolder = raw.endsWith('/');
  const path = isFolder ? raw.slice(0, -1) : raw;
  if (!isPlainPath(path))
    throw new Refusal(
      'zip-path',
      'a name in the archive is absolute, leaves its folder or is not what it looks like',
      again,
      { entry },
    );
  checkKind(zip.readUInt16LE(at + 4), zip.readUInt32LE(at + 38), isFolder, entry);
  const [crc, deflated, inflated, header] = [16, 20, 24, 42].map((field) => zip.readUInt32LE(at + field)) as [
    number,
    number,
    number,
    number,
  ];
  const method = zip.readUInt16LE(at + 10);
  const wrong =
    zip.readUInt16LE(at + 34) !== 0 || (method !== 0 && method !== 8) || (method === 0 && deflated !== inflated);
  if (wrong || [deflated, inflated, header].includes(0xffffffff) || (isFolder && inflated !== 0))
    throw malformed(entry);
  return { entry: { entry, path, isFolder, flags, method, crc, deflated, inflated, header }, end };
};

const checkAmounts = (entries: readonly ZipEntry[], most: number) => {
  const inflated = entries.reduce((sum, entry) => sum + entry.inflated, 0);
  const deflated = entries.reduce((sum, entry) => sum + entry.deflated, 0);
  if (inflated > most)
    throw new Refusal('zip-too-large', `the archive unpacks to more than ${most} bytes`, 'send fewer or smaller files');
  const bomb = entries.find(
    (each) => each.inflated > limits.smallEntry && each.inflated > limits.archiveRatio * each.deflated,
  );
  const all = inflated > limits.smallEntry && inflated > limits.archiveRatio * deflated;
  if (bomb !== undefined || all)
    throw new Refusal(
      'zip-ratio',
      `the archive unpacks to more than ${limits.archiveRatio} times its size`,
      'send the files without packing them',
      bomb === undefined ? {} : { entry: bomb.entry },
    );
};

const checkNames = (entries: readonly ZipEntry[]) => {
  const seen = new Set<string>();
  for (const { path, entry } of entries) {
    const key = nameKey(path);
    if (seen.has(key))
      throw new Refusal(
        'zip-duplicate-name',
        'two files of the archive have one name',
        'give each file a name of its own',
        { entry },
      );
    seen.add(key);
  }
};

export interface ZipDirectory {
  readonly entries: readonly ZipEntry[];
  /** Where the central directory begins: the files must end here. */
  readonly begin: number;
}

/** What the archive says it holds, judged before a byte is inflated. `most`: bytes of all files together. Throws {@link Refusal}. */
export const readDirectory = (bytes: Uint8Array, most: number, mostEntries: number): ZipDirectory => {
  const zip = buffer(bytes);
  const tail = zip.length - 22;
  if (tail < 0 || zip.readUInt32LE(tail) !== 0x06054b50) {
    const earlier = zip.lastIndexOf('PK\x05\x06', undefined, 'latin1');
    if (earlier < 0) throw malformed();
    throw new Refusal('zip-hidden-bytes', 'the archive has a comment or bytes behind its end', again, {
      byte: earlier,
    });
  }
  const [disk, first, here, count, comment] = [4, 6, 8, 10, 20].map((field) => zip.readUInt16LE(tail + field));
  const size = zip.readUInt32LE(tail + 12);
  const begin = zip.readUInt32LE(tail + 16);
  if (disk !== 0 || first !== 0 || here !== count || comment !== 0 || count === undefined || count === 0)
    throw malformed();
  if (count > mostEntries)
    throw new Refusal('zip-too-many', `the archive holds more than ${mostEntries} files`, 'send fewer files');
  if (begin + size !== tail)
    throw new Refusal('zip-hidden-bytes', 'the archive has bytes outside of its files', again, {
      byte: Math.min(begin + size, tail),
    });
  const entries: ZipEntry[] = [];
  let at = begin;
  for (let entry = 1; entry <= count; entry++) {
    const read = readEntry(zip.subarray(0, tail), at, entry);
    entries.push(read.entry);
    at = read.end;
  }
  if (at !== tail) throw malformed();
  checkNames(entries);
  checkAmounts(entries, most);
  return { entries, begin };
};
