import type { Measure, ModelCell } from './table-model.ts';

/** A row or column of a table in any number of dimensions: the cells that differ in one of them only. */
export interface Line {
  readonly dimension: number;
  readonly members: readonly ModelCell[];
  readonly total?: ModelCell;
  /** Categories that the dimension has and the line has not: the table leaves the row out. */
  readonly left: readonly number[];
}

/** Whether each combination of labels stands once. Where it does not, no line can be drawn. */
export function isKeyed({ cells }: Measure): boolean {
  return new Set(cells.map(({ key }) => key.join(','))).size === cells.length;
}

export function linesOf(measure: Measure): readonly Line[] {
  if (!isKeyed(measure)) return [];
  return measure.dimensions.flatMap((dimension, index) => {
    const groups = new Map<string, ModelCell[]>();
    for (const cell of measure.cells) {
      const code = cell.key[index] ?? 0;
      if (dimension.alsoTotals.includes(code)) continue;
      const others = cell.key.with(index, -1).join(',');
      const group = groups.get(others);
      if (group) group.push(cell);
      else groups.set(others, [cell]);
    }
    return [...groups.values()].map((group): Line => {
      const total = group.find(({ key }) => key[index] === dimension.total);
      const members = group.filter((cell) => cell !== total);
      const present = new Set(members.map(({ key }) => key[index]));
      const left = dimension.codes.flatMap((_, code) =>
        present.has(code) || code === dimension.total || dimension.alsoTotals.includes(code) ? [] : [code],
      );
      return { dimension: index, members, ...(total ? { total } : {}), left };
    });
  });
}
