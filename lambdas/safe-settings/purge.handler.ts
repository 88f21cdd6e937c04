import { DeleteObjectsCommand, ListObjectVersionsCommand, S3Client } from '@aws-sdk/client-s3';
import { customResource } from './custom-resource.ts';
import { purge } from './purge.ts';

const s3 = new S3Client({});

export const handler = customResource(async ({ RequestType, ResourceProperties }) => {
  if (RequestType !== 'Delete') return {};
  await purge(
    {
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
            Delete: {
              Quiet: true,
              Objects: versions.map(({ key, versionId }) => ({ Key: key, VersionId: versionId })),
            },
          }),
        );
        return (answer.Errors ?? []).map(({ Code, Message }) => `${Code}: ${Message}`);
      },
    },
    String(ResourceProperties.bucket),
  );
  return {};
});
