import * as z from 'zod/mini';

const name = z.string().check(z.minLength(1));

/**
 * Environment of the function `broker`. `QUERIES_AT_ONCE`: queries of the whole deployment that may be with Athena at once. Athena's quota of
 * active queries is shared by all workgroups of the account, those queued count, and where it is not known 20 is what AWS gives for the
 * smaller of its two kinds (DDL, to which SHOW and DESCRIBE belong).
 * https://docs.aws.amazon.com/athena/latest/ug/service-limits.html https://docs.aws.amazon.com/general/latest/gr/athena.html
 */
export const BrokerEnv = z.object({
  DEPLOYMENT: z.string().check(z.regex(/^[a-z][a-z0-9-]*$/)),
  ACCOUNT: z.string().check(z.regex(/^\d{12}$/)),
  AWS_REGION: z.string().check(z.regex(/^[a-z]{2}(-[a-z]+)+-\d$/)),
  REGISTER_TABLE: name,
  QUERIES_TABLE: name,
  QUERY_TEXTS_BUCKET: name,
  /** Whole results are deposited there, for the airlock. */
  DRAFT_BUCKET: name,
  /** JSON of `Demand[]`. */
  DEMANDS: name,
  QUERIES_AT_ONCE: z.optional(z.string().check(z.regex(/^[1-9]\d{0,2}$/))),
});

export const queriesAtOnce = (text: string | undefined): number => (text === undefined ? 20 : Number(text));
