import type { Cell, Table } from '../contract.ts';
import { columnKinds } from './column-kinds.ts';
import type { Role } from './column-role.ts';
import { dimensionsOf } from './dimensions.ts';
import type { Published } from './published-value.ts';
import { type Rounding, roundingOf } from './rules/rounding.ts';
import { viewOf } from './table-view.ts';

/** Categories of a label column, or the headings of a wide table. */
export interface Dimension {
  /** Heading; empty for the headings of a wide table. */
  readonly name: string;
  readonly codes: readonly string[];
  /** Position among the codes of the one that is the sum of the others. */
  readonly total?: number;
  /** Positions of further sums, such as subtotals; no line adds them. */
  readonly alsoTotals: readonly number[];
}

export interface ModelCell {
  readonly at: Cell;
  readonly value: Published;
  /** Position of its code in each dimension. */
  readonly key: readonly number[];
  /** Row of the view, counted from nothing: the cells of one row are of one group. */
  readonly row: number;
}

/** One quantity over the dimensions. */
export interface Measure {
  readonly role: Role;
  readonly quantile?: number;
  /** Its heading; empty for the counts of a wide table. */
  readonly name: string;
  readonly stem: string;
  readonly dimensions: readonly Dimension[];
  readonly cells: readonly ModelCell[];
  readonly rounding: Rounding;
}

/** Something that could not be told, for a human to look at. */
export interface Unclear {
  readonly cells: readonly Cell[];
  readonly why: string;
}

export interface TableModel {
  readonly counts: readonly Measure[];
  readonly statistics: readonly Measure[];
  readonly unclear: readonly Unclear[];
}

/** Reads a table as it is published. What it cannot tell, it says. */
export function modelOf(table: Table, base: number): TableModel {
  const view = viewOf(table);
  const kinds = columnKinds(view);
  const { labels, wide, measures } = kinds;
  const dimensions = dimensionsOf(view, kinds);
  const keys = view.rows.map((row) => labels.map((column, index) => dimensions.codeOf(index, row[column]?.text ?? '')));

  const counts: Measure[] = [];
  const statistics: Measure[] = [];
  const numbers = (cells: readonly ModelCell[]) =>
    cells.flatMap(({ value }) => (value.kind === 'number' ? [value.value] : []));
  const add = (measure: Omit<Measure, 'rounding'>) => {
    const rounding = roundingOf(numbers(measure.cells), measure.name, base);
    (measure.role === 'count' ? counts : statistics).push({ ...measure, rounding });
  };

  if (wide.length > 0) {
    const across = dimensions.across;
    const cells = view.rows.flatMap((row, index) =>
      wide.flatMap((column, position) => {
        const cell = row[column];
        return cell ? [{ at: cell.at, value: cell.value, key: [...(keys[index] ?? []), position], row: index }] : [];
      }),
    );
    add({ role: 'count', name: '', stem: '', dimensions: [...dimensions.along, across], cells });
  }
  for (const { column, heading } of measures) {
    const cells = view.rows.flatMap((row, index) => {
      const cell = row[column];
      return cell ? [{ at: cell.at, value: cell.value, key: keys[index] ?? [], row: index }] : [];
    });
    add({ ...heading, name: view.header[column] ?? '', dimensions: dimensions.along, cells });
  }
  return { counts, statistics, unclear: [...kinds.unclear, ...unreadable([...counts, ...statistics])] };
}

/** Texts among the numbers, such as `12 (3.4)`. */
const unreadable = (measures: readonly Measure[]): readonly Unclear[] => {
  const cells = measures.flatMap((measure) =>
    measure.cells.filter(({ value }) => value.kind === 'text').map(({ at }) => at),
  );
  return cells.length === 0 ? [] : [{ cells, why: 'text stands among the numbers of a column' }];
};
