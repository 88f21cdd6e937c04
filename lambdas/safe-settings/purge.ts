import type { Work } from './custom-resource.ts';

/** One version, or one delete marker, of an object. */
export interface Version {
  readonly key: string;
  readonly versionId: string;
}

/** What S3 can tell and do; the only such calls of this function. None of them reads an object. */
export interface Ports {
  /** At most 1,000 versions and delete markers; none when the bucket is empty. */
  versions(bucket: string): Promise<readonly Version[]>;
  /** Deletes them, governance retention or not, and returns what was refused, with S3's reason. */
  deleteVersions(bucket: string, versions: readonly Version[]): Promise<readonly string[]>;
}

/**
 * Empties a bucket of a trial. Asks for the first page again after each deletion instead of following markers, so that a second
 * run after a time-out goes on where the first ended.
 * @throws when S3 refuses to delete a version: a bucket that only looks empty cannot be removed.
 */
export async function purge(ports: Ports, bucket: string): Promise<void> {
  for (;;) {
    const versions = await ports.versions(bucket);
    if (versions.length === 0) return;
    const refused = await ports.deleteVersions(bucket, versions);
    if (refused.length > 0) {
      throw new Error(`${bucket}: ${refused.length} of ${versions.length} versions were not deleted: ${refused[0]}`);
    }
  }
}

/** Only the removal of the stack purges: making or changing it touches nothing. */
export const purging =
  (ports: Ports): Work =>
  async ({ RequestType, ResourceProperties }) => {
    if (RequestType !== 'Delete') return {};
    const { bucket } = ResourceProperties;
    if (typeof bucket !== 'string' || bucket === '') {
      throw new Error(`the custom resource must give bucket, got ${Object.keys(ResourceProperties).join(', ')}`);
    }
    await purge(ports, bucket);
    return {};
  };
