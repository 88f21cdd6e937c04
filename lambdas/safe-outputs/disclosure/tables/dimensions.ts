import type { ColumnKinds } from './column-kinds.ts';
import { isTotalLabel } from './heading-words.ts';
import type { Dimension } from './table-model.ts';
import type { View } from './table-view.ts';

export interface Dimensions {
  readonly along: readonly Dimension[];
  /** The headings of a wide table. */
  readonly across: Dimension;
  codeOf(dimension: number, text: string): number;
}

/** The categories of each label column and of the headings, and which of them is the sum of the others, by its name or by its numbers. */
export function dimensionsOf(view: View, kinds: ColumnKinds): Dimensions {
  const positions = kinds.labels.map((column) => {
    const codes = new Map<string, number>();
    for (const row of view.rows) {
      const text = row[column]?.text.trim() ?? '';
      if (!codes.has(text)) codes.set(text, codes.size);
    }
    return codes;
  });
  const codeOf = (dimension: number, text: string) => positions[dimension]?.get(text.trim()) ?? 0;
  const along = kinds.labels.map((column, index) => {
    const codes = [...(positions[index]?.keys() ?? [])];
    const named = totals(codes);
    const summed = named.length > 0 ? named : summedCode(view, kinds, index, codes, codeOf);
    return { name: view.header[column] ?? '', codes, ...splitTotals(summed) };
  });
  const codes = kinds.wide.map((column) => view.header[column] ?? '');
  const wideTotal = kinds.wideTotal === undefined ? [] : [kinds.wide.indexOf(kinds.wideTotal)];
  return {
    along,
    across: { name: '', codes, ...splitTotals(wideTotal.length > 0 ? wideTotal : totals(codes)) },
    codeOf,
  };
}

const totals = (codes: readonly string[]): readonly number[] =>
  codes.length < 2 ? [] : codes.flatMap((code, index) => (isTotalLabel(code) ? [index] : []));

const splitTotals = ([total, ...alsoTotals]: readonly number[]): Pick<Dimension, 'total' | 'alsoTotals'> => ({
  ...(total === undefined ? {} : { total }),
  alsoTotals,
});

/** The last or first category, where it equals the sum of the others in every line, and two lines at least show it. */
function summedCode(
  view: View,
  kinds: ColumnKinds,
  dimension: number,
  codes: readonly string[],
  codeOf: Dimensions['codeOf'],
): readonly number[] {
  if (codes.length < 3) return [];
  const columns =
    kinds.wide.length > 0
      ? kinds.wide
      : kinds.measures.filter(({ heading }) => heading.role === 'count').map(({ column }) => column);
  const lines = linesOf(view, kinds, dimension, columns, codeOf);
  const isSum = (code: number) => {
    let shown = 0;
    for (const line of lines) {
      const whole = line.get(code);
      const others = [...line].filter(([one]) => one !== code).map(([, value]) => value);
      if (whole === undefined || others.length < codes.length - 1 || others.includes(undefined)) continue;
      if (others.reduce((sum: number, one) => sum + (one ?? 0), 0) !== whole) return false;
      if (whole !== 0) shown += 1;
    }
    return shown >= 2 || (shown === 1 && codes.length >= 5);
  };
  const found = [codes.length - 1, 0].find(isSum);
  return found === undefined ? [] : [found];
}

/** For each column and each combination of the other labels: the number of each code, undefined where it is not told. */
function linesOf(
  view: View,
  kinds: ColumnKinds,
  dimension: number,
  columns: readonly number[],
  codeOf: Dimensions['codeOf'],
) {
  const lines = new Map<string, Map<number, number | undefined>>();
  for (const row of view.rows) {
    const others = kinds.labels.filter((_, index) => index !== dimension).map((column) => row[column]?.text.trim());
    const code = codeOf(dimension, row[kinds.labels[dimension] ?? 0]?.text ?? '');
    for (const column of columns) {
      const value = row[column]?.value;
      const key = JSON.stringify([column, ...others]);
      const line = lines.get(key) ?? new Map<number, number | undefined>();
      lines.set(key, line.set(code, value?.kind === 'number' ? value.value : undefined));
    }
  }
  return [...lines.values()];
}
