import type { Cell } from '../contract.ts';
import { slackOf } from './judge-totals.ts';
import type { Equation, LinearSystem } from './linear-system.ts';
import { linesOf } from './lines.ts';
import type { Bounds } from './rules/recoverable.ts';
import type { Measure, ModelCell } from './table-model.ts';

/** A cell that a table withholds, by the name under which every table speaks of it. */
export interface Withheld {
  readonly name: string;
  readonly at: Cell;
  /** Marked as withheld; else empty, which may be nobody. */
  readonly marked: boolean;
  /** What its own marker says, such as `<10`. */
  readonly atMost?: number;
}

/** One table's cells under names that other tables share. */
export interface Named {
  readonly measure: Measure;
  readonly nameOf: (cell: ModelCell) => string;
}

/** Cells by name that add up to another, to within what rounding parts them. */
export interface Sum {
  readonly parts: readonly string[];
  readonly whole: string;
  readonly slack: number;
}

/**
 * The withheld cells of one or more tables and what their totals say of them. What one table publishes is known in all. A category that a line leaves
 * out is taken for nobody, as most tools leave out what is empty: a reader would.
 */
export function withheldOf(
  tables: readonly Named[],
  sums: readonly Sum[] = [],
): {
  readonly cells: readonly Withheld[];
  readonly system: LinearSystem;
} {
  const known = new Map<string, number>();
  const cells = new Map<string, Withheld>();
  for (const { measure, nameOf } of tables) {
    for (const cell of measure.cells) {
      if (cell.value.kind === 'number') known.set(nameOf(cell), cell.value.value);
    }
  }
  for (const { measure, nameOf } of tables) {
    for (const cell of measure.cells) {
      const name = nameOf(cell);
      if (known.has(name) || cells.has(name) || (cell.value.kind !== 'suppressed' && cell.value.kind !== 'absent'))
        continue;
      const atMost =
        cell.value.kind === 'suppressed' && cell.value.atMost !== undefined ? { atMost: cell.value.atMost } : {};
      cells.set(name, { name, at: cell.at, marked: cell.value.kind === 'suppressed', ...atMost });
    }
  }
  const place = new Map([...cells.keys()].map((name, index) => [name, index]));
  const equations = [...tables.flatMap(sumsOf), ...sums].flatMap((sum) => equationOf(sum, known, place));
  const boxes = [...cells.values()].map(({ atMost }): Bounds => ({ lower: 0, upper: atMost ?? Infinity }));
  return { cells: [...cells.values()], system: { boxes, equations } };
}

/** The lines of a table that have a total. */
const sumsOf = ({ measure, nameOf }: Named): readonly Sum[] =>
  linesOf(measure).flatMap((line) =>
    line.total ? [{ parts: line.members.map(nameOf), whole: nameOf(line.total), slack: slackOf(line, measure) }] : [],
  );

function equationOf(
  { parts, whole, slack }: Sum,
  known: ReadonlyMap<string, number>,
  place: ReadonlyMap<string, number>,
): readonly Equation[] {
  const unknowns: number[] = [];
  const signs: (1 | -1)[] = [];
  let sum = 0;
  for (const name of [...parts, whole]) {
    const sign = name === whole ? -1 : 1;
    const value = known.get(name);
    const unknown = place.get(name);
    if (value !== undefined) sum += sign * value;
    else if (unknown !== undefined) {
      unknowns.push(unknown);
      signs.push(sign);
    } else return [];
  }
  return unknowns.length === 0 ? [] : [{ unknowns, signs, least: -sum - slack, most: -sum + slack }];
}
