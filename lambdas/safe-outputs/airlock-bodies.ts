import * as z from 'zod/mini';
import { choices } from './airlock-words.ts';
import { inboundKinds } from './disclosure/contract.ts';

/** What the operations of the airlock ask for. None of it says who asks, when, or how many approvals there are. */

export const projectPattern = '[a-z][a-z0-9-]{1,23}';
export const uuidPattern = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const hashPattern = '[0-9a-f]{64}';

const whole = (pattern: string) => z.string().check(z.regex(new RegExp(`^${pattern}$`)));
const words = (least: number, most: number) => z.string().check(z.minLength(least), z.maxLength(most));

export const projectId = whole(projectPattern);
const uuid = whole(uuidPattern);
const hash = whole(hashPattern);
/** Of the same id the same is obeyed once, however often it is sent. Absent: sent again, it is another command. */
const commandId = z.optional(z.string().check(z.regex(/^[A-Za-z0-9-]{8,64}$/)));

/** Relative, `/` between folders, no empty, `.` or `..` folder, no control character: shown as text and never a key. */
const fileName = z
  .string()
  .check(
    z.minLength(1),
    z.maxLength(240),
    z.regex(/^(?!\.{0,2}(?:\/|$))[^\\/\p{Cc}\p{Cf}]+(?:\/(?!\.{0,2}(?:\/|$))[^\\/\p{Cc}\p{Cf}]+)*$/u),
  );

/**
 * Raw bytes of one part. In base64 and JSON it stays below what a function may be sent, 6 MB.
 * https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
export const largestPart = 3_000_000;
/** Of one deposit: with the largest part, what a request may hold under the default profile. */
export const mostParts = 22;
export const largestDeposit = 64_000_000;

const base64 = z
  .string()
  .check(z.minLength(4), z.maxLength(Math.ceil(largestPart / 3) * 4), z.regex(/^[A-Za-z0-9+/]+={0,2}$/));

export const partBody = z.strictObject({
  project: projectId,
  part: z.int().check(z.minimum(1), z.maximum(mostParts)),
  bytes: base64,
  sha256: hash,
});
export type PartBody = z.infer<typeof partBody>;

export const completeBody = z.strictObject({
  project: projectId,
  parts: z.int().check(z.minimum(1), z.maximum(mostParts)),
  sha256: hash,
});
export type CompleteBody = z.infer<typeof completeBody>;

export const depositBody = z.strictObject({ project: projectId });
export type DepositBody = z.infer<typeof depositBody>;

export const arrivalBody = z.strictObject({ project: projectId, kind: z.enum(inboundKinds) });
export type ArrivalBody = z.infer<typeof arrivalBody>;

const file = uuid;
const reason = words(3, 2000);

/** Commands of people at the private door. */
export const airlockBodies = {
  draft: z.strictObject({
    project: projectId,
    direction: z.enum(['out', 'in']),
    title: words(3, 200),
    purpose: words(10, 4000),
    commit: z.optional(z.string().check(z.regex(/^[0-9a-f]{7,64}$/))),
    commandId,
  }),
  'add-file': z.strictObject({
    deposit: uuid,
    from: z.enum(['query', 'inside', 'outside']),
    name: fileName,
    context: words(10, 2000),
    commandId,
  }),
  'describe-file': z.strictObject({
    file,
    name: z.optional(fileName),
    context: z.optional(words(10, 2000)),
    commandId,
  }),
  'remove-file': z.strictObject({ file, commandId }),
  submit: z.strictObject({ exception: z.optional(words(10, 4000)), commandId }),
  withdraw: z.strictObject({ reason, commandId }),
  'take-review': z.strictObject({ commandId }),
  vote: z.strictObject({ file, choice: z.enum(choices), reason, commandId }),
  'finish-review': z.strictObject({ commandId }),
  comment: z.strictObject({ file: z.optional(file), text: words(1, 2000), commandId }),
  reopen: z.strictObject({ commandId }),
  revoke: z.strictObject({ reason, commandId }),
  retry: z.strictObject({ commandId }),
} as const;
export type AirlockBodies = typeof airlockBodies;
export type AirlockOperation = keyof AirlockBodies;
export const airlockOperations = Object.keys(airlockBodies) as readonly AirlockOperation[];
