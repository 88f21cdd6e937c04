import type { Store } from '../../lambdas/workflow/contract.ts';

/** Numbers from 0 up to 1, always the same for a seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * What can befall a function that uses the table. `crash…`: the function is gone, and every later call of it comes to nothing. `…with-commit`,
 * `crash-after`: what it asked for is done, and it is not told. `conflict`: another transaction was under way.
 * There is no stale read: every read of the store is consistent. What consistent reads still may show is `memoryStore({ between })`.
 */
export const faults = [
  'crash-before',
  'crash-after',
  'throttle',
  'timeout',
  'timeout-with-commit',
  'conflict',
] as const;
export type Fault = (typeof faults)[number];

/** What a fault throws; anything else that a test catches is a bug. */
export class Unlucky extends Error {}

/** Which fault befalls a call, or none. */
export type Luck = (call: 'get' | 'list' | 'commit') => Fault | undefined;

/** Each call is befallen with a probability, by any fault that this kind of call knows. */
export const luckOf =
  (random: () => number, probability: number): Luck =>
  (call) => {
    if (random() >= probability) return undefined;
    const possible = call === 'commit' ? faults : faults.filter((fault) => fault !== 'conflict');
    return possible[Math.floor(random() * possible.length)];
  };

/** Only the call of this number is befallen, counted from 0: for a test that takes every call in turn. */
export const luckAt = (number: number, fault: Fault): Luck => {
  let count = 0;
  return () => (count++ === number ? fault : undefined);
};

/**
 * The store as one function sees it, from its start to its end or its crash. Each call lets some of what else is going on go on first.
 * @param waits how many turns; 0 for none.
 */
export function unluckyStore(store: Store, luck: Luck, waits: () => number = () => 0): Store {
  let dead = false;
  const unlucky =
    <Arguments extends readonly unknown[], Answer>(
      name: 'get' | 'list' | 'commit',
      call: (...given: Arguments) => Promise<Answer>,
      conflict: () => Answer,
    ) =>
    async (...given: Arguments): Promise<Answer> => {
      for (let turns = waits(); turns > 0; turns--) await Promise.resolve();
      if (dead) throw new Unlucky('the function is gone');
      const fault = luck(name);
      if (fault === 'conflict') return conflict();
      if (fault === 'crash-before' || fault === 'throttle' || fault === 'timeout') {
        dead = fault === 'crash-before';
        throw new Unlucky(fault);
      }
      const answer = await call(...given);
      if (fault === undefined) return answer;
      dead = fault === 'crash-after';
      throw new Unlucky(fault);
    };
  const none = (): never => {
    throw new Unlucky('reads have no conflict');
  };
  return {
    get: unlucky('get', store.get, none),
    list: unlucky('list', store.list, none),
    commit: unlucky('commit', store.commit, () => 'changed' as const),
  };
}

/** What comes of a list of deliveries on a line that loses, doubles and swaps them. */
export function delivered<Delivery>(deliveries: readonly Delivery[], random: () => number): readonly Delivery[] {
  const copies = deliveries.flatMap((one) => (random() < 0.1 ? [] : random() < 0.3 ? [one, one] : [one]));
  return copies
    .map((one) => ({ one, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one);
}

/** Gives what a function answered, or nothing if a fault ended it. @throws whatever is no fault. */
export const unlessUnlucky = <Answer>(answer: Promise<Answer>): Promise<Answer | undefined> =>
  answer.catch((error: unknown) => {
    if (error instanceof Unlucky) return undefined;
    throw error;
  });
