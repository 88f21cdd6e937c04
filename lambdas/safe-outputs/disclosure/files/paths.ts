import type { Finding } from '../contract.ts';
import { limits } from './limits.ts';
import { finding } from './refusal.ts';
import { identifiersInText } from './text-identifiers.ts';

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

/** A postcode is too like a code, and the day of a table of deaths too like a birthday, to be told in a name. */
const identifying: ReadonlySet<string> = new Set([
  ...(['nhs-number', 'chi-number', 'health-and-care-number', 'national-insurance-number'] as const),
  ...(['e-mail', 'phone', 'encoded-data'] as const),
]);

/** Names are shown to more people than files are: to reviewers, in lists, in the record of a release. */
export const pathFindings = (path: string): readonly Finding[] => {
  const found = identifiersInText(path.slice(0, limits.pathCharacters)).filter(({ rule }) => identifying.has(rule));
  const named = finding(
    'name-identifies',
    found.some(({ verdict }) => verdict === 'blocked') ? 'blocked' : 'review',
    'the name of the file holds what has the shape of the number or address of a person',
    'give the file a name that says what it shows',
  );
  return [...(found.length > 0 ? [named] : []), ...unsafeFindings(path)];
};

const unsafeFindings = (path: string): readonly Finding[] =>
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
