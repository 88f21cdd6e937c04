import type { Finding } from '../contract.ts';
import { limits } from './limits.ts';
import { finding } from './refusal.ts';

/** Control characters, and those that turn or hide what a reader sees. */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}]/u;

/** Whether a path stays below where it is unpacked, on every system, and is what it looks like. */
export const isPlainPath = (path: string): boolean =>
  path.length > 0 &&
  path.length <= limits.pathCharacters &&
  !unseen.test(path) &&
  !path.includes('\\') &&
  !path.includes(':') &&
  path.split('/').every((part) => part !== '' && part !== '.' && part !== '..' && part === part.trim());

export const pathFindings = (path: string): readonly Finding[] =>
  isPlainPath(path)
    ? []
    : [
        finding(
          'unsafe-name',
          'blocked',
          'the name of the file is absolute, leaves its folder, or holds characters that are not seen',
          'give the file a relative name of plain letters, digits, hyphens and dots',
        ),
      ];

/** Two names that are one on some systems give the same key. */
export const nameKey = (path: string): string => path.normalize('NFC').toLowerCase().normalize('NFC');
