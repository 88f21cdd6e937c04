import { check } from '../../lambdas/safe-outputs/disclosure/check.ts';
import type { Context, FileReport, Finding, Profile } from '../../lambdas/safe-outputs/disclosure/contract.ts';
import { Unread } from '../../lambdas/safe-outputs/disclosure/measured.ts';
import { unreadable } from '../door/unreadable.ts';
import { bytesOnDisk, Changed } from './bytes-on-disk.ts';
import type { NoFile, Output } from './outputs-on-disk.ts';

/** What the engine says of files on this machine, and what it could not be shown. */
export interface LookedAt {
  /** About the files together. */
  readonly findings: readonly Finding[];
  readonly files: readonly { readonly output: Output; readonly report: FileReport }[];
  readonly unjudged: readonly NoFile[];
}

/** Files that cannot be read are left out and said; what is left is judged without them. */
export async function lookedAt(outputs: readonly Output[], profile: Profile, context: Context): Promise<LookedAt> {
  const unjudged: NoFile[] = [];
  let left = outputs;
  while (left.length > 0) {
    try {
      const sources = left.map(({ path, file }) => ({ path, open: () => bytesOnDisk(file) }));
      const { findings, files } = await check(sources, profile, context);
      const pairs = left.flatMap((output, index) => {
        const report = files[index];
        return report === undefined ? [] : [{ output, report }];
      });
      return { findings, files: pairs, unjudged };
    } catch (error) {
      if (!(error instanceof Unread)) throw error;
      const { file, cause } = error;
      const why = cause instanceof Changed ? cause.message : unreadable(cause);
      unjudged.push({ shown: left[file]?.shown ?? '', why });
      left = left.filter((_, index) => index !== file);
    }
  }
  return { findings: [], files: [], unjudged };
}

/** What stands for a file that could not be judged: it is not clear. */
export const unjudgedFinding = (why: string): Finding => ({
  rule: 'unread',
  verdict: 'blocked',
  at: {},
  reason: why,
  remedy: 'put the file itself there, readable and at rest, and check again',
});
