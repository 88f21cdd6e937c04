import { strict as assert } from 'node:assert';
import { type Answered, rulesOf } from '../doors/door.ts';
import { invoke } from '../doors/functions.ts';
import { itemsOf, type StoredItem, type TableNoun } from '../doors/stored.ts';
import type { Stage } from '../target/stage.ts';
import { anHourPasses } from './past.ts';
import type { Trial } from './subject.ts';

/** What a client's own retry does not mend or makes worse: an answer that was lost, a service that stays away, a function that dies. */
export const hardest = [
  'reset after the call',
  'server error that lasts',
  'worker ended before the call',
  'worker ended after the call',
];

export const byClock =
  (noun: string) =>
  async (stage: Stage): Promise<Trial> => {
    const ran = await invoke(stage, noun, { 'detail-type': 'Scheduled Event', source: 'aws.events' });
    return ran.done ? { done: true } : ran;
  };

/** @param already rule by which whoever asks again after an answer that was lost is told that it is so. */
export const told = (answer: Answered, already?: string): Trial =>
  answer.status < 300 || (already !== undefined && rulesOf(answer).includes(already))
    ? { done: true }
    : { done: false, because: `${answer.status} ${saidIn(answer)}` };

export const saidIn = ({ body }: Answered): string => JSON.stringify(body.refusals ?? body.message ?? body.text ?? '');

export const stored = async (stage: Stage, noun: TableNoun, partition: string): Promise<readonly StoredItem[]> =>
  (await itemsOf(stage, noun)).filter((item) => item.partition === partition);

/** A claim of an effect that failed or died stands for minutes. */
export const claimsLapse = (stage: Stage) => anHourPasses(stage, /^effect#/, ['notBefore']);

/** Kinds of the events of one instance, in sequence. @throws AssertionError where one is missing or there twice. */
export async function historyOf(
  stage: Stage,
  noun: TableNoun,
  workflow: string,
  id: string,
): Promise<readonly string[]> {
  const events = (await stored(stage, noun, `history#${workflow}#${id}`))
    .map(({ body }) => body.record as { readonly sequence: number; readonly kind: string })
    .sort((a, b) => a.sequence - b.sequence);
  const sequences = events.map(({ sequence }) => sequence);
  assert.deepEqual(
    sequences,
    sequences.map((_, at) => at + 1),
    'events without a gap',
  );
  return events.map(({ kind }) => kind);
}
