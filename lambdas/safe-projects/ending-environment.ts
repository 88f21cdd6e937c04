import * as z from 'zod/mini';

const name = z.string().check(z.minLength(1));
const deployment = z.string().check(z.regex(/^[a-z][a-z0-9-]*$/));
const account = z.string().check(z.regex(/^\d{12}$/));
const region = z.string().check(z.regex(/^[a-z]{2}(-[a-z]+)+-\d$/));

/** Environment of the function `sweeper`. */
export const SweeperEnv = z.object({
  DEPLOYMENT: deployment,
  ACCOUNT: account,
  /** Lambda itself says it. */
  AWS_REGION: region,
  REGISTER_TABLE: name,
  QUERIES_TABLE: name,
  /** Own directory. Absent: an issuer of the organisation signs people in, and alone can end that. */
  USER_POOL_ID: z.optional(name),
  /** Display name of the secure browser's portal. A portal of this name that is not there is none: nobody has a session in it. */
  PORTAL_NAME: z.optional(name),
  /** JSON of `Demand[]`, the same that the doors are given. */
  DEMANDS: name,
});

/** Environment of the function `closer`. */
export const CloserEnv = z.object({
  DEPLOYMENT: deployment,
  ACCOUNT: account,
  AWS_REGION: region,
  REGISTER_TABLE: name,
  /** Read alone: what was asked goes into the archive without its text. */
  QUERIES_TABLE: name,
  RECORDS_BUCKET: name,
  DEMANDS: name,
});
