import type { Account } from '../../../rehearsal/preflight/account.ts';
import { type Answer, answered } from '../../../rehearsal/preflight/answer.ts';
import type { AnyCall, Call } from '../../../rehearsal/preflight/call.ts';

/** What an account answered to one call, whatever it was asked about. */
export interface Saying {
  readonly call: AnyCall;
  answer(input: unknown): Answer<unknown>;
}

export const says = <Input, Output>(call: Call<Input, Output>, value: Output): Saying => ({
  call,
  answer: () => answered(value),
});

export const saysOf = <Input, Output>(call: Call<Input, Output>, value: (input: Input) => Output): Saying => ({
  call,
  answer: (input) => answered(value(input as Input)), // asked with what the call takes
});

export const denies = (call: AnyCall): Saying => ({
  call,
  answer: () => ({ kind: 'denied', action: call.action, message: `not authorized to perform ${call.action}` }),
});

export const fails = (call: AnyCall, message: string): Saying => ({
  call,
  answer: () => ({ kind: 'failed', action: call.action, message }),
});

export interface RecordedAccount extends Account {
  /** What was asked so far. */
  readonly asked: ReadonlySet<AnyCall>;
}

/** An account as data. A later saying replaces an earlier one; to what nobody recorded it answers with a denial. */
export function recordedAccount(...sayings: readonly Saying[]): RecordedAccount {
  const answers = new Map(sayings.map((saying) => [saying.call, saying]));
  const asked = new Set<AnyCall>();
  return {
    asked,
    async ask<Input, Output>(call: Call<Input, Output>, input: Input) {
      asked.add(call);
      return (answers.get(call) ?? denies(call)).answer(input) as Answer<Output>; // recorded for this call
    },
  };
}
