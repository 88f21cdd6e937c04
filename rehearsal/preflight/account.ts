import type { Answer } from './answer.ts';
import type { Call } from './call.ts';

/** The port: an account that answers calls, live or as recorded. */
export interface Account {
  ask<Input, Output>(call: Call<Input, Output>, input: Input): Promise<Answer<Output>>;
}
