import { isPlainPath, nameKey } from './paths.ts';
import { Refusal } from './refusal.ts';

const block = 512;
const again = 'build the package again with its own tools';

const malformed = (byte: number) => new Refusal('tar-malformed', 'the package is not a whole archive', again, { byte });

const octal = (header: Buffer, from: number, length: number, at: number): number => {
  const text = header
    .toString('latin1', from, from + length)
    .replace(/[\0 ]+$/, '')
    .trim();
  if (!/^[0-7]*$/.test(text)) throw malformed(at);
  return text === '' ? 0 : Number.parseInt(text, 8);
};
const string = (header: Buffer, from: number, length: number): string => {
  const end = header.indexOf(0, from);
  return header.toString('utf8', from, end >= from && end < from + length ? end : from + length);
};

const checkSum = (header: Buffer, at: number) => {
  let sum = 0;
  for (let i = 0; i < block; i++) sum += i >= 148 && i < 156 ? 32 : (header[i] ?? 0);
  if (sum !== octal(header, 148, 8, at)) throw malformed(at);
};

/** `<length> path=<value>\n`, as POSIX extends names. A name that is extended twice is no plain name. */
const extendedPath = (records: string): string | undefined => /^\d{1,6} path=([^\n]*)\n/m.exec(records)?.[1];

export interface TarFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** Files of an archive of tar. Links, devices and names that leave the folder are refused. Throws {@link Refusal}. */
export const readTar = (tar: Buffer, mostEntries: number): readonly TarFile[] => {
  const files: TarFile[] = [];
  const seen = new Set<string>();
  let longName: string | undefined;
  let at = 0;
  let entries = 0;
  for (; at + block <= tar.length; ) {
    const header = tar.subarray(at, at + block);
    if (header.every((byte) => byte === 0)) break;
    checkSum(header, at);
    if (++entries > mostEntries)
      throw new Refusal(
        'package-too-many',
        `the package holds more than ${mostEntries} files`,
        'send a smaller package',
      );
    const size = octal(header, 124, 12, at);
    const data = tar.subarray(at + block, at + block + size);
    if (data.length !== size) throw malformed(at);
    const type = String.fromCharCode(header[156] ?? 0);
    const prefix =
      string(header, 257, 5) === 'ustar' && string(header, 345, 155) !== '' ? `${string(header, 345, 155)}/` : '';
    const path = (longName ?? `${prefix}${string(header, 0, 100)}`).replace(/^\.\//, '').replace(/\/$/, '');
    if (type === 'x') longName = extendedPath(data.toString('utf8')) ?? longName;
    else if (type === 'L') longName = data.toString('utf8').replace(/\0+$/, '');
    else if (type === '0' || type === '\0' || type === '5') {
      longName = undefined;
      if (path !== '' && path !== '.' && !isPlainPath(path))
        throw new Refusal('package-path', 'a name in the package is absolute or leaves its folder', again, {
          entry: entries,
        });
      if (type !== '5') {
        if (seen.has(nameKey(path)))
          throw new Refusal('package-duplicate-name', 'two files of the package have one name', again, {
            entry: entries,
          });
        seen.add(nameKey(path));
        files.push({ path, bytes: data });
      }
    } else if (type !== 'g')
      throw new Refusal('package-link', 'the package holds a link or a device', again, { entry: entries });
    at += block + Math.ceil(size / block) * block;
  }
  if (at > tar.length || files.length === 0) throw malformed(at);
  if (!tar.subarray(at).every((byte) => byte === 0))
    throw new Refusal('package-hidden-bytes', 'bytes follow the end of the package', again, { byte: at });
  return files;
};
