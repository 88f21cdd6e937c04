import * as z from 'zod';
import type { Unanswered } from './answer.ts';

const named = {
  question: z.string().describe('Id of the question'),
  about: z.string().describe('What it asks about'),
  found: z.string().min(1).describe('What is there, in words'),
};
const source = z.url().describe('Page that says so');

const Change = z.strictObject({
  path: z.string().describe('Field of the deployment file, such as provisions.guardDuty'),
  value: z.string().describe('What to write there, as YAML; REPLACE stands where only you know the words'),
});
export type Change = z.infer<typeof Change>;

/** What a question came to. Only an answer makes a `fine`. */
export const Finding = z.discriminatedUnion('outcome', [
  z.strictObject({ ...named, outcome: z.literal('fine') }),
  z.strictObject({ ...named, outcome: z.literal('note'), source: source.optional() }),
  z.strictObject({
    ...named,
    outcome: z.literal('would-fail'),
    why: z.string().min(1).describe('What would go wrong'),
    source,
    change: Change.optional().describe('What to change in the deployment file; absent where no field helps'),
    elsewhere: z.string().optional().describe('What to do in the account or the organisation'),
  }),
  z.strictObject({
    ...named,
    outcome: z.literal('unknown'),
    because: z
      .enum(['denied', 'failed', 'not-asked'])
      .describe('A permission is missing, the call went wrong, or it would have answered for somewhere else'),
    action: z.string().describe('IAM action that was asked for, or would have been'),
  }),
]);
export type Finding = z.infer<typeof Finding>;

type Unnamed<Named> = Named extends unknown ? Omit<Named, 'question' | 'about'> : never;

/** A finding before it says whose it is. */
export type Verdict = Unnamed<Finding>;

export const fine = (found: string): Verdict => ({ outcome: 'fine', found });

export const note = (found: string, page?: string): Verdict => ({
  outcome: 'note',
  found,
  ...(page === undefined ? {} : { source: page }),
});

/** At least one of `change` and `elsewhere`, for a finding that nobody can act on helps nobody. */
export type Failure = { readonly found: string; readonly why: string; readonly source: string } & (
  | { readonly change: Change; readonly elsewhere?: string }
  | { readonly elsewhere: string }
);

export const wouldFail = (failure: Failure): Verdict => ({ outcome: 'would-fail', ...failure });

export const unknown = ({ kind, action, message }: Unanswered): Verdict => ({
  outcome: 'unknown',
  found: message,
  because: kind,
  action,
});

/** For a question that was left out, because its answer would not have been about what the file names. */
export const notAsked = (action: string, reason: string): Verdict => ({
  outcome: 'unknown',
  found: `not asked: ${reason}`,
  because: 'not-asked',
  action,
});
