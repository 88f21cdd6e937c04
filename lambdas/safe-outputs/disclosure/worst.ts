import { type Verdict, verdicts } from './contract.ts';

/** Of none it is `clear`. */
export const worst = (several: Iterable<Verdict>): Verdict =>
  verdicts[Math.max(0, ...Array.from(several, (one) => verdicts.indexOf(one)))] ?? 'blocked';
