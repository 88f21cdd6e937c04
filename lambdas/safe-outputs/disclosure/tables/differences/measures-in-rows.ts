import { roleOf } from '../column-role.ts';
import type { Measure } from '../table-model.ts';

const known = new WeakMap<Measure, readonly Measure[]>();

/** Of a table on its side, whose rows are called `patients` and `deaths`: each of them as the column that another table may have. */
export function measuresInRows(measure: Measure): readonly Measure[] {
  const kept = known.get(measure);
  if (kept) return kept;
  const found = measure.name === '' ? rowsOf(measure) : [];
  known.set(measure, found);
  return found;
}

/** No table has more things that it counts. */
const mostMeasures = 50;

function rowsOf(measure: Measure): readonly Measure[] {
  const { dimensions, cells } = measure;
  const index = dimensions.findIndex(
    ({ codes }) => codes.length <= mostMeasures && codes.every((code) => roleOf(code)?.role === 'count'),
  );
  if (index < 0) return [];
  return (dimensions[index]?.codes ?? []).map((name, code) => ({
    ...measure,
    ...{ name, stem: roleOf(name)?.stem ?? '', dimensions: dimensions.toSpliced(index, 1) },
    cells: cells.flatMap((cell) => (cell.key[index] === code ? [{ ...cell, key: cell.key.toSpliced(index, 1) }] : [])),
  }));
}
