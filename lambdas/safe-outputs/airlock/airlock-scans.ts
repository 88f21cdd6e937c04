import type { AirlockFile } from '../contract.ts';
import { worseScan } from './airlock-checks.ts';
import type { CommandOf } from './airlock-commands.ts';

/** A scan is of one version: of any other file, and any other version of this one, it says nothing. */
export const scannedFile = (
  file: AirlockFile,
  { file: id, versionId, result }: Pick<CommandOf<'scan-result'>, 'file' | 'versionId' | 'result'>,
): AirlockFile =>
  file.id === id && file.frozen?.versionId === versionId ? { ...file, scan: worseScan(file.scan, result) } : file;

export function judgedFile(file: AirlockFile, said: CommandOf<'checked'>['files']): AirlockFile {
  const found = said.find((one) => one.file === file.id);
  return found === undefined ? file : { ...file, verdict: found.verdict, type: found.type };
}
