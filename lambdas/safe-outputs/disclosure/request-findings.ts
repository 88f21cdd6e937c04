import type { Finding, Profile } from './contract.ts';
import type { LookedInto } from './look-into.ts';
import { namesakes } from './names.ts';

const blocked = (rule: string, reason: string, remedy: string): Finding => ({
  rule,
  verdict: 'blocked',
  at: {},
  reason,
  remedy,
});

/** What is wrong with files together, though each may be right alone. Files are named by position, from 1. */
export function requestFindings(
  files: readonly Pick<LookedInto, 'path' | 'bytes' | 'holds'>[],
  limits: Pick<Profile['limits'], 'files' | 'bytesPerRequest'>,
): readonly Finding[] {
  const count = files.reduce((sum, one) => sum + one.holds, 0);
  const bytes = files.reduce((sum, one) => sum + one.bytes, 0);
  return [
    ...(files.length === 0 ? [blocked('request-empty', 'there is no file', 'add what is to be released')] : []),
    ...(count > limits.files
      ? [
          blocked(
            'request-files',
            `${count} files are more than the ${limits.files} that one request may have`,
            'make several requests, or leave out what nobody needs',
          ),
        ]
      : []),
    ...(bytes > limits.bytesPerRequest
      ? [
          blocked(
            'request-bytes',
            `${bytes} bytes are more than the ${limits.bytesPerRequest} that one request may have`,
            'make several requests, or aggregate further',
          ),
        ]
      : []),
    ...namesakes(files.map(({ path }) => path)).map((several) =>
      blocked(
        'request-namesakes',
        `files ${several.join(', ')} have one name where letter case and composed accents are not told apart`,
        'give each file a name of its own',
      ),
    ),
  ];
}
