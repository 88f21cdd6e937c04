import type { Profile } from '../contract.ts';
import { type Inspected, inspected } from './inspected.ts';
import { limits } from './limits.ts';
import { typeByMagic } from './magic.ts';
import { Refusal } from './refusal.ts';
import { isText } from './utf8.ts';
import { readZip } from './zip-reader.ts';

/** Archives in archives hide what is in them from whoever lists the outer one. */
export const inspectZip = (bytes: Uint8Array, profile: Profile): Inspected => {
  const files = readZip(bytes, Math.min(limits.archiveBytes, profile.limits.bytesPerRequest));
  const nested = files.find((file) => {
    const type = typeByMagic(file.bytes, isText(file.bytes, false));
    return type === 'zip' || type === 'gzip';
  });
  if (nested !== undefined)
    throw new Refusal('zip-nested', 'the archive holds another archive', 'send the inner files themselves', {
      entry: nested.entry,
    });
  if (files.length === 0) throw new Refusal('zip-empty', 'the archive holds no file', 'leave it out');
  return inspected(
    [],
    [],
    files.map(({ path, bytes }) => ({ path, bytes })),
  );
};
