import { sha256 } from './close-archive.ts';
import type { ClosePorts, DeletionProgress, ExtractVersion } from './close-ports.ts';
import type { ExtractProof } from './closing.ts';

/** So many at once that the list of them fits one item of the register (400 KB) even with the longest keys (1,024 bytes). */
const batch = 250;

const nothing: DeletionProgress = { objects: 0, versions: 0, bytes: 0, chain: sha256(''), last: '', pending: [] };

/** Keys are ours (`extract/<table>/<part>`), yet only hashes of them leave this function. */
const counted = (before: DeletionProgress): DeletionProgress =>
  before.pending.reduce<DeletionProgress>(
    ({ objects, versions, bytes, chain, last }, one: ExtractVersion) => ({
      objects: objects + (sha256(one.key) === last ? 0 : 1),
      versions: versions + 1,
      bytes: bytes + one.bytes,
      chain: sha256(`${chain} ${one.versionId} ${one.key}\n`),
      last: sha256(one.key),
      pending: [],
    }),
    { ...before, pending: [] },
  );

/**
 * Deletes every version and every delete marker of a project's extract, and proves by a last listing that none is left. What is to be deleted is
 * written down before it is deleted and counted after, so that a run that is cut off anywhere is continued by the next with the same count. The
 * chain of hashes follows the order of deletion, which is that of the listing.
 *
 * @returns undefined when the time ran out.
 * @throws when S3 refuses to delete a version, as a bucket with Object Lock would.
 */
export async function deleteExtract(
  { clock, extract, register }: ClosePorts,
  project: string,
  { until }: { until: string },
): Promise<ExtractProof | undefined> {
  const bucket = extract.bucketOf(project);
  const listed = async (): Promise<readonly ExtractVersion[]> => {
    const versions = await extract.versions(bucket, batch);
    if (versions === 'no-bucket') throw new Error(`${bucket} must exist until it is proved empty, S3 knows none`);
    return versions;
  };
  let progress = (await register.progress(project)) ?? nothing;
  for (;;) {
    if (progress.pending.length > 0) {
      const left = await extract.deleteVersions(bucket, progress.pending);
      if (left.length > 0) {
        throw new Error(
          `${bucket}: ${left.length} of ${progress.pending.length} versions were not deleted; ask S3 why`,
        );
      }
      progress = counted(progress);
      await register.setProgress(project, progress);
    }
    if (clock.now() >= until) return undefined;
    const pending = await listed();
    if (pending.length === 0) break;
    progress = { ...progress, pending };
    await register.setProgress(project, progress);
  }
  if (!(await extract.abortUploads(bucket))) return undefined;
  const left = await listed();
  if (left.length > 0) return undefined;
  const { objects, versions, bytes, chain } = progress;
  return {
    at: clock.now(),
    bucket,
    objectsDeleted: objects,
    versionsDeleted: versions,
    bytesDeleted: bytes,
    manifestHash: chain,
    versionsLeft: left.length,
    tablesDeleted: 0,
  };
}
