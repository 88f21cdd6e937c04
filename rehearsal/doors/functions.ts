import { strict as assert } from 'node:assert';
import { InvokeCommand } from '@aws-sdk/client-lambda';
import type { Stage } from '../target/stage.ts';

export type Invoked =
  | { readonly done: true; readonly answer: unknown }
  | { readonly done: false; readonly because: string };

/** Runs a function as whoever may invoke it would. */
export async function invoke(stage: Stage, noun: string, event: unknown): Promise<Invoked> {
  const { FunctionError, Payload } = await stage.clients.lambda.send(
    new InvokeCommand({
      FunctionName: `tre-${stage.deployment.id}-${noun}`,
      Payload: Buffer.from(JSON.stringify(event)),
    }),
  );
  const text = Payload === undefined ? '' : Buffer.from(Payload).toString('utf8');
  const answer = text === '' ? undefined : JSON.parse(text);
  if (FunctionError === undefined) return { done: true, answer };
  return { done: false, because: String((answer as { errorMessage?: string })?.errorMessage ?? FunctionError) };
}

/** As the schedule does; it need not wait for the clock. @throws AssertionError when the function fails. */
export async function tick(stage: Stage, noun: string): Promise<unknown> {
  const event = { source: 'aws.events', 'detail-type': 'Scheduled Event', detail: {} };
  const ran = await invoke(stage, noun, event);
  assert.ok(ran.done, ran.done ? '' : `${noun}: ${ran.because}`);
  return ran.answer;
}
