import { GetObjectCommand, NoSuchKey, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import * as z from 'zod/mini';
import type { Texts } from './query-ports.ts';

const kept = z.object({ sql: z.string(), why: z.string(), project: z.string(), person: z.string(), at: z.string() });

export const s3Texts = (s3: Pick<S3Client, 'send'>, bucket: string): Texts => ({
  async put(key, text) {
    await s3.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: key,
        Body: JSON.stringify(text),
        ContentType: 'application/json',
        IfNoneMatch: '*',
        ChecksumAlgorithm: 'SHA256',
      }),
    );
  },
  async get(key) {
    try {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
      return Body === undefined ? undefined : z.parse(kept, JSON.parse(await Body.transformToString('utf-8')));
    } catch (error) {
      // Without the right to list, S3 does not say whether an object is not there or not ours; its lifecycle takes texts away.
      if (error instanceof NoSuchKey || (error instanceof Error && error.name === 'AccessDenied')) return undefined;
      throw error;
    }
  },
});
