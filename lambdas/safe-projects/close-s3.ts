import {
  AbortMultipartUploadCommand,
  DeleteObjectsCommand,
  ListMultipartUploadsCommand,
  ListObjectVersionsCommand,
  NoSuchBucket,
  PutObjectCommand,
  type S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import type { Extracts, Records } from './close-ports.ts';

/**
 * A locked bucket keeps the first object of a key; a second of the same key would be another version, so S3 is asked to refuse it. The hash is
 * checked by S3, and a locked bucket demands one. https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
 */
export const s3Records = (s3: S3Client, bucket: string): Records => ({
  bucket,
  async put(key, text) {
    try {
      await s3.send(
        new PutObjectCommand({
          Bucket: bucket,
          Key: key,
          Body: Buffer.from(text, 'utf8'),
          IfNoneMatch: '*',
          ChecksumAlgorithm: 'SHA256',
        }),
      );
    } catch (error) {
      // the key names the hash of what it holds: what is there is this
      if (!(error instanceof S3ServiceException && error.$metadata.httpStatusCode === 412)) throw error;
    }
  },
});

const same = (
  a: { key: string; versionId: string },
  b: { Key?: string | undefined; VersionId?: string | undefined },
): boolean => a.key === b.Key && a.versionId === b.VersionId;

/**
 * Lists and deletes; never reads. A version that is not there any more is deleted, says S3, so that a batch may be sent twice.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html
 *
 * @param suffix what follows the project in names of extract buckets: account, region and namespace.
 */
export const s3Extracts = (s3: S3Client, deployment: string, suffix: string): Extracts => ({
  bucketOf: (project) => `tre-${deployment}-p-${project}-${suffix}`,

  async versions(bucket, limit) {
    try {
      const page = await s3.send(new ListObjectVersionsCommand({ Bucket: bucket, MaxKeys: limit }));
      const versions = [
        ...(page.Versions ?? []).map((one) => ({ ...one, marker: false })),
        ...(page.DeleteMarkers ?? []).map((one) => ({ ...one, Size: 0, marker: true })),
      ].map(({ Key = '', VersionId = '', Size = 0, marker }) => ({
        key: Key,
        versionId: VersionId,
        bytes: Size,
        marker,
      }));
      if (versions.length === 0 && page.IsTruncated === true) {
        throw new Error(`${bucket}: S3 listed nothing and said that there is more; nothing is proved`);
      }
      return versions.sort((a, b) => (a.key === b.key ? 0 : a.key < b.key ? -1 : 1));
    } catch (error) {
      if (error instanceof NoSuchBucket) return 'no-bucket';
      throw error;
    }
  },

  async deleteVersions(bucket, versions) {
    const { Errors = [] } = await s3.send(
      new DeleteObjectsCommand({
        Bucket: bucket,
        Delete: { Quiet: true, Objects: versions.map(({ key, versionId }) => ({ Key: key, VersionId: versionId })) },
      }),
    );
    const gone = Errors.filter(({ Code }) => Code !== 'NoSuchVersion' && Code !== 'NoSuchKey');
    // an error that names no version of ours is an error of all
    const ours = versions.filter((one) => gone.some((error) => same(one, error)));
    return gone.length > ours.length ? versions : ours;
  },

  async abortUploads(bucket) {
    const page = await s3.send(new ListMultipartUploadsCommand({ Bucket: bucket, MaxUploads: 100 }));
    const uploads = page.Uploads ?? [];
    for (const { Key, UploadId } of uploads) {
      await s3.send(new AbortMultipartUploadCommand({ Bucket: bucket, Key, UploadId }));
    }
    return uploads.length === 0 && page.IsTruncated !== true;
  },
});
