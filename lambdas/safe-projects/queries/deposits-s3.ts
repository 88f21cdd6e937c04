import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { Deposits } from './query-ports.ts';

/** S3 computes the SHA-256 itself, refuses what does not have it, and tells it to whoever asks for the newest version. */
export const s3Deposits = (s3: Pick<S3Client, 'send'>, bucket: string): Deposits => ({
  async put(key, bytes, { query, sha256 }) {
    await s3.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: key,
        Body: bytes,
        ContentLength: bytes.length,
        ContentType: 'text/csv; charset=utf-8',
        ChecksumSHA256: Buffer.from(sha256, 'hex').toString('base64'),
        IfNoneMatch: '*',
        Metadata: { query },
      }),
    );
  },
});
