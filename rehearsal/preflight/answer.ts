import { unknown, type Verdict } from './finding.ts';

/** What an account said to one call. A refusal is a value: it becomes an `unknown`, and hides no other question. */
export type Answer<Value> = { readonly kind: 'answered'; readonly value: Value } | Unanswered;

export interface Unanswered {
  readonly kind: 'denied' | 'failed';
  /** IAM action that was asked for. */
  readonly action: string;
  readonly message: string;
}

export const answered = <Value>(value: Value): Answer<Value> => ({ kind: 'answered', value });

export const mapped = <Value, Other>(answer: Answer<Value>, to: (value: Value) => Other): Answer<Other> =>
  answer.kind === 'answered' ? answered(to(answer.value)) : answer;

type Verdicts = readonly Verdict[];

/** Goes on only with what is known, so that no verdict can rest on a question that was not answered. */
export const known = async <Value>(
  answer: Answer<Value>,
  judge: (value: Value) => Verdicts | Promise<Verdicts>,
): Promise<Verdicts> => (answer.kind === 'answered' ? judge(answer.value) : [unknown(answer)]);
