import { type Context, type Finding, mostCells, type Profile, type Table } from '../contract.ts';
import { publishedValue } from './published-value.ts';
import { placeOf, type Repair, repaired } from './repair.ts';
import { secondaryCells } from './secondary.ts';
import { tableFindings } from './table-findings.ts';
import { modelOf } from './table-model.ts';

/** Rules that withholding the cells that they name puts right. */
const byWithholding = new Set([
  ...[
    'threshold',
    'rounded-threshold',
    'zeros',
    'contributors',
    'dominance',
    'p-percent',
    'class-disclosure',
    'quantile',
    'endpoints',
  ],
  ...['degrees-of-freedom', 'implied-count', 'survival-steps'],
]);
/** Rules that rounding or other totals put right. */
const byRepair = new Set(['rounding', 'recoverable', 'left-over']);

/** Rounds of finding more to withhold; what is not right by then will not be. */
const mostRounds = 8;

const nothing: Context = { earlier: [] };

/**
 * A copy of the table with small cells withheld, counts rounded as the profile has it and margins that agree, that passes every rule of tables. At
 * most what a human had to look at in the original is left for a human to look at. Undefined where nothing is to be put right, and where no honest copy is found.
 */
export async function suggest(table: Table, profile: Profile): Promise<Table | undefined> {
  const found = await tableFindings(table, profile, nothing);
  const wrong = found.filter(({ verdict }) => verdict !== 'review');
  if (
    wrong.length === 0 ||
    wrong.some(({ rule, at }) => !(byWithholding.has(rule) || byRepair.has(rule)) || at.ofCells !== undefined)
  )
    return undefined;
  const before = new Set(found.map(({ rule }) => rule));
  let best: { readonly copy: Table; readonly cost: number } | undefined;
  for (const way of waysOf(profile)) {
    const copy = await tried(table, profile, found, way);
    const left = copy && (await tableFindings(copy, profile, nothing));
    if (copy === undefined || left === undefined) continue;
    if (!left.every(({ rule, verdict }) => verdict === 'review' && before.has(rule) && rule !== 'rounded-threshold'))
      continue;
    // A copy that is clear is worth any number of cells; of two such, the one that says more, and of those the first.
    const cost = withheldSince(table, copy) + (left.length > 0 ? mostCellsOf(table) : 0);
    if (best === undefined || cost < best.cost) best = { copy, cost };
  }
  return best?.copy;
}

const mostCellsOf = ({ header, rows }: Table): number => header.length * rows.length + 1;

const withheldSince = (table: Table, copy: Table): number =>
  copy.rows.reduce(
    (sum, row, index) =>
      sum + row.filter((text, column) => isWithheld(text) && !isWithheld(table.rows[index]?.[column] ?? '')).length,
    0,
  );

const isWithheld = (text: string): boolean => publishedValue(text).kind === 'suppressed';

interface Way extends Repair {
  /** Other cells are withheld so that true totals can stay. */
  readonly secondary: boolean;
}

function waysOf({ rounding }: Profile): readonly Way[] {
  const rounded: readonly Way[] = [
    { round: true, totals: 'from-parts', secondary: false },
    { round: true, totals: 'withheld', secondary: false },
  ];
  const exact: readonly Way[] = [
    { round: false, totals: 'kept', secondary: true },
    { round: false, totals: 'withheld', secondary: false },
  ];
  if (rounding.demanded) return rounded;
  return rounding.method === 'nearest' ? [...rounded, ...exact] : exact;
}

async function tried(table: Table, profile: Profile, found: readonly Finding[], way: Way): Promise<Table | undefined> {
  const marker = markerOf(table, profile);
  const hidden = new Set(cellsToWithhold(found, false));
  for (let round = 0; round < mostRounds; round += 1) {
    const copy = repaired(table, hidden, marker, way, profile);
    const left = await tableFindings(copy, profile, nothing);
    const more = cellsToWithhold(left, way.round).filter((place) => !hidden.has(place));
    if (way.secondary && left.some(({ rule }) => rule === 'recoverable'))
      more.push(...(await secondaries(copy, profile)));
    if (more.length === 0) return copy;
    for (const place of more) hidden.add(place);
  }
  return undefined;
}

/** Where a copy is rounded, what rounding makes doubtful too. */
const cellsToWithhold = (found: readonly Finding[], rounded: boolean): string[] =>
  found.flatMap(({ rule, verdict, at }) => {
    const doubtful = (rounded && rule === 'rounded-threshold') || rule === 'implied-count';
    return byWithholding.has(rule) && (verdict === 'needs-fix' || doubtful)
      ? (at.cells ?? []).slice(0, mostCells).map(placeOf)
      : [];
  });

async function secondaries(copy: Table, profile: Profile): Promise<readonly string[]> {
  const model = modelOf(copy, profile.rounding.base);
  const found = await Promise.all(
    model.counts.map(async (measure) =>
      ((await secondaryCells(measure, profile)) ?? []).flatMap((index) => measure.cells[index]?.at ?? []),
    ),
  );
  return found.flat().map(placeOf);
}

/** The table's own mark for what it withholds, where it has one. */
function markerOf(table: Table, profile: Profile): string {
  const { counts, statistics } = modelOf(table, profile.rounding.base);
  const cells = [...counts, ...statistics].flatMap((measure) => measure.cells);
  const used = cells.find(({ value }) => value.kind === 'suppressed' && value.atMost === undefined);
  return (used && table.rows[used.at.row - 1]?.[used.at.column - 1]?.trim()) ?? '[REDACTED]';
}
