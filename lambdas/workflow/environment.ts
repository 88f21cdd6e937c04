import * as z from 'zod/mini';

/** What the recorder is told by its environment. */
export const RecorderEnv = z.object({
  REGISTER_TABLE: z.string().check(z.minLength(3)),
  QUERIES_TABLE: z.string().check(z.minLength(3)),
  RECORDS_BUCKET: z.string().check(z.minLength(3)),
});
export type RecorderEnv = z.infer<typeof RecorderEnv>;
