import type { Highs, Model } from 'highs';
import type { LinearSystem } from './linear-system.ts';
import type { Bounds } from './rules/recoverable.ts';

let loading: Promise<Highs> | undefined;

/** HiGHS in WebAssembly, half a second to load: only where a table withholds cells that several totals speak of. https://highs.dev */
async function highs(): Promise<Highs> {
  loading ??= import('highs').then(({ default: load }) => load());
  return await loading;
}

/** Steps to one end of one cell; no limit of time, lest the answer depend on the machine. Four hundred cells need a few hundred. */
const mostSteps = 20_000;

/**
 * The least and most that each unknown can be while every equation holds; undefined where they cannot all hold, or the solver does not say. Where
 * `enough` is content with two values that were met on the way to others, these are given and the ends themselves are not looked for.
 */
export async function solvedBounds(
  system: LinearSystem,
  wanted: readonly number[],
  enough: (met: Bounds) => boolean,
): Promise<ReadonlyMap<number, Bounds> | undefined> {
  const solver = await highs();
  const bounds = new Map<number, Bounds>();
  const model = solver.createModel(modelData(system, solver));
  try {
    model.options.set({ output_flag: false, simplex_iteration_limit: mostSteps, solver: 'simplex' });
    const met = system.boxes.map((): Bounds => ({ lower: Infinity, upper: -Infinity }));
    const meet = (unknown: number, value: number) => {
      const { lower, upper } = met[unknown] ?? { lower: value, upper: value };
      met[unknown] = { lower: Math.min(lower, value), upper: Math.max(upper, value) };
    };
    for (const unknown of wanted) {
      for (const sense of ['minimize', 'maximize'] as const) {
        if (enough(met[unknown] ?? nothing)) break;
        const found = extreme(model, solver, unknown, sense);
        if (found === undefined) return undefined;
        for (const [index, value] of found.values.entries()) meet(index, value);
        meet(unknown, found.end);
      }
      bounds.set(unknown, met[unknown] ?? nothing);
    }
    return bounds;
  } catch {
    // A solver that stopped in the middle is not asked again.
    loading = undefined;
    return undefined;
  } finally {
    model.dispose();
  }
}

const nothing: Bounds = { lower: Infinity, upper: -Infinity };

function extreme(
  model: Model,
  { constants }: Highs,
  unknown: number,
  sense: 'minimize' | 'maximize',
): { readonly end: number; readonly values: readonly number[] } | undefined {
  model.changeObjectiveSense(constants.objectiveSense[sense]);
  model.changeColCost(unknown, 1);
  model.run();
  const status = model.getModelStatus();
  const optimal = status === constants.modelStatus.optimal;
  const found = optimal ? { end: model.getObjectiveValue(), values: [...model.getSolution().colValue] } : undefined;
  model.changeColCost(unknown, 0);
  const endless: number[] = [constants.modelStatus.unbounded, constants.modelStatus.unboundedOrInfeasible];
  return found ?? (endless.includes(status) && sense === 'maximize' ? { end: Infinity, values: [] } : undefined);
}

function modelData({ boxes, equations }: LinearSystem, { infinity }: Highs) {
  const end = (value: number) => (value === Infinity ? infinity : value === -Infinity ? -infinity : value);
  const starts = [0];
  for (const { unknowns } of equations) starts.push((starts.at(-1) ?? 0) + unknowns.length);
  return {
    numCols: boxes.length,
    numRows: equations.length,
    colCost: boxes.map(() => 0),
    colLower: boxes.map(({ lower }) => end(lower)),
    colUpper: boxes.map(({ upper }) => end(upper)),
    rowLower: equations.map(({ least }) => end(least)),
    rowUpper: equations.map(({ most }) => end(most)),
    matrix: {
      format: 'csr' as const,
      numRows: equations.length,
      numCols: boxes.length,
      starts,
      indices: equations.flatMap(({ unknowns }) => unknowns),
      values: equations.flatMap(({ signs }) => signs),
    },
  };
}
