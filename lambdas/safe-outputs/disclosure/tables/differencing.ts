import type { Cell, Context, Finding, Profile } from '../contract.ts';
import { cellsFinding } from './cells-finding.ts';
import { recoveredCells, recoveryFindings } from './judge-suppression.ts';
import { rememberedModel } from './remembered-model.ts';
import type { Measure, ModelCell, TableModel } from './table-model.ts';
import { cellNames, measureName, namesLike, written } from './table-names.ts';
import type { Sum } from './withheld.ts';

/** What one more table gives away beside those that the project has released: by subtraction, and through the totals of both. */
export async function judgeDifferences(
  model: TableModel,
  profile: Profile,
  { earlier }: Context,
): Promise<readonly Finding[]> {
  const found = { few: [] as Cell[], whole: [] as Cell[], republished: [] as Cell[] };
  const recovered: Awaited<ReturnType<typeof recoveredCells>>[number][] = [];
  for (const { table } of earlier) {
    const before = rememberedModel(table, profile.rounding.base);
    for (const [measure, old] of pairsOf(model, before)) {
      const pair = sideBySide(measure, old, profile);
      compare(pair, profile, found);
      if (pair.samePopulation) {
        const both = await recoveredCells(
          [
            { measure, nameOf: pair.nameOf },
            { measure: old, nameOf: pair.oldNameOf },
          ],
          profile,
          sumsBetween(pair),
        );
        recovered.push(
          ...both.filter(({ cell }) => pair.mine.get(cell.name)?.value.kind !== 'number' && pair.mine.has(cell.name)),
        );
      }
    }
  }
  return [
    ...cellsFinding(found.few, {
      rule: 'differencing',
      verdict: 'needs-fix',
      reason: `the cell and one of an earlier release differ by fewer than ${profile.threshold} people, who can be worked out`,
      remedy: 'keep to the population and categories of the earlier release, or round both releases',
    }),
    ...cellsFinding(found.whole, {
      rule: 'differencing',
      verdict: 'review',
      reason: `the cell and one of an earlier release differ by fewer than ${profile.threshold} people, if they are of one population`,
      remedy: 'say how the two populations differ, or keep to one',
    }),
    ...cellsFinding(found.republished, {
      rule: 'differencing',
      verdict: 'needs-fix',
      reason: 'a cell is suppressed in this release or in an earlier one, and published in the other',
      remedy: 'suppress the same cells in every release, and others with them as the totals demand',
    }),
    ...recoveryFindings(recovered, 'the totals of this table and of an earlier release together'),
  ];
}

/** Measures of the two tables that count the same: of one name; or the only counts of both, where one does not say of what. */
function pairsOf(model: TableModel, before: TableModel): readonly (readonly [Measure, Measure])[] {
  const single = model.counts.length === 1 && before.counts.length === 1;
  return model.counts.flatMap((measure) => {
    const old = before.counts.find(
      (one) => measureName(one) === measureName(measure) || (single && (isPlain(one) || isPlain(measure))),
    );
    return old ? [[measure, old] as const] : [];
  });
}

const isPlain = (measure: Measure): boolean =>
  ['', 'n', 'count', 'counts', 'freq', 'frequency', 'number'].includes(measureName(measure));

interface Pair {
  readonly measure: Measure;
  readonly old: Measure;
  readonly mine: ReadonlyMap<string, ModelCell>;
  readonly theirs: ReadonlyMap<string, ModelCell>;
  readonly nameOf: (cell: ModelCell) => string;
  readonly oldNameOf: (cell: ModelCell) => string;
  readonly coordinates: (cell: ModelCell) => ReadonlyMap<string, string>;
  readonly oldCoordinates: (cell: ModelCell) => ReadonlyMap<string, string>;
  /** Whatever both publish is equal: nothing says that they are of different people. */
  readonly samePopulation: boolean;
  /** At least half of what both publish is equal or nearly so, or they publish little in common. */
  readonly alike: boolean;
}

function sideBySide(measure: Measure, old: Measure, { threshold }: Profile): Pair {
  const names = cellNames(measure, namesLike(old.dimensions));
  const oldNames = cellNames(old, namesLike(measure.dimensions));
  const nameOf = (cell: ModelCell) => written(names(cell));
  const oldNameOf = (cell: ModelCell) => written(oldNames(cell));
  const mine = new Map(measure.cells.map((cell) => [nameOf(cell), cell]));
  const theirs = new Map(old.cells.map((cell) => [oldNameOf(cell), cell]));
  const common = [...mine].flatMap(([name, { value }]) => {
    const other = theirs.get(name)?.value;
    return value.kind === 'number' && other?.kind === 'number' ? [Math.abs(value.value - other.value)] : [];
  });
  return {
    ...{ measure, old, mine, theirs, nameOf, oldNameOf },
    coordinates: names,
    oldCoordinates: oldNames,
    samePopulation: common.every((difference) => difference === 0),
    alike: common.length < 4 || common.filter((difference) => difference < threshold).length * 2 >= common.length,
  };
}

function compare(pair: Pair, profile: Profile, found: { few: Cell[]; whole: Cell[]; republished: Cell[] }): void {
  for (const [name, cell] of pair.mine) {
    const other = pair.theirs.get(name);
    if (!other) continue;
    const kinds = [cell.value.kind, other.value.kind];
    if (kinds.includes('suppressed') && kinds.includes('number')) found.republished.push(cell.at);
    if (cell.value.kind !== 'number' || other.value.kind !== 'number') continue;
    const few = differsByFew(cell.value.value - other.value.value, pair, 1, profile);
    // Two wholes may be of anything, and so may two tables most of whose cells are far from each other: a human knows.
    const apart = !pair.alike || (name === '[]' && pair.mine.size > 1);
    if (few) (apart ? found.whole : found.few).push(cell.at);
  }
  if (!pair.alike) return;
  found.few.push(
    ...nestedIn(pair, 'mine').flatMap((one) => (leftOver(one, pair, profile) ? one.parts.map(({ at }) => at) : [])),
  );
  found.few.push(...nestedIn(pair, 'theirs').flatMap((one) => (leftOver(one, pair, profile) ? [one.whole.at] : [])));
}

/** A cell of one table, and the cells of the other that are its parts, such as everybody, and the men. */
interface Nested {
  readonly whole: ModelCell;
  readonly parts: readonly ModelCell[];
}

/** `side` has the parts. A whole that it publishes itself is compared cell by cell. */
function nestedIn(pair: Pair, side: 'mine' | 'theirs'): readonly Nested[] {
  const [fine, fineAt, coarse, coarseAt] =
    side === 'mine'
      ? [pair.mine, pair.coordinates, pair.theirs, pair.oldCoordinates]
      : [pair.theirs, pair.oldCoordinates, pair.mine, pair.coordinates];
  const texts = new Set([...coarse.values()].map((cell) => JSON.stringify([...coarseAt(cell).keys()].sort())));
  const shapes = [...texts].map((shape): readonly string[] => JSON.parse(shape));
  const parts = new Map<string, { readonly whole: ModelCell; readonly parts: ModelCell[] }>();
  for (const cell of fine.values()) {
    const own = fineAt(cell);
    for (const kept of shapes) {
      if (kept.length >= own.size || !kept.every((dimension) => own.has(dimension))) continue;
      const name = written(new Map([...own].filter(([dimension]) => kept.includes(dimension))));
      const whole = coarse.get(name);
      if (!whole || fine.has(name)) continue;
      const extra = [...own.keys()].filter((dimension) => !kept.includes(dimension)).sort();
      const group = parts.get(`${name}|${extra.join(',')}`) ?? { whole, parts: [] };
      group.parts.push(cell);
      parts.set(`${name}|${extra.join(',')}`, group);
    }
  }
  return [...parts.values()];
}

/** Whether the parts leave over a group that neither table shows, such as the one woman. */
function leftOver({ whole, parts }: Nested, pair: Pair, profile: Profile): boolean {
  if (whole.value.kind !== 'number' || parts.some(({ value }) => value.kind !== 'number')) return false;
  const sum = parts.reduce((all, { value }) => all + (value.kind === 'number' ? value.value : 0), 0);
  return differsByFew(whole.value.value - sum, pair, parts.length, profile);
}

/** The equations between the two tables. */
function sumsBetween(pair: Pair): readonly Sum[] {
  const between = (side: 'mine' | 'theirs', partName: Pair['nameOf'], wholeName: Pair['nameOf']) =>
    nestedIn(pair, side).map(({ whole, parts }) => ({
      parts: parts.map(partName),
      whole: wholeName(whole),
      slack: room(pair.measure) * parts.length + room(pair.old),
    }));
  return [...between('mine', pair.nameOf, pair.oldNameOf), ...between('theirs', pair.oldNameOf, pair.nameOf)];
}

/** Some, and surely fewer than the threshold: rounding hides a difference as far as it goes. */
function differsByFew(difference: number, { measure, old }: Pair, parts: number, { threshold }: Profile): boolean {
  const slack = room(measure) * parts + room(old);
  const size = Math.abs(difference);
  return size > slack && size - slack < threshold && size > 0;
}

/** How far a published number is from the true one at most. */
const room = ({ rounding }: Measure): number =>
  rounding.method === 'none' ? 0 : rounding.method === 'nearest' ? rounding.base / 2 : 3;
