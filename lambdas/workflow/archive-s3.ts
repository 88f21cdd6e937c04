import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { Archive } from './recorder.ts';

/**
 * The archive on a bucket with Object Lock, which takes objects with a checksum only. S3 computes SHA-256 itself and refuses an object that does
 * not have it. `If-None-Match` looks at the current version: below a delete marker, which Object Lock does not forbid, the same record is written
 * once more, beside the locked one.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-managing.html
 */
export const s3Archive = (client: Pick<S3Client, 'send'>, bucket: string): Archive => ({
  async keep(key, text, sha256) {
    try {
      await client.send(
        new PutObjectCommand({
          Bucket: bucket,
          Key: key,
          Body: text,
          ContentType: 'application/json',
          ChecksumSHA256: Buffer.from(sha256, 'hex').toString('base64'),
          IfNoneMatch: '*',
        }),
      );
      return 'kept';
    } catch (error) {
      // Not so for 409, ConditionalRequestConflict: somebody is at it this moment, and whether it succeeds nobody knows yet.
      if (error instanceof Error && error.name === 'PreconditionFailed') return 'already';
      throw error;
    }
  },
});

/** Addresses by path: the name of the bucket in front of the host is a name that the DNS firewall would have to know. */
export const s3Client = (): S3Client =>
  new S3Client({
    forcePathStyle: true,
    requestHandler: { connectionTimeout: 1000, requestTimeout: 5000, throwOnRequestTimeout: true },
  });
