import fc from 'fast-check';
import { toWhole } from '../../../lambdas/safe-outputs/disclosure/tables/judge-suppression.ts';
import {
  components,
  type LinearSystem,
  propagated,
} from '../../../lambdas/safe-outputs/disclosure/tables/linear-system.ts';
import { boundsOf } from '../../../lambdas/safe-outputs/disclosure/tables/suppression.ts';
import { tableFindings } from '../../../lambdas/safe-outputs/disclosure/tables/table-findings.ts';
import { modelOf } from '../../../lambdas/safe-outputs/disclosure/tables/table-model.ts';
import { withheldOf } from '../../../lambdas/safe-outputs/disclosure/tables/withheld.ts';
import { repeatable } from '../../repeatable.ts';
import { acro, nothingEarlier } from './known-tables.ts';
import { counts, withMargins } from './tables-of-any-size.ts';

/** Every way of filling a few cells with whole numbers so that each equation holds. */
function byTrying({ boxes, equations }: LinearSystem, most: number): readonly { lower: number; upper: number }[] {
  const found = boxes.map(() => ({ lower: Infinity, upper: -Infinity }));
  const values = boxes.map(() => 0);
  const holds = () =>
    equations.every(({ unknowns, signs, least, most: greatest }) => {
      const whole = unknowns.reduce((all, unknown, index) => all + (signs[index] ?? 1) * (values[unknown] ?? 0), 0);
      return whole >= least && whole <= greatest;
    });
  const fill = (at: number): void => {
    if (at === boxes.length) {
      if (holds()) {
        for (const [index, one] of found.entries()) {
          one.lower = Math.min(one.lower, values[index] ?? 0);
          one.upper = Math.max(one.upper, values[index] ?? 0);
        }
      }
      return;
    }
    for (let value = 0; value <= most; value += 1) {
      values[at] = value;
      fill(at + 1);
    }
  };
  fill(0);
  return found;
}

const systemOf = (table: Parameters<typeof modelOf>[0]) => {
  const [measure] = modelOf(table, 5).counts;
  if (!measure) throw new Error('no counts');
  // Multiples of five by accident are not what is tried here.
  return withheldOf([{ measure: { ...measure, rounding: { method: 'none' } }, nameOf: ({ key }) => key.join(',') }]);
};

describe('bounds of withheld cells', () => {
  test('are those that trying every number gives', async () => {
    const small = fc.array(fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 3, maxLength: 3 }), {
      minLength: 2,
      maxLength: 3,
    });
    await fc.assert(
      fc.asyncProperty(small, fc.array(fc.nat(8), { minLength: 1, maxLength: 4 }), async (values, at) => {
        const hidden = new Set(at);
        const { system } = systemOf(withMargins(values, (row, column) => hidden.has(row * 3 + column)));
        const bounds = (await boundsOf(system)).map(toWhole);
        if (system.equations.length > 0) expect(bounds).toEqual(byTrying(system, 15).slice(0, bounds.length));
      }),
      repeatable(60),
    );
  });

  test('always hold the truth, and one equation alone never says more than all together', async () => {
    await fc.assert(
      fc.asyncProperty(
        counts({ min: 2, max: 6 }, { min: 2, max: 5 }),
        fc.array(fc.nat(29), { minLength: 1, maxLength: 14 }),
        async (values, at) => {
          const width = values[0]?.length ?? 1;
          const { cells, system } = systemOf(withMargins(values, (row, column) => at.includes(row * width + column)));
          const bounds = await boundsOf(system);
          const alone = propagated(system);
          for (const [index, cell] of cells.entries()) {
            const truth = values[cell.at.row - 1]?.[cell.at.column - 2] ?? Number.NaN;
            const found = bounds[index];
            if (found === undefined || typeof found === 'string') throw new Error(String(found));
            expect(found.lower).toBeLessThanOrEqual(truth + 1e-6);
            expect(found.upper).toBeGreaterThanOrEqual(truth - 1e-6);
            expect(alone?.[index]?.lower).toBeLessThanOrEqual(found.lower + 1e-6);
            expect(alone?.[index]?.upper).toBeGreaterThanOrEqual(found.upper - 1e-6);
          }
        },
      ),
      repeatable(150),
    );
  });

  test('fall apart into groups that no total joins', () => {
    const line = (unknowns: number[]) => ({ unknowns, signs: unknowns.map(() => 1 as const), least: 4, most: 4 });
    const boxes = [0, 1, 2, 3].map(() => ({ lower: 0, upper: Infinity }));
    expect(components({ boxes, equations: [line([0, 2]), line([1])] }).map(({ members }) => members)).toEqual([
      [0, 2],
      [1],
      [3],
    ]);
  });

  test('that contradict each other are for a human', async () => {
    const table = withMargins(
      [
        [5, 20],
        [30, 40],
      ],
      (row) => row === 0,
    );
    const rows = table.rows.map((row, index) => (index === 0 ? [...row.slice(0, -1), '2500'] : row));
    expect((await tableFindings({ ...table, rows }, acro, nothingEarlier)).map(({ rule }) => rule)).toContain(
      'totals-disagree',
    );
  });

  test('of a table made to hold the engine are for a human, and soon', async () => {
    const values = Array.from({ length: 60 }, () => Array.from({ length: 60 }, () => 51));
    const started = process.cpuUsage();
    const found = await tableFindings(
      withMargins(values, (row, column) => (row + column) % 2 === 0),
      acro,
      nothingEarlier,
    );
    expect(found.map(({ rule, verdict }) => [rule, verdict])).toEqual([['suppression-not-checked', 'review']]);
    expect(found[0]?.at.ofCells).toBe(1800);
    expect(process.cpuUsage(started).user / 1e6).toBeLessThan(10);
  });

  test('say that a marker is below the threshold only where it does not say so itself', async () => {
    const rows = (marker: string) => [
      ['a', marker, marker, '50', '58'],
      ['b', '40', '60', '52', '152'],
      ['c', '31', '62', '54', '147'],
    ];
    const judged = (marker: string) =>
      tableFindings({ header: ['area', 'x', 'y', 'z', 'Total'], rows: rows(marker) }, acro, nothingEarlier);
    expect((await judged('*')).filter(({ rule }) => rule === 'recoverable')).toMatchObject([{ verdict: 'review' }]);
    const told = await judged('<5');
    expect(told.filter(({ rule }) => rule === 'recoverable')).toMatchObject([{ verdict: 'needs-fix' }]);
  });
});
