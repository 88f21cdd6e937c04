import { standingRules } from './airlock/release-standing.ts';
import { Missing } from './airlock-buckets.ts';
import { Refused } from './airlock-desk.ts';
import { Swapped } from './whole-bytes.ts';

/** Trying again comes to the same: the request fails now, and a person may retry. `because` is a word of ours. */
export class Hopeless extends Error {
  readonly because: string;

  constructor(because: string) {
    super(because);
    this.name = 'Hopeless';
    this.because = because;
  }
}

/** The word for what no further try mends; undefined: one may. */
export function hopelessBecause(error: unknown): string | undefined {
  if (error instanceof Hopeless) return error.because;
  if (error instanceof Swapped) return 'other-bytes';
  if (error instanceof Missing) return 'bytes-gone';
  if (!(error instanceof Refused) || error.message.includes('contended')) return undefined;
  const rules = error.message.split(' ');
  return standingRules.find((rule) => rules.includes(rule)) ?? 'refused';
}
