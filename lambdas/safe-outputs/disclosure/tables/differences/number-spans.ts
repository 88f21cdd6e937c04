import type { Span } from './span.ts';

const noise =
  /\b(ages?|aged|years?|yrs?|y\/o|yo|old|of age|inclusive|incl|groups?|bands?|bmi|patients?|people|persons?|n|counts?)\b/g;
const amount = String.raw`(-?\d+(?:\.\d+)?)`;

const patterns = {
  range: new RegExp(
    String.raw`^(?:between |from )?([[(])?\s*${amount}\s*(?:-|to|and|\.{2,3}|,|\s)\s*${amount}\s*([\])])?$`,
  ),
  below: new RegExp(String.raw`^(<=?|under|below|less than|fewer than|younger than|up to|at most|until)\s*${amount}$`),
  orBelow: new RegExp(`^${amount} ?(?:and|or|&) ?(?:under|below|less|fewer|younger)$`),
  above: new RegExp(String.raw`^(>=?|over|above|more than|older than|at least|from)\s*${amount}$`),
  orAbove: new RegExp(
    String.raw`^${amount} ?(?:\+|plus|(?:and|or|&) ?(?:over|above|more|older|up|upwards)|upwards|onwards)$`,
  ),
  single: new RegExp(`^${amount}$`),
};

/** A band as tables write it: `18-39`, `18 to 39`, `[18,40)`, `under 40`, `<=40`, `40+`, `65 and over`, `40`. Numbers without decimals are whole ones. */
export function numberSpan(label: string): Span | undefined {
  const text = cleaned(label);
  const range = patterns.range.exec(text);
  if (range) return rangeSpan(range[1], range[2] ?? '', range[3] ?? '', range[4]);
  const below = patterns.below.exec(text);
  if (below) return upTo(below[2] ?? '', ['<=', 'up to', 'at most', 'until'].includes(below[1] ?? ''));
  const orBelow = patterns.orBelow.exec(text);
  if (orBelow) return upTo(orBelow[1] ?? '', true);
  const above = patterns.above.exec(text);
  if (above) return onFrom(above[2] ?? '', ['>=', 'at least', 'from'].includes(above[1] ?? ''));
  const orAbove = patterns.orAbove.exec(text);
  if (orAbove) return onFrom(orAbove[1] ?? '', true);
  const single = patterns.single.exec(text);
  return single ? rangeSpan(undefined, single[1] ?? '', single[1] ?? '', undefined) : undefined;
}

const cleaned = (label: string): string =>
  label
    .trim()
    .slice(0, 80)
    .toLowerCase()
    .replace(/[‐-―−]/g, '-')
    .replace(/≤|=</g, '<=')
    .replace(/≥|=>/g, '>=')
    .replace(/[£$€]/g, '')
    .replace(/(\d),(?=\d{3}(?!\d))/g, '$1')
    .replace(/_/g, ' ')
    .replace(noise, ' ')
    .replace(/:/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

/** `(17.999, 39.0]` is how a program writes whole numbers. */
const tidied = (digits: string): number => {
  const value = Number(digits);
  return Math.abs(value - Math.round(value)) <= 0.0011 ? Math.round(value) : value;
};

const unitOf = (...values: readonly number[]): number =>
  10 ** -Math.max(...values.map((value) => /\.(\d+)$/.exec(String(value))?.[1]?.length ?? 0));

/** Sums of decimals are off by what a machine makes of them. */
const exact = (value: number): number => Math.round(value * 1e6) / 1e6;

function rangeSpan(open: string | undefined, low: string, high: string, close: string | undefined): Span | undefined {
  const [from, to] = [tidied(low), tidied(high)];
  const unit = unitOf(from, to);
  const written = low.includes('.') && Number(low) !== from;
  const span = {
    from: open === '(' && !written ? exact(from + unit) : from,
    to: close === ')' ? to : exact(to + unit),
  };
  return span.from < span.to ? span : undefined;
}

const upTo = (digits: string, included: boolean): Span => {
  const value = tidied(digits);
  return { from: -Infinity, to: included ? exact(value + unitOf(value)) : value };
};

const onFrom = (digits: string, included: boolean): Span => {
  const value = tidied(digits);
  return { from: included ? value : exact(value + unitOf(value)), to: Infinity };
};
