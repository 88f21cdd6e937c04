import type { Cell, Finding, Profile } from '../contract.ts';
import { cellsFinding } from './cells-finding.ts';
import { unsure } from './judge-totals.ts';
import { type Bounds, recoverableVerdict } from './rules/recoverable.ts';
import { boundsOf, type Recovered } from './suppression.ts';
import type { Measure, TableModel } from './table-model.ts';
import { type Named, type Sum, type Withheld, withheldOf } from './withheld.ts';

/** Whether a reader can work out what the table withholds from the totals that it publishes. */
export async function judgeSuppression(model: TableModel, profile: Profile): Promise<readonly Finding[]> {
  const sums = model.statistics.filter(({ role }) => role === 'sum');
  const found = await Promise.all(
    [...model.counts, ...sums].map((measure) =>
      recoveredCells([{ measure, nameOf: ({ key }) => key.join(',') }], profile),
    ),
  );
  return recoveryFindings(found.flat(), 'the totals of the table');
}

export interface RecoveredCell {
  readonly cell: Withheld;
  readonly verdict: 'needs-fix' | 'review';
  readonly because: 'recoverable' | 'contradiction' | 'too-many';
}

/** Every withheld cell of the tables of which a reader learns too much, or of which that could not be told. */
export async function recoveredCells(
  tables: readonly Named[],
  profile: Profile,
  sums: readonly Sum[] = [],
): Promise<readonly RecoveredCell[]> {
  if (!tables.some(({ measure }) => measure.cells.some(({ value }) => value.kind !== 'number'))) return [];
  const { cells, system } = withheldOf(tables, sums);
  if (system.equations.length === 0) return [];
  const whole = tables.every(({ measure }) => measure.role === 'count' && measure.rounding.method === 'none');
  const doubted = tables.some(({ measure }) => unsure(measure.rounding));
  const spoken = new Set(system.equations.flatMap(({ unknowns }) => unknowns));
  const bounds = await boundsOf(
    system,
    ({ lower, upper }) =>
      recoverableVerdict({ lower: lower + 1e-3, upper: upper - 1e-3 }, profile.threshold) === 'clear',
  );
  return cells.flatMap((cell, index): readonly RecoveredCell[] => {
    const recovered = bounds[index];
    if (!spoken.has(index) || recovered === undefined) return [];
    const found = verdictOf(cell, whole ? toWhole(recovered) : recovered, profile, tables[0]?.measure);
    if (found === 'clear') return [];
    const verdict = doubted ? 'review' : found;
    return [{ cell, verdict, because: typeof recovered === 'string' ? recovered : 'recoverable' }];
  });
}

/** People are whole; nobody has no sign. */
export const toWhole = (recovered: Recovered): Recovered =>
  typeof recovered === 'string'
    ? recovered
    : { lower: Math.ceil(recovered.lower - 1e-6) + 0, upper: Math.floor(recovered.upper + 1e-6) + 0 };

function verdictOf(
  cell: Withheld,
  recovered: Recovered,
  profile: Profile,
  measure: Measure | undefined,
): 'clear' | 'review' | 'needs-fix' {
  if (typeof recovered === 'string') return 'review';
  // An empty cell that is nobody hides nobody, where nobody may be published.
  if (!cell.marked && recovered.upper < 1 && profile.zeros === 'allowed') return 'clear';
  const verdict = recoverableVerdict(recovered, profile.threshold);
  if (verdict !== 'review') return verdict;
  if (measure?.role !== 'count') return verdict;
  return tooLow(cell, recovered, profile) ? 'review' : 'clear';
}

/** Of a count, to be known to within a tenth tells nothing; to be known as a small one does, unless its own marker says so. */
const tooLow = ({ atMost }: Withheld, { upper }: Bounds, { threshold }: Profile): boolean =>
  upper < Math.min(threshold, atMost ?? Infinity);

export function recoveryFindings(found: readonly RecoveredCell[], from: string): readonly Finding[] {
  const at = (because: RecoveredCell['because'], verdict: RecoveredCell['verdict']): readonly Cell[] =>
    found.filter((one) => one.because === because && one.verdict === verdict).map(({ cell }) => cell.at);
  const remedy = 'suppress one more cell in the same row and column, leave the total out, or run with --suggest';
  return [
    ...cellsFinding(at('recoverable', 'needs-fix'), {
      rule: 'recoverable',
      verdict: 'needs-fix',
      reason: `a suppressed cell can be worked out exactly from ${from}`,
      remedy,
    }),
    ...cellsFinding(at('recoverable', 'review'), {
      rule: 'recoverable',
      verdict: 'review',
      reason: `a suppressed cell is shown to be below the threshold, or known to within a tenth, by ${from}`,
      remedy,
    }),
    ...cellsFinding(at('contradiction', 'review'), {
      rule: 'totals-disagree',
      verdict: 'review',
      reason: `no numbers in the suppressed cells fit ${from}`,
      remedy: 'say how the totals were made, or add them up from the published parts',
    }),
    ...cellsFinding(at('too-many', 'review'), {
      rule: 'suppression-not-checked',
      verdict: 'review',
      reason: 'too many suppressed cells hang together to work out what their totals give away',
      remedy: 'split the table into smaller ones, or leave totals out',
    }),
  ];
}
