import * as z from 'zod/mini';

/** What the recorder is told by its environment. */
export const RecorderEnv = z.object({
  REGISTER_TABLE: z.string().check(z.minLength(3)),
  QUERIES_TABLE: z.string().check(z.minLength(3)),
  AIRLOCK_TABLE: z.string().check(z.minLength(3)),
  RELEASES_TABLE: z.string().check(z.minLength(3)),
  RECORDS_BUCKET: z.string().check(z.minLength(3)),
});
export type RecorderEnv = z.infer<typeof RecorderEnv>;

/** Folder of the archive -> the table whose events it holds; every table that has an outbox. */
export const tablesIn = (env: RecorderEnv) =>
  ({
    register: env.REGISTER_TABLE,
    queries: env.QUERIES_TABLE,
    airlock: env.AIRLOCK_TABLE,
    releases: env.RELEASES_TABLE,
  }) as const;
