import type { Instant } from '../workflow/contract.ts';
import { type AirlockState, type AirlockStatus, airlockStates } from './contract.ts';

/** Figures of queue and turnaround: counts and times, and of no request alone but in a count of one. */
export interface AirlockMetrics {
  readonly states: readonly { readonly state: AirlockState; readonly requests: number }[];
  readonly waiting: number;
  /** Hours with one decimal; 0 where there is none. */
  readonly longestWaitingHours: number;
  readonly decided: number;
  readonly medianCheckHours: number;
  readonly medianReviewHours: number;
  readonly medianTurnaroundHours: number;
  readonly decidedInFirstRound: number;
}

type Counted = Pick<AirlockStatus, 'state' | 'round' | 'since' | 'submittedAt' | 'reviewableAt' | 'decidedAt'>;

const hours = (from: Instant, until: Instant): number => (Date.parse(until) - Date.parse(from)) / 3_600_000;
const tenths = (value: number): number => Math.round(value * 10) / 10;

const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
  return low === undefined || high === undefined ? 0 : tenths((low + high) / 2);
};

/** Of each request that has both, how long it was from one to the other; what happened before the last submission is not counted. */
const between = (all: readonly Counted[], from: 'submittedAt' | 'reviewableAt', until: 'reviewableAt' | 'decidedAt') =>
  all.flatMap((one) => {
    const [first, last] = [one[from], one[until]];
    return first === undefined || last === undefined || last < first ? [] : [hours(first, last)];
  });

export function airlockMetrics(all: readonly Counted[], now: Instant): AirlockMetrics {
  const waiting = all.filter(({ state }) => state === 'in-review');
  const decided = all.filter(({ decidedAt }) => decidedAt !== undefined);
  return {
    states: airlockStates.map((state) => ({ state, requests: all.filter((one) => one.state === state).length })),
    waiting: waiting.length,
    longestWaitingHours: tenths(Math.max(0, ...waiting.map(({ since }) => hours(since, now)))),
    decided: decided.length,
    medianCheckHours: median(between(all, 'submittedAt', 'reviewableAt')),
    medianReviewHours: median(between(all, 'reviewableAt', 'decidedAt')),
    medianTurnaroundHours: median(between(all, 'submittedAt', 'decidedAt')),
    decidedInFirstRound: decided.filter(({ round }) => round === 1).length,
  };
}
