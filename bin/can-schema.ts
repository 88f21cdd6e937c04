import { z } from 'zod';
import { callPaths } from '../policies/estate/access/call-path.ts';

const reference = z.strictObject({
  resource: z.string().min(1).describe('`<stack>/<logicalId>` of a resource in the templates'),
  attr: z.enum(['arn', 'name', 'ref']).optional().describe('which of its names; an ARN unless the key wants an id'),
  suffix: z.string().optional().describe('what follows, such as `/prefix/key`'),
});

const text = z.union([z.string(), reference]);
export const value = z.union([z.string(), z.boolean(), z.number(), reference]);

/** One question of a file. */
export const questionSchema = z.strictObject({
  who: text.describe('an ARN, a service principal, `*`, or a resource of the templates'),
  do: z.string().regex(/^[A-Za-z0-9-]+:[A-Za-z0-9]+$/, 'must be one action, such as s3:GetObject'),
  to: text.describe('an ARN, `*`, or a resource of the templates'),
  path: z.enum(callPaths).optional().describe('how the call reaches AWS; left out, every way is open'),
  context: z
    .record(z.string().min(1), z.union([z.null(), value, z.array(value)]))
    .optional()
    .describe('what the call sends; a key left out is open, null is surely absent'),
});

export type Asked = z.infer<typeof questionSchema>;

/** The answer to one question, with --json. */
export const answerSchema = z.strictObject({
  decision: z
    .enum(['allowed', 'denied', 'conditional', 'unknown'])
    .describe('unknown: it depends on what these templates do not say'),
  statements: z.array(
    z.strictObject({
      effect: z.enum(['Allow', 'Deny']),
      layer: z.enum(['identity', 'boundary', 'session', 'resource', 'endpoint', 'service-control', 'resource-control']),
      source: z.string().describe('`<stack>/<logicalId>` of the resource that holds the policy, or what else it is'),
      path: z.string().describe('where in it the statement stands'),
      sid: z.string().optional(),
      when: z.string().optional().describe('what the call must send for the statement to reach it; left out: nothing'),
    }),
  ),
  residual: z
    .string()
    .nullable()
    .describe('when a conditional call is allowed, or on what an unknown one depends, in words; null otherwise'),
  because: z.string().describe('the decision in one sentence'),
});

/** What `tre can` reads with --questions and prints with --json. */
export const canJsonSchema = () => ({
  $schema: 'http://json-schema.org/draft-07/schema#',
  description: 'Questions that tre can --questions reads, and answers that it prints with --json, in the same order',
  type: 'object',
  properties: {
    questions: bare(z.toJSONSchema(z.array(questionSchema), { target: 'draft-7', io: 'input' })),
    answers: bare(z.toJSONSchema(z.array(answerSchema), { target: 'draft-7' })),
  },
});

const bare = ({ $schema: _, ...schema }: { readonly $schema?: string | undefined }): object => schema;
