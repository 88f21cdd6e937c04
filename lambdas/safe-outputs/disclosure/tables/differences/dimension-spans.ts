import { isTotalLabel } from '../heading-words.ts';
import type { Dimension } from '../table-model.ts';
import { dateSpan, financialYear } from './date-spans.ts';
import { numberSpan } from './number-spans.ts';
import type { Span } from './span.ts';

/** What the categories of a dimension are, read together. */
export interface Reading {
  readonly kind: 'number' | 'date' | 'name';
  /** By position of the code; undefined where it is a name or a total. */
  readonly spans: readonly (Span | undefined)[];
  /** An end could be read in two ways, as where one band ends with the number that the next begins with. */
  readonly doubtful: boolean;
}

/** By name, or by its numbers: but a band that holds all the others, such as `18+`, is a band. */
export function isTotalCode({ codes, total, alsoTotals }: Dimension, code: number): boolean {
  const label = codes[code] ?? '';
  if (isTotalLabel(label)) return true;
  return (
    (code === total || alsoTotals.includes(code)) && numberSpan(label) === undefined && dateSpan(label) === undefined
  );
}

/** Half of the categories at least must be readable, or they are names that happen to have numbers. */
export function readingOf(dimension: Dimension): Reading {
  const own = dimension.codes.map((code, index) => (isTotalCode(dimension, index) ? undefined : code));
  const several = own.filter((code) => code !== undefined).length;
  const years = own.every((code) => code === undefined || financialYear(code) !== undefined);
  const dates = own.map((code) => (code === undefined ? undefined : years ? financialYear(code) : dateSpan(code)));
  if (enough(dates, several)) return { kind: 'date', ...settled(dates) };
  const numbers = own.map((code) => (code === undefined ? undefined : numberSpan(code)));
  if (!enough(numbers, several)) return { kind: 'name', spans: own.map(() => undefined), doubtful: false };
  const negative = numbers.some((span) => span !== undefined && span.from < 0 && span.from > -Infinity);
  const whole = negative ? numbers : numbers.map((span) => span && { from: Math.max(0, span.from), to: span.to });
  return { kind: 'number', ...settled(whole) };
}

const enough = (spans: readonly (Span | undefined)[], several: number): boolean => {
  const read = spans.filter((span) => span !== undefined).length;
  return read > 0 && read * 2 >= several;
};

/** `18-40, 40-65`: the forty-year-olds are in one of the two, and we say in which without knowing it. */
function settled(spans: readonly (Span | undefined)[]): Pick<Reading, 'spans' | 'doubtful'> {
  const starts = new Set(spans.flatMap((span) => span?.from ?? []));
  let doubtful = false;
  const all = spans.map((span) => {
    if (span === undefined || span.to - span.from <= 1 || !starts.has(span.to - 1)) return span;
    const last = spans.some((other) => other !== undefined && other.from === span.to - 1 && other.to > span.to);
    if (!last) return span;
    doubtful = true;
    return { from: span.from, to: span.to - 1 };
  });
  // Bands of a list that also has the band without its end, such as `<40` beside `<=40`, are what they say.
  return doubtful && isList(all) ? { spans: all, doubtful } : { spans, doubtful: false };
}

function isList(spans: readonly (Span | undefined)[]): boolean {
  const sorted = spans.flatMap((span) => span ?? []).sort((a, b) => a.from - b.from);
  return sorted.every((span, index) => index === 0 || span.from >= (sorted[index - 1]?.to ?? span.from));
}
