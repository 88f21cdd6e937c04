import type { FileType } from '../contract.ts';
import { buffer } from './bytes.ts';
import { limits } from './limits.ts';

/** Names in the headers of entries, found by their mark alone: enough to say what kind of archive it is meant to be, and no more. */
const claimedNames = (bytes: Uint8Array): readonly string[] => {
  const whole = buffer(bytes);
  const names: string[] = [];
  let at = 0;
  while (names.length < 10 * limits.archiveEntries) {
    at = whole.indexOf('PK\x03\x04', at, 'latin1');
    if (at < 0 || at + 30 > whole.length) break;
    const length = Math.min(whole.readUInt16LE(at + 26), 1024);
    names.push(whole.toString('latin1', at + 30, at + 30 + length));
    at += 30;
  }
  return names;
};

/** Some writers put the telling name last, where the head does not reach: the whole decides. */
const inArchives: ReadonlySet<FileType> = new Set(['xlsx', 'docx', 'pickle', 'numpy']);

/** Office documents, saved arrays and models are ZIP archives that hold certain names. `cut`: the bytes go on. */
export const typeOfArchive = (bytes: Uint8Array, byName: FileType | undefined, cut: boolean): FileType => {
  const names = claimedNames(bytes);
  if (names.includes('xl/workbook.xml')) return 'xlsx';
  if (names.includes('word/document.xml')) return 'docx';
  if (names.includes('ppt/presentation.xml') || names[0] === 'mimetype' || names[0] === 'META-INF/MANIFEST.MF')
    return 'other';
  if (names.some((name) => name.endsWith('/data.pkl') || name === 'data.pkl')) return 'pickle';
  if (names.length > 0 && names.every((name) => name.endsWith('.npy'))) return 'numpy';
  const office = names.includes('[Content_Types].xml') && (byName === 'xlsx' || byName === 'docx');
  return byName !== undefined && (office || (cut && inArchives.has(byName))) ? byName : 'zip';
};
