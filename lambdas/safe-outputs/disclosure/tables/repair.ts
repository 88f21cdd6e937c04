import type { Cell, Profile, Table } from '../contract.ts';
import { toNearest } from './rules/rounding.ts';
import { isShareOfOne, ratio, shareOf, sumOf } from './shares.ts';
import { type Measure, type ModelCell, modelOf, type TableModel } from './table-model.ts';

/** Positions in the file, as texts. */
export const placeOf = ({ row, column }: Cell): string => `${row},${column}`;

export interface Repair {
  readonly round: boolean;
  /** Totals are added up again from what is published; or kept; or withheld where they would give a cell away. */
  readonly totals: 'from-parts' | 'kept' | 'withheld';
}

/** A copy with some cells withheld and the others rounded, its totals and shares worked out again from what it publishes. */
export function repaired(
  table: Table,
  hidden: ReadonlySet<string>,
  marker: string,
  { round, totals }: Repair,
  profile: Profile,
): Table {
  const model = modelOf(table, profile.rounding.base);
  const texts = table.rows.map((row) => [...row]);
  const write = ({ row, column }: Cell, text: string) => {
    const line = texts[row - 1];
    if (line) line[column - 1] = text;
  };
  const all = withRows(model, hidden);
  for (const measure of model.counts) {
    const published = new Map<ModelCell, number>();
    for (const cell of measure.cells) {
      if (all.has(placeOf(cell.at))) write(cell.at, marker);
      else if (cell.value.kind === 'number') {
        const value =
          round && measure.rounding.method !== 'midpoint-6'
            ? toNearest(cell.value.value, profile.rounding.base)
            : cell.value.value;
        published.set(cell, value);
        if (value !== cell.value.value) write(cell.at, String(value));
      }
    }
    const again = totals === 'kept' ? new Map() : totalsAgain(measure, published, { round, totals });
    for (const [cell, value] of again) write(cell.at, value === undefined ? marker : String(value));
  }
  for (const measure of model.statistics) {
    for (const { at } of measure.cells) if (all.has(placeOf(at))) write(at, marker);
  }
  const copy = { header: [...table.header], rows: texts };
  return round ? withShares(model, copy, profile) : copy;
}

/** A withheld count takes the statistics of its row with it, and a withheld share the shares of its column. */
function withRows(model: TableModel, hidden: ReadonlySet<string>): ReadonlySet<string> {
  const all = new Set(hidden);
  const rows = new Set(
    model.counts.flatMap(({ name, cells }) =>
      name === ''
        ? []
        : cells.flatMap(({ at, row, value }) => (all.has(placeOf(at)) || value.kind === 'suppressed' ? [row] : [])),
    ),
  );
  for (const measure of model.statistics) {
    const withheld = measure.cells.filter(({ at, row }) => rows.has(row) || all.has(placeOf(at)));
    const shares = measure.role === 'percent' && shareOf(model, measure)?.of === 'column';
    const also = withheld.length === 0 ? [] : shares ? measure.cells : measure.cells.filter(isTotalOf(measure));
    for (const { at, value } of [...withheld, ...also]) if (value.kind === 'number') all.add(placeOf(at));
  }
  return all;
}

const isTotalOf =
  ({ dimensions }: Measure) =>
  ({ key }: ModelCell): boolean =>
    key.some((code, index) => code === dimensions[index]?.total || dimensions[index]?.alsoTotals.includes(code));

type Totals = ReadonlyMap<ModelCell, number | undefined>;

/** Every total from the cells inside it that are published; withheld where none is, and where it is a second kind of total. */
function addedUp(measure: Measure, published: ReadonlyMap<ModelCell, number>): Totals {
  const { dimensions, cells } = measure;
  const isTotal = isTotalOf(measure);
  const inside = cells.filter((cell) => !isTotal(cell));
  if (inside.length === 0) return new Map();
  const sums = new Map<string, number>();
  const summed = new Set(
    cells.filter(isTotal).map(({ key }) => key.map((code, index) => code === dimensions[index]?.total).join(',')),
  );
  for (const shape of summed) {
    const over = shape.split(',').map((one) => one === 'true');
    for (const cell of inside) {
      const value = published.get(cell);
      const name = cell.key.map((code, index) => (over[index] ? dimensions[index]?.total : code)).join(',');
      if (value !== undefined) sums.set(name, (sums.get(name) ?? 0) + value);
    }
  }
  return new Map(cells.filter(isTotal).map((cell) => [cell, sums.get(cell.key.join(','))]));
}

/** Where nothing is withheld no total gives a cell away; a rounded one must still be the sum of its rounded parts. */
function totalsAgain(measure: Measure, published: ReadonlyMap<ModelCell, number>, { round, totals }: Repair): Totals {
  const whole = measure.cells.every((cell) => published.has(cell));
  if (totals === 'from-parts' || (whole && round)) return addedUp(measure, published);
  return whole ? new Map() : givingAway(measure);
}

function givingAway(measure: Measure): Totals {
  return new Map(measure.cells.filter(isTotalOf(measure)).map((cell) => [cell, undefined]));
}

/** Shares of counts that were rounded are shares of the rounded counts. */
function withShares(model: TableModel, copy: Table, profile: Profile): Table {
  const rows = copy.rows.map((row) => [...row]);
  const now = modelOf(copy, profile.rounding.base);
  for (const measure of model.statistics.filter(({ role }) => role === 'percent')) {
    const share = shareOf(model, measure);
    const part = now.counts.find(({ name }) => name === share?.part.name);
    const other = share?.of === 'row' ? now.counts.find(({ name }) => name === share.whole.name) : undefined;
    if (!share || !part || (share.of === 'row' && !other)) continue;
    const whole = share.of === 'column' ? (sumOf(part) ?? publishedSum(part)) : undefined;
    for (const { at, row, value } of measure.cells) {
      const text = rows[at.row - 1]?.[at.column - 1] ?? '';
      const percentage = ratio(numberIn(part, row), whole ?? (other && numberIn(other, row)));
      if (value.kind !== 'number' || percentage === undefined || modelText(now, at) !== 'number') continue;
      const scaled = isShareOfOne(measure) ? percentage / 100 : percentage;
      const line = rows[at.row - 1];
      if (line) line[at.column - 1] = `${scaled.toFixed(value.decimals)}${text.trim().endsWith('%') ? '%' : ''}`;
    }
  }
  return { header: copy.header, rows };
}

const numberIn = ({ cells }: Measure, row: number): number | undefined => {
  const value = cells.find((cell) => cell.row === row)?.value;
  return value?.kind === 'number' ? value.value : undefined;
};

const publishedSum = ({ cells }: Measure): number =>
  cells.reduce((sum, { value }) => sum + (value.kind === 'number' ? value.value : 0), 0);

const modelText = ({ statistics }: TableModel, at: Cell): string | undefined =>
  statistics.flatMap(({ cells }) => cells).find((cell) => placeOf(cell.at) === placeOf(at))?.value.kind;
