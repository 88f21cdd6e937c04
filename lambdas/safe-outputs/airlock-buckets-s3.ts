import { GetObjectCommand, HeadObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { type Bucket, Missing, type ReadBucket, type WriteBucket } from './airlock-buckets.ts';
import type { Bytes } from './contract.ts';
import { sha256Of } from './whole-bytes.ts';

/** Addresses by path, as everywhere; patience for the largest file, which is read and written at once. */
export const bytesClient = (): S3Client =>
  new S3Client({
    forcePathStyle: true,
    requestHandler: { connectionTimeout: 1000, requestTimeout: 60_000, throwOnRequestTimeout: true },
  });

const hex = (base64: string): string => Buffer.from(base64, 'base64').toString('hex');

const status = (error: unknown): number | undefined =>
  error instanceof Error && '$metadata' in error
    ? (error.$metadata as { readonly httpStatusCode?: number }).httpStatusCode
    : undefined;

/**
 * Hashes of one upload are of the whole; those of an upload in parts are of hashes, end in `-<parts>`, and are no hash here.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html
 */
export const s3Reading = (client: Pick<S3Client, 'send'>, bucket: string): ReadBucket => ({
  async newest(key) {
    try {
      const head = await client.send(new HeadObjectCommand({ Bucket: bucket, Key: key, ChecksumMode: 'ENABLED' }));
      const { ChecksumSHA256: sum, ContentLength: bytes, VersionId: versionId, Metadata: facts = {} } = head;
      if (sum === undefined || sum.includes('-') || bytes === undefined || versionId === undefined) return undefined;
      return { key, versionId, bytes, sha256: hex(sum), facts };
    } catch (error) {
      // 403 is a right that is missing: where whoever asks may list, S3 says 404 of what is not there, and nothing is concluded from less.
      // https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html
      if (status(error) === 404) return undefined;
      throw error;
    }
  },
  async *open({ key, versionId }) {
    const got = await client
      .send(new GetObjectCommand({ Bucket: bucket, Key: key, VersionId: versionId }))
      .catch((error: unknown) => {
        if (status(error) === 404) throw new Missing();
        throw error;
      });
    const body = got.Body as AsyncIterable<Uint8Array> | undefined;
    if (body === undefined || got.VersionId !== versionId) throw new Missing();
    yield* body;
  },
});

const written = (key: string, bytes: Uint8Array, sha256: string, versionId: string | undefined): Bytes => {
  if (versionId === undefined || versionId === 'null') throw new Error('the bucket keeps no versions');
  return { key, versionId, bytes: bytes.length, sha256 };
};

/** S3 computes the SHA-256 too, refuses what does not have it, and keeps it. */
export const s3Writing = (client: Pick<S3Client, 'send'>, bucket: string): WriteBucket => {
  const command = (key: string, bytes: Uint8Array, sha256: string) => ({
    Bucket: bucket,
    Key: key,
    Body: bytes,
    ContentLength: bytes.length,
    ContentType: 'application/octet-stream',
    ChecksumSHA256: Buffer.from(sha256, 'hex').toString('base64'),
  });
  return {
    async put(key, bytes, facts) {
      const sha256 = sha256Of(bytes);
      const put = new PutObjectCommand({
        ...command(key, bytes, sha256),
        ...(facts === undefined ? {} : { Metadata: { ...facts } }),
      });
      return written(key, bytes, sha256, (await client.send(put)).VersionId);
    },
    async putNew(key, bytes) {
      const sha256 = sha256Of(bytes);
      try {
        const put = new PutObjectCommand({ ...command(key, bytes, sha256), IfNoneMatch: '*' });
        return written(key, bytes, sha256, (await client.send(put)).VersionId);
      } catch (error) {
        // 409, another is at it this moment, is thrown: whether that one succeeds nobody knows yet.
        // https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
        if (status(error) === 412) return 'taken';
        throw error;
      }
    },
  };
};

export const s3Bucket = (client: Pick<S3Client, 'send'>, bucket: string): Bucket => ({
  ...s3Reading(client, bucket),
  ...s3Writing(client, bucket),
});
