import type { Account } from '../account.ts';
import { type Answer, answered } from '../answer.ts';
import type { AnyCall, Call, Connection } from '../call.ts';
import { refusal } from './refusal.ts';

export interface Patience {
  /** Calls under way at once: AWS throttles, and an answer that was throttled away is an unknown. */
  readonly atOnce: number;
  readonly millisecondsEach: number;
}

/** An account that is asked over the network: each thing once, a few at a time, and never for ever. */
export function liveAccount(connection: Connection, { atOnce, millisecondsEach }: Patience): Account {
  const asked = new Map<AnyCall, Map<string, Promise<Answer<unknown>>>>();
  const turn = queue(atOnce);
  return {
    ask<Input, Output>(call: Call<Input, Output>, input: Input) {
      const before = asked.get(call) ?? new Map<string, Promise<Answer<unknown>>>();
      asked.set(call, before);
      const key = JSON.stringify(input) ?? '';
      const answer =
        before.get(key) ??
        turn(() =>
          within(millisecondsEach, (signal) => call.make(connection, input, signal)).then(answered, (error) =>
            refusal(call.action, error),
          ),
        );
      before.set(key, answer);
      return answer as Promise<Answer<Output>>; // stored under its own call
    },
  };
}

/** The timer holds the process: a call that ignores its signal ends all the same. */
async function within<Value>(milliseconds: number, work: (signal: AbortSignal) => Promise<Value>): Promise<Value> {
  const abort = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`no answer within ${milliseconds / 1000} s`));
      abort.abort();
    }, milliseconds);
  });
  try {
    return await Promise.race([work(abort.signal), late]);
  } finally {
    clearTimeout(timer);
  }
}

function queue(atOnce: number) {
  const waiting: (() => void)[] = [];
  let free = atOnce;
  return async <Value>(work: () => Promise<Value>): Promise<Value> => {
    if (free > 0) free -= 1;
    else await new Promise<void>((go) => waiting.push(go));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    }
  };
}
