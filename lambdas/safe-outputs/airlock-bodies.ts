import * as z from 'zod/mini';
import { airlockBodies, type PersonCommand } from './airlock/airlock-commands.ts';
import { limits } from './airlock/airlock-limits.ts';
import { inboundKinds } from './disclosure/contract.ts';

/** What the operations of the airlock ask for. None of it says who asks, when, or how many approvals there are. */

export const projectPattern = '[a-z][a-z0-9-]{1,23}';
export const uuidPattern = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';

const whole = (pattern: string) => z.string().check(z.regex(new RegExp(`^${pattern}$`)));
const projectId = whole(projectPattern);
const hash = whole('[0-9a-f]{64}');

/**
 * Raw bytes of one part. In base64 and JSON it stays below what a function may be sent, 6 MB.
 * https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
export const largestPart = 3_000_000;
export const largestDeposit = Math.max(limits.out.bytesPerFile, limits.in.bytesPerFile);
export const mostParts = Math.ceil(largestDeposit / largestPart);
/** Characters of so many bytes in base64. */
export const inBase64 = (bytes: number): number => Math.ceil(bytes / 3) * 4;

/** Standard alphabet, padded. */
const base64 = z.string().check(z.minLength(4), z.maxLength(inBase64(largestPart)), z.regex(/^[A-Za-z0-9+/]+={0,2}$/));

export const partBody = z.strictObject({
  project: projectId,
  part: z.int().check(z.minimum(1), z.maximum(mostParts)),
  bytes: base64,
  /** Of the part. */
  sha256: hash,
});
export type PartBody = z.infer<typeof partBody>;

export const completeBody = z.strictObject({
  project: projectId,
  parts: z.int().check(z.minimum(1), z.maximum(mostParts)),
  /** Of the whole. */
  sha256: hash,
});
export type CompleteBody = z.infer<typeof completeBody>;

export const depositBody = z.strictObject({ project: projectId });

export const arrivalBody = z.strictObject({ project: projectId, kind: z.enum(inboundKinds) });

/** Of the same id the same is obeyed once, however often it is sent. Absent: sent again, it is another command. */
const commandId = z.optional(z.string().check(z.regex(/^[A-Za-z0-9-]{8,64}$/)));

/** Commands of people that have a route; a look at a file is written down by the function that shows it. */
export type AirlockOperation = Exclude<PersonCommand['kind'], 'view'>;
export const airlockOperations = Object.keys(airlockBodies) as readonly AirlockOperation[];

export const bodyOf = (kind: AirlockOperation): z.ZodMiniType =>
  z.extend(airlockBodies[kind] as z.ZodMiniObject, { commandId });
