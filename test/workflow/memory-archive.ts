import { sha256 } from '../../lambdas/workflow/canonical.ts';
import type { Archive } from '../../lambdas/workflow/recorder.ts';

/** A bucket that keeps what it has. */
export function memoryArchive() {
  const objects = new Map<string, string>();
  const archive: Archive = {
    async keep(key, text, hash) {
      if (sha256(text) !== hash) throw new Error('BadDigest');
      if (objects.has(key)) return 'already';
      objects.set(key, text);
      return 'kept';
    },
  };
  return { objects, archive };
}
