import type { Profile } from '../contract.ts';
import { recoveredCells } from './judge-suppression.ts';
import { type Line, linesOf } from './lines.ts';
import type { Measure, ModelCell } from './table-model.ts';

/** Sets of cells that are tried before there is no answer. */
const mostTried = 600;

interface Attempt {
  readonly cost: number;
  /** Positions among the cells, in order. */
  readonly more: readonly number[];
}

/**
 * The cells to suppress besides those that are, the least in sum, so that no total gives one away; positions among the measure's cells. Among equals the
 * first in reading order. Undefined where none is found within bounds.
 */
export async function secondaryCells(measure: Measure, profile: Profile): Promise<readonly number[] | undefined> {
  const lines = linesOf(measure).filter(({ total }) => total?.value.kind === 'number');
  const inside = new Map(measure.cells.map((cell, index) => [cell, index]));
  const costs = measure.cells.map((cell) => costOf(cell, measure));
  const open: Attempt[] = [{ cost: 0, more: [] }];
  const seen = new Set<string>();
  for (let tried = 0; open.length > 0 && tried < mostTried; ) {
    const { cost, more } = takeCheapest(open);
    const name = more.join(',');
    if (seen.has(name)) continue;
    seen.add(name);
    const hidden = new Set(more);
    const isHidden = (cell: ModelCell) => cell.value.kind !== 'number' || hidden.has(inside.get(cell) ?? -1);
    // A line with one hidden cell gives it away whatever else is hidden, so another of its cells belongs to every answer.
    const bare = lines.find(({ members }) => members.filter(isHidden).length === 1);
    let candidates: readonly ModelCell[] = bare?.members ?? [];
    if (!bare) {
      tried += 1;
      const found = await recoveredCells(
        [{ measure: without(measure, hidden), nameOf: ({ key }) => key.join(',') }],
        profile,
      );
      if (found.length === 0) return more;
      if (found.some(({ because }) => because !== 'recoverable')) return undefined;
      candidates = crossing(lines, measure, isHidden);
    }
    for (const cell of candidates) {
      const index = inside.get(cell) ?? -1;
      const own = costs[index];
      if (own === undefined || isHidden(cell)) continue;
      open.push({ cost: cost + own, more: [...more, index].sort((a, b) => a - b) });
    }
  }
  return undefined;
}

/** Undefined for what may not be suppressed: totals, and what is not published or is nobody. */
function costOf({ key, value }: ModelCell, { dimensions }: Measure): number | undefined {
  const isTotal = key.some(
    (code, index) => code === dimensions[index]?.total || dimensions[index]?.alsoTotals.includes(code),
  );
  return isTotal || value.kind !== 'number' || value.value <= 0 ? undefined : value.value;
}

function takeCheapest(open: Attempt[]): Attempt {
  let best = 0;
  open.forEach((one, index) => {
    if (before(one, open[best] ?? one)) best = index;
  });
  const [taken] = open.splice(best, 1);
  return taken ?? { cost: 0, more: [] };
}

const before = (a: Attempt, b: Attempt): boolean => {
  if (a.cost !== b.cost) return a.cost < b.cost;
  const differing = a.more.findIndex((one, index) => one !== b.more[index]);
  return differing >= 0 && (a.more[differing] ?? 0) < (b.more[differing] ?? 0);
};

const without = (measure: Measure, hidden: ReadonlySet<number>): Measure => ({
  ...measure,
  cells: measure.cells.map((cell, index) => (hidden.has(index) ? { ...cell, value: { kind: 'suppressed' } } : cell)),
});

/** Cells of the lines that hide something. */
function crossing(
  lines: readonly Line[],
  measure: Measure,
  isHidden: (cell: ModelCell) => boolean,
): readonly ModelCell[] {
  const touched = new Set(lines.filter(({ members }) => members.some(isHidden)).flatMap(({ members }) => members));
  return measure.cells.filter((cell) => touched.has(cell));
}
