import type { Instant } from '../workflow/contract.ts';
import { versionThatOrdered } from '../workflow/transaction.ts';
import type { CarryOut, GiveUp } from '../workflow/worker.ts';
import type { AirlockEffect } from './airlock/airlock-effects.ts';
import type { Desk, Held } from './airlock-desk.ts';
import { hopelessBecause } from './hopeless.ts';

export type EffectOf<Kind extends AirlockEffect['kind']> = Extract<AirlockEffect, { readonly kind: Kind }>;

/** A step on a request of the round that the effect is of, or when to ask again. `cause` is the same for every try of one effect. */
export type Step = (held: Held, cause: string) => Promise<undefined | { readonly again: Instant }>;

/**
 * The request, at least as it was when it ordered this. Undefined: there is none. @throws while its transaction is still being written, so that it can be
 * seen as it was before: nothing is concluded from that, and the effect is tried again.
 */
export async function asOrdered(desk: Desk, request: string, id: string): Promise<Held | undefined> {
  const held = await desk.request(request);
  if ((held?.version ?? 0) < versionThatOrdered(id)) throw new Error('what ordered this is still being written');
  return held;
}

/**
 * A step that is carried out while the request waits for it and fails the request when it can never succeed: nothing is tried over and over that
 * comes to the same, and nothing waits for somebody who is not told.
 */
export const carryingOut =
  <Effect extends AirlockEffect>(
    desk: Desk,
    waits: readonly Held['request']['state'][],
    step: Step,
  ): CarryOut<Effect> =>
  async ({ request, round }, id) => {
    const held = await asOrdered(desk, request, id);
    if (held === undefined || held.request.round !== round || !waits.includes(held.request.state)) return 'done';
    try {
      const early = await step(held, id);
      if (early !== undefined) return early;
    } catch (error) {
      const because = hopelessBecause(error);
      if (because === undefined) throw error;
      await desk.report(request, { kind: 'fail', round, because }, id);
    }
    return 'done';
  };

/** After the last try: the request fails, which somebody is told, and a retry orders the effect anew. */
export const failing =
  <Effect extends AirlockEffect>(desk: Desk): GiveUp<Effect> =>
  async ({ request, round, kind }, id) => {
    await desk.report(request, { kind: 'fail', round, because: `${kind}-failed` }, id);
  };
