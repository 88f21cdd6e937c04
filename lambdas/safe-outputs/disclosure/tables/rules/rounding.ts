/** How the numbers of a column were rounded, as far as they show it. */
export type Rounding =
  | { readonly method: 'none' }
  /** `sure`: so many numbers are multiples that it is no accident. */
  | { readonly method: 'nearest'; readonly base: number; readonly sure: boolean }
  | { readonly method: 'midpoint-6' };

/** What a published number can stand for, both ends included. */
export interface Range {
  readonly least: number;
  readonly most: number;
}

const isMultiple = (value: number, base: number): boolean => Number.isInteger(value) && value % base === 0;

/** https://docs.opensafely.org/outputs/sdc/: the name has to say it too, or three people would pass for a label. */
const midpointNames = /_midpoint6(_derived)?$/;

export function isMidpoint6(values: readonly number[], name: string): boolean {
  const ending = midpointNames.exec(name.trim().toLowerCase());
  if (!ending) return false;
  const fits = ending[1] ? (value: number) => isMultiple(value, 6) || isMultiple(value - 3, 6) : isMidpoint;
  return values.every(fits);
}

const isMidpoint = (value: number): boolean => value === 0 || (value > 0 && isMultiple(value - 3, 6));

/** One table in 625 has four multiples of five by accident. */
const sureFrom = 4;

/** A column is rounded where every number in it is a multiple, and two numbers at least are not zero: one is no sign of anything. */
export function roundingOf(values: readonly number[], name: string, base: number): Rounding {
  if (values.length > 0 && isMidpoint6(values, name)) return { method: 'midpoint-6' };
  const telling = values.filter((value) => value !== 0).length;
  const widest =
    telling >= 2 &&
    [10, base, 5].filter((one) => one > 1).find((one) => values.every((value) => isMultiple(value, one)));
  return widest ? { method: 'nearest', base: widest, sure: telling >= sureFrom } : { method: 'none' };
}

/** What a rounded number was before. */
export function rangeOf(value: number, rounding: Rounding): Range {
  if (rounding.method === 'none') return { least: value, most: value };
  if (rounding.method === 'midpoint-6')
    return value === 0 ? { least: 0, most: 0 } : { least: value - 2, most: value + 3 };
  const half = Math.floor(rounding.base / 2);
  return { least: Math.max(0, value - half), most: value + half };
}

/** A half goes up. */
export const toNearest = (value: number, base: number): number => Math.floor(value / base + 0.5) * base;
