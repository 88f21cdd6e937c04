import type { Errand } from './mishaps.ts';
import { lapses } from './naive.ts';
import type { Stage } from './stage.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

/** Lets time go by: a little, a lot, or to just before, at and just after the instant at which something lapses. */
export function letPass({ a, b, c }: Errand, stage: Stage): void {
  const { world, oracle } = stage;
  const spans = [1, 1000, 6 * minute, 16 * minute, 9 * 60 * minute, day, 8 * day, 31 * day];
  const ahead = lapses(oracle.now());
  const next = ahead[b % Math.min(3, Math.max(1, ahead.length))];
  const to = next === undefined ? world.now + minute : Date.parse(next) + (c % 3) - 1;
  stage.pass(a % 3 > 0 ? (spans[c % spans.length] ?? 1) : Math.max(1, to - world.now));
}
