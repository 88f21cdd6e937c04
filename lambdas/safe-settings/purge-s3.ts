import { DeleteObjectsCommand, ListObjectVersionsCommand, type S3Client } from '@aws-sdk/client-s3';
import type { Ports } from './purge.ts';

export const s3Ports = (s3: S3Client): Ports => ({
  async versions(bucket) {
    const page = await s3.send(new ListObjectVersionsCommand({ Bucket: bucket, MaxKeys: 1000 }));
    return [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])].map(({ Key = '', VersionId = '' }) => ({
      key: Key,
      versionId: VersionId,
    }));
  },
  async deleteVersions(bucket, versions) {
    const answer = await s3.send(
      new DeleteObjectsCommand({
        Bucket: bucket,
        BypassGovernanceRetention: true,
        Delete: { Quiet: true, Objects: versions.map(({ key, versionId }) => ({ Key: key, VersionId: versionId })) },
      }),
    );
    return (answer.Errors ?? []).map(({ Code, Message }) => `${Code}: ${Message}`);
  },
});
