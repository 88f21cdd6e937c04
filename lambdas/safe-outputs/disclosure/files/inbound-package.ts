import { gunzipSync } from 'node:zlib';
import type { FileType, Finding } from '../contract.ts';
import { buffer } from './bytes.ts';
import { packageLimits } from './inbound-limits.ts';
import { limits } from './limits.ts';
import { typeByMagic } from './magic.ts';
import { finding, Refusal } from './refusal.ts';
import { secretFindings } from './secrets.ts';
import { readTar } from './tar-reader.ts';
import { decode, isText } from './utf8.ts';
import { readZip } from './zip-reader.ts';

const runs = finding(
  'package',
  'review',
  'a package brings code that runs where the data is',
  'say where the package is from and why the repository of packages does not hold it',
);

const unpackGzip = (bytes: Uint8Array): Buffer => {
  const most = Math.min(packageLimits.bytes, Math.max(limits.smallEntry, limits.archiveRatio * bytes.length));
  try {
    const read = gunzipSync(buffer(bytes), { maxOutputLength: most, info: true }) as unknown as {
      buffer: Buffer;
      engine: { bytesWritten: number };
    };
    if (read.engine.bytesWritten !== bytes.length) throw new Error('bytes follow');
    return read.buffer;
  } catch {
    throw new Refusal(
      'package-malformed',
      'the package does not unpack, or to far more than its size',
      'build the package again',
    );
  }
};

const nested = new Set<FileType>(['zip', 'gzip']);

/** Lists a package and searches its texts for secrets. What its programs do is for the reviewers to say. Throws {@link Refusal}. */
export const inspectPackage = (type: FileType, bytes: Uint8Array): readonly Finding[] => {
  const files =
    type === 'zip'
      ? readZip(bytes, packageLimits.bytes, packageLimits.entries)
      : readTar(unpackGzip(bytes), packageLimits.entries);
  const found: Finding[] = [runs];
  for (const [index, file] of files.entries()) {
    const text = isText(file.bytes, false);
    const kind = typeByMagic(file.bytes, text);
    const at = { entry: index + 1 };
    if (kind !== undefined && nested.has(kind) && !/\.(rds|rda|rdata|rdb|rdx|npz|gz)$/i.test(file.path))
      throw new Refusal('package-nested', 'the package holds another archive', 'send each package by itself', at);
    if (kind === 'pickle')
      found.push(
        finding(
          'package-pickle',
          'review',
          'the package holds a pickle, which runs code when it is opened',
          'leave it out',
          at,
        ),
      );
    if (text && file.bytes.length <= packageLimits.searched)
      found.push(...secretFindings(decode(file.bytes)).map((each) => ({ ...each, at })));
  }
  return found;
};
