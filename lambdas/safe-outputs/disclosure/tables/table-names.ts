import { isTotalLabel, wordsOf } from './heading-words.ts';
import type { Dimension, Measure, ModelCell } from './table-model.ts';

/**
 * Names under which cells of different tables are the same cell: the measure, and each dimension with its category, the order of columns and the form of
 * the table left out. A total over a dimension is the cell without the dimension, so that a table by region and sex and one by region share their cells.
 */
export type CellNames = (cell: ModelCell) => ReadonlyMap<string, string>;

/** `same` gives a dimension without a name, such as the headings of a wide table, the name that another table has for its categories. */
export function cellNames({ dimensions }: Measure, same: (dimension: Dimension) => string = dimensionName): CellNames {
  const names = dimensions.map(same);
  const isTotal = (dimension: Dimension, code: number) =>
    code === dimension.total || dimension.alsoTotals.includes(code) || isTotalLabel(dimension.codes[code] ?? '');
  const codes = dimensions.map((dimension, index) =>
    dimension.codes.map((code, at): [string, string] | undefined =>
      isTotal(dimension, at) ? undefined : [names[index] ?? '', normal(code)],
    ),
  );
  const found = new Map<ModelCell, ReadonlyMap<string, string>>();
  return (cell) => {
    const known =
      found.get(cell) ??
      new Map(
        cell.key.flatMap((code, index) => {
          const one = codes[index]?.[code];
          return one ? [one] : [];
        }),
      );
    found.set(cell, known);
    return known;
  };
}

const normal = (text: string): string => text.trim().toLowerCase();

/** Empty for headings of a wide table. */
export const dimensionName = ({ name }: Dimension): string => wordsOf(name).join(' ');

/** One text for coordinates, whatever their order. */
export const written = (coordinates: ReadonlyMap<string, string>): string =>
  JSON.stringify([...coordinates].sort(([a], [b]) => (a < b ? -1 : 1)));

/**
 * How a table calls its dimensions where another table is at hand: by name; a nameless one by the other's dimension that holds half of its categories
 * or more.
 */
export function namesLike(others: readonly Dimension[]): (dimension: Dimension) => string {
  return (dimension) => {
    const own = dimensionName(dimension);
    if (own !== '') return own;
    const codes = new Set(dimension.codes.map(normal));
    const match = others.find((other) => {
      const shared = other.codes.filter((code) => codes.has(normal(code)) && !isTotalLabel(code)).length;
      return shared > 0 && shared * 2 >= Math.min(codes.size, other.codes.length);
    });
    return match ? dimensionName(match) : own;
  };
}

/** What a measure is called wherever it stands: a column `n`, `count` or `patients` and the counts of a wide table are one. */
export const measureName = ({ name, stem }: Measure): string =>
  stem === '' && name === '' ? '' : wordsOf(name).join(' ');
