import * as z from 'zod';
import type { Column } from '../dataset.ts';
import type { Draft } from '../draft.ts';
import type { Finding, Path } from '../problem.ts';
import type { RowCondition } from '../project.ts';

type Value = string | number | boolean;

const date = z.iso.date();
const moment = z.iso.datetime({ local: true, offset: true });
const whole = (value: Value, limit: number) => Number.isSafeInteger(value) && Math.abs(Number(value)) <= limit;

/** What a value must look like to be compared with a column of each type. */
const fits: Readonly<Record<Column['type'], { readonly what: string; readonly test: (value: Value) => boolean }>> = {
  string: { what: 'text, in quotes where it looks like a number', test: (value) => typeof value === 'string' },
  int: { what: 'a whole number of at most 32 bits', test: (value) => whole(value, 2 ** 31 - 1) },
  bigint: { what: 'a whole number', test: (value) => whole(value, Number.MAX_SAFE_INTEGER) },
  double: { what: 'a number', test: (value) => Number.isFinite(value) },
  boolean: { what: 'true or false', test: (value) => typeof value === 'boolean' },
  date: { what: 'a day, written YYYY-MM-DD', test: (value) => date.safeParse(value).success },
  timestamp: {
    what: 'a day or a moment, such as 2026-01-31T09:00:00',
    test: (value) => date.safeParse(value).success || moment.safeParse(value).success,
  },
};

/** A condition must be answerable in the curated tables, where no identifier is, and its values must fit the column. */
export function checkRows(
  condition: Draft<RowCondition> | undefined,
  column: Draft<Column> | undefined,
  path: Path,
): Finding[] {
  if (condition === undefined || column === undefined) return [];
  if (column.role === 'direct-identifier' || column.role === 'linkage') {
    const remedy = 'select by another column: identifiers are replaced or removed before extraction';
    return [{ path: [...path, 'column'], rule: `must not be a ${column.role}`, remedy }];
  }
  if (column.type === undefined) return [];
  const { what, test } = fits[column.type];
  const wrong = (value: Value | undefined, at: Path): Finding[] =>
    value === undefined || test(value)
      ? []
      : [{ path: at, rule: `must be ${what}, as ${column.name} is ${column.type}`, remedy: 'correct the value' }];

  if ('in' in condition) return (condition.in ?? []).flatMap((value, index) => wrong(value, [...path, 'in', index]));
  if (!('from' in condition)) return [];
  const { from, to } = condition;
  if (column.type === 'boolean') {
    return [{ path, rule: 'must not be a range of a boolean', remedy: 'write `in: [true]` or `in: [false]`' }];
  }
  const findings = [...wrong(from, [...path, 'from']), ...wrong(to, [...path, 'to'])];
  if (findings.length === 0 && from !== undefined && to !== undefined && from > to) {
    findings.push({ path: [...path, 'to'], rule: `must not be before from (${from})`, remedy: 'swap from and to' });
  }
  return findings;
}
