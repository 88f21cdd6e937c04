import type { Task, Workflow } from '../../lambdas/workflow/contract.ts';
import type { Runnable } from '../../lambdas/workflow/run.ts';

/** A box of things, with a limit that somebody else sets: the smallest workflow with everything in it. */
export interface Box {
  readonly total: number;
  /** The limit that held when something was last put in. */
  readonly limit: number;
}

export type BoxCommand =
  | { readonly kind: 'put'; readonly amount: number; readonly twice?: boolean }
  | { readonly kind: 'take'; readonly amount: number };
export interface BoxEvent {
  readonly kind: 'put' | 'taken';
  readonly amount: number;
  readonly limit: number;
}
export interface BoxEffect extends Task {
  readonly kind: 'tell';
  readonly amount: number;
}
export interface BoxFacts {
  readonly limit: number;
}

const workflow: Workflow<Box, BoxCommand, BoxEvent, BoxEffect, BoxFacts> = {
  name: 'box',
  decide(state, command, _, { limit }) {
    const { amount } = command;
    const total = state?.total ?? 0;
    if (command.kind === 'take') {
      return state !== undefined && amount <= total
        ? { ok: true, events: amount === 0 ? [] : [{ kind: 'taken', amount, limit }], effects: [] }
        : { ok: false, refusals: [{ rule: 'enough', says: `has ${total}` }] };
    }
    const times = command.twice ? 2 : 1;
    return total + times * amount <= limit
      ? {
          ok: true,
          events: Array.from({ length: times }, () => ({ kind: 'put' as const, amount, limit })),
          effects: [{ kind: 'tell', amount }],
        }
      : { ok: false, refusals: [{ rule: 'room', says: `has ${total} of ${limit}` }] };
  },
  evolve: (state, { kind, amount, limit }) => ({
    total: (state?.total ?? 0) + (kind === 'put' ? amount : -amount),
    limit: kind === 'put' ? limit : (state?.limit ?? 0),
  }),
};

export const limitKey = { partition: 'limit', sort: 'of-all-boxes' };

export const box: Runnable<Box, BoxCommand, BoxEvent, BoxEffect, BoxFacts> = {
  workflow,
  facts: async (read) => ({ limit: Number((await read(limitKey))?.body.limit ?? 100) }),
};
