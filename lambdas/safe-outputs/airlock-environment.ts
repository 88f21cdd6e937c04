import * as z from 'zod/mini';

const name = z.string().check(z.minLength(3));
/** JSON of `Demand[]`, the same that the doors are given. */
const DEMANDS = z.string().check(z.minLength(3));

/** Environment of the function `airlock-private`: drafts, deposits, commands, votes and what reviewers see, but no file. */
export const AirlockEnv = z.object({
  REGISTER_TABLE: name,
  AIRLOCK_TABLE: name,
  /** Read alone: deposits that came in through the public door. */
  RELEASES_TABLE: name,
  DRAFT_BUCKET: name,
  INBOUND_BUCKET: name,
  REVIEW_BUCKET: name,
  DEMANDS,
});

/** Environment of the function `airlock-bytes-private`: files under review and inputs, streamed. */
export const BytesUnderReviewEnv = z.object({
  REGISTER_TABLE: name,
  AIRLOCK_TABLE: name,
  REVIEW_BUCKET: name,
  INPUTS_BUCKET: name,
  DEMANDS,
});

/** Environment of the function `airlock-checker`. */
export const CheckerEnv = z.object({
  DEPLOYMENT: z.string().check(z.regex(/^[a-z][a-z0-9-]*$/)),
  ACCOUNT: z.string().check(z.regex(/^\d{12}$/)),
  /** Lambda itself says it. */
  AWS_REGION: z.string().check(z.regex(/^[a-z]{2}(-[a-z]+)+-\d$/)),
  AIRLOCK_TABLE: name,
  DRAFT_BUCKET: name,
  REVIEW_BUCKET: name,
  RELEASE_BUCKET: name,
});

/** Environment of the function `airlock-scan`. */
export const ScanEnv = z.object({
  ACCOUNT: z.string().check(z.regex(/^\d{12}$/)),
  AIRLOCK_TABLE: name,
  REVIEW_BUCKET: name,
});

/** Environment of the function `airlock-release`. */
export const ReleaseEnv = z.object({
  DEPLOYMENT: z.string().check(z.regex(/^[a-z][a-z0-9-]*$/)),
  /** Read alone: whether those who stand behind a release still may. */
  REGISTER_TABLE: name,
  AIRLOCK_TABLE: name,
  RELEASES_TABLE: name,
  REVIEW_BUCKET: name,
  RELEASE_BUCKET: name,
  INPUTS_BUCKET: name,
  DEMANDS,
});

/** Environment of the function `airlock-public`. */
export const OutputsEnv = z.object({
  REGISTER_TABLE: name,
  RELEASES_TABLE: name,
  INBOUND_BUCKET: name,
  DEMANDS,
});

/** Environment of the function `airlock-bytes-public`. */
export const DownloadEnv = z.object({
  REGISTER_TABLE: name,
  RELEASES_TABLE: name,
  RELEASE_BUCKET: name,
  DEMANDS,
});
