// Long because every way in which one table gives something away beside another is decided here, by one idea of their population.
import type { Cell, Profile } from '../../contract.ts';
import { type RecoveredCell, recoveredCells } from '../judge-suppression.ts';
import { isKeyed } from '../lines.ts';
import type { ModelCell, TableModel } from '../table-model.ts';
import { written } from '../table-names.ts';
import type { Sum } from '../withheld.ts';
import type { Met } from './chains.ts';
import { roomOf, type Spot } from './levels.ts';
import { measuresOf } from './measures-alike.ts';
import { type Likeness, nearlySame } from './nearly-same.ts';
import { exceptions, stepsDown } from './own-parts.ts';
import {
  type Compared,
  compared,
  coordinatesOf,
  fillings,
  ownChains,
  type Pair,
  pairOf,
  type Twin,
} from './side-by-side.ts';
import { isFar, mayBeExact, type Told, told } from './verdicts.ts';
import type { Work } from './work.ts';

/** Why a cell is told: each is a finding of its own. */
export type Cause = 'few' | 'part' | 'rounded' | 'one-population' | 'guessed' | 'renamed' | 'republished' | 'unkeyed';

/** One group that a table gives away beside another, by the cells of each that do. */
export interface Leak {
  readonly cause: Cause;
  readonly mine: readonly Cell[];
  readonly old: readonly Cell[];
}

export interface Against {
  readonly leaks: readonly Leak[];
  readonly recovered: readonly RecoveredCell[];
}

/** What one table gives away beside another, both published. */
export async function againstOne(
  model: TableModel,
  before: TableModel,
  profile: Profile,
  work: Work,
): Promise<Against> {
  const leaks: Leak[] = [];
  const recovered: RecoveredCell[] = [];
  for (const measures of measuresOf(model, before)) {
    const pair = pairOf(measures.mine, measures.old);
    if (!isKeyed(pair.measure)) continue;
    if (!isKeyed(pair.old)) {
      if (pair.axes.length > 0 && !measures.isGuess) leaks.push({ cause: 'unkeyed', mine: [], old: [] });
      continue;
    }
    const found = compared(pair, work);
    const population = populationOf(found, profile);
    leaks.push(...(measures.isGuess ? guessed(pair, found, profile) : leaksOf(pair, found, population, profile)));
    if (!measures.isGuess) leaks.push(...renamed(pair, found, population, profile));
    if (!measures.isGuess && population.isSame) recovered.push(...(await bothTotals(pair, profile, work)));
  }
  return { leaks, recovered };
}

/** What a table gives away by itself, where its bands or periods overlap, or one of its cells is a part of another. */
export function ownLeaks(model: TableModel, profile: Profile, work: Work): readonly Leak[] {
  return model.counts.flatMap((measure) => {
    if (!isKeyed(measure)) return [];
    const leaks = (met: readonly Met[], sure: Cause, perhaps: Cause) =>
      met.flatMap(({ difference, slack, mine }): readonly Leak[] => {
        const found = difference > 0 ? told(difference, slack, mayBeExact(measure) && slack > 0, profile) : 'nothing';
        return found === 'nothing' ? [] : [{ cause: found === 'few' ? sure : perhaps, mine: at(mine), old: [] }];
      });
    work.spend(measure.cells.length);
    return [
      ...leaks([...ownChains(measure, work), ...exceptions(measure)], 'part', 'rounded'),
      ...leaks(stepsDown(measure), 'one-population', 'rounded'),
    ];
  });
}

const at = (cells: readonly ModelCell[]): readonly Cell[] => cells.map((cell) => cell.at);
const differenceOf = ({ mine, old }: Twin): number => (mine.value ?? Number.NaN) - (old.value ?? Number.NaN);
const slackOf = ({ mine, old }: Twin): number => mine.room + old.room;
const isCounted = ({ mine, old }: Twin): boolean => mine.value !== undefined && old.value !== undefined;

interface Population {
  /** Groups that both count, and count nearly alike; and those they do not. */
  readonly near: number;
  readonly far: number;
  /** Whatever both publish is equal: nothing says that they are of different people. */
  readonly isSame: boolean;
  /** At least half of what both publish is equal or nearly so, or they publish little in common. */
  readonly isAlike: boolean;
}

function populationOf({ twins, met }: Compared, profile: Profile): Population {
  const both = [
    ...twins
      .filter((twin) => isCounted(twin) && twin.short === undefined && !twin.isImplied)
      .map((twin) => ({ difference: differenceOf(twin), slack: slackOf(twin) })),
    ...met.filter(({ kind }) => kind === 'same'),
  ];
  const far = both.filter(({ difference, slack }) => isFar(difference, slack, profile)).length;
  const near = both.length - far;
  // A part that is larger than its whole is none of it.
  const impossible = met.filter(({ kind, difference, slack }) => kind === 'part' && difference + slack < 0).length;
  return {
    near,
    far: far + impossible,
    isSame: both.every(({ difference, slack }) => Math.abs(difference) <= slack) && impossible === 0,
    isAlike: both.length + impossible < 4 || near * 2 >= both.length + impossible,
  };
}

function leaksOf(pair: Pair, { twins, met }: Compared, population: Population, profile: Profile): readonly Leak[] {
  const isGuess = pair.axes.some(({ doubtful }) => doubtful);
  const exact = mayBeExact(pair.measure, pair.old);
  const leak = (
    found: Told,
    sure: Cause,
    isOne: boolean,
    mine: readonly ModelCell[],
    old: readonly ModelCell[],
  ): readonly Leak[] => {
    if (found === 'nothing') return [];
    const cause = isGuess ? 'guessed' : !isOne ? 'one-population' : found === 'perhaps' ? 'rounded' : sure;
    return [{ cause, mine: at(mine), old: at(old) }];
  };
  const ofTwins = twins.flatMap((twin): readonly Leak[] => {
    const { mine, old } = twin;
    if (isRepublished(mine, old))
      return [{ cause: isGuess ? 'guessed' : 'republished', mine: at(mine.cells), old: at(old.cells) }];
    if (!isCounted(twin)) return [];
    const difference = differenceOf(twin);
    const isLess = twin.short === 'mine' ? difference < 0 : difference > 0;
    if (twin.short !== undefined && (!population.isAlike || !isLess)) return [];
    // Two wholes may be of anything, and so may two tables most of whose cells are far from each other: a human knows.
    const isAnything = twin.isWhole && (!twin.isSummed || pair.axes.length === 0) && pair.measure.cells.length > 1;
    return leak(
      told(difference, slackOf(twin), exact, profile),
      'few',
      population.isAlike && !isAnything && !twin.isImplied,
      mine.cells,
      old.cells,
    );
  });
  const ofMet = met.flatMap(({ kind, difference, slack, mine, old }): readonly Leak[] => {
    const isOne = kind === 'same' ? population.isAlike : population.far === 0 || population.near >= population.far;
    if (kind === 'part' && (difference <= 0 || (!isOne && !population.isAlike))) return [];
    return leak(
      told(difference, slack, exact && slack > 0, profile),
      kind === 'same' ? 'few' : 'part',
      isOne,
      mine,
      old,
    );
  });
  return [...ofTwins, ...ofMet];
}

const isRepublished = (mine: Spot, old: Spot): boolean => {
  if (mine.cells.length !== 1 || old.cells.length !== 1) return false;
  const kinds = [mine.cells[0]?.value.kind, old.cells[0]?.value.kind];
  return kinds.includes('suppressed') && kinds.includes('number');
};

/** Measures whose names do not say that they count the same, but whose numbers do. */
function guessed({ measure, old }: Pair, { twins }: Compared, profile: Profile): readonly Leak[] {
  const single = twins.filter((twin) => isCounted(twin) && twin.mine.cells.length === 1 && twin.old.cells.length === 1);
  const mine = single.flatMap((twin) => twin.mine.cells);
  const theirs = single.flatMap((twin) => twin.old.cells);
  return likely(nearlySame(mine, theirs, roomOf(measure) + roomOf(old), profile, 0));
}

/** Categories that the other table does not have by name, and perhaps by number. A period or band that both tables could name is none of them. */
function renamed(pair: Pair, { alone }: Compared, { near, far }: Population, profile: Profile): readonly Leak[] {
  const [mine, old] = (['mine', 'old'] as const).map((side) => {
    const other = side === 'mine' ? 'old' : 'mine';
    const keys = pair.axes.map(({ regions }) => new Set(regions[other].map((region) => region?.key)));
    return alone[side].filter((cell) =>
      pair.axes.every((axis, index) => {
        const region = axis.regions[side][cell.key[axis[side]] ?? -1];
        return region?.kind !== 'span' || !axis.isSpans || keys[index]?.has(region.key);
      }),
    );
  });
  const slack = roomOf(pair.measure) + roomOf(pair.old);
  return likely(nearlySame(mine ?? [], old ?? [], slack, profile, far === 0 ? near : 0));
}

const likely = (pairs: readonly Likeness[]): readonly Leak[] =>
  pairs.map(({ mine, old }) => ({ cause: 'renamed', mine: [mine.at], old: [old.at] }));

/** What the totals of both tables together say of the cells that this one withholds. */
async function bothTotals(pair: Pair, profile: Profile, work: Work): Promise<readonly RecoveredCell[]> {
  const isWithheld = ({ value }: ModelCell) => value.kind !== 'number';
  const withheld = pair.measure.cells.filter(isWithheld).length;
  if (withheld === 0) return [];
  work.spend(20 * (pair.measure.cells.length + pair.old.cells.length) + 1000 * withheld);
  if (work.isSpent) {
    work.leaveOut();
    return [];
  }
  const [mine, old] = [coordinatesOf(pair, 'mine'), coordinatesOf(pair, 'old')];
  const nameOf = (cell: ModelCell) => written(mine(cell));
  const oldNameOf = (cell: ModelCell) => written(old(cell));
  const own = new Map(pair.measure.cells.map((cell) => [nameOf(cell), cell]));
  const both = await recoveredCells(
    [
      { measure: pair.measure, nameOf },
      { measure: pair.old, nameOf: oldNameOf },
    ],
    profile,
    sumsBetween(pair, work),
  );
  return both.filter(({ cell }) => {
    const known = own.get(cell.name);
    return known !== undefined && known.value.kind !== 'number';
  });
}

/** The equations between the two tables: a cell of one, and the cells of the other that are its parts. */
function sumsBetween(pair: Pair, work: Work): readonly Sum[] {
  const names = {
    mine: (cell: ModelCell) => written(coordinates.mine(cell)),
    old: (cell: ModelCell) => written(coordinates.old(cell)),
  };
  const coordinates = { mine: coordinatesOf(pair, 'mine'), old: coordinatesOf(pair, 'old') };
  const room = { mine: roomOf(pair.measure), old: roomOf(pair.old) };
  return (['mine', 'old'] as const).flatMap((side) => {
    const other = side === 'mine' ? 'old' : 'mine';
    return [...broken(pair, coordinates, other), ...fillings(pair, side, work)].map(({ whole, parts }) => ({
      parts: parts.map(names[other]),
      whole: names[side](whole),
      slack: room[other] * parts.length + room[side],
    }));
  });
}

type Coordinates = Record<'mine' | 'old', (cell: ModelCell) => ReadonlyMap<string, string>>;

/** Cells of a table broken down by a dimension that the other does not have. `side` has the parts. A whole that it publishes itself is compared cell by cell. */
function broken(
  pair: Pair,
  coordinates: Coordinates,
  side: 'mine' | 'old',
): readonly { readonly whole: ModelCell; readonly parts: readonly ModelCell[] }[] {
  const cells = { mine: pair.measure.cells, old: pair.old.cells };
  const other = side === 'mine' ? 'old' : 'mine';
  const fine = new Set(cells[side].map((cell) => written(coordinates[side](cell))));
  const coarse = new Map(cells[other].map((cell) => [written(coordinates[other](cell)), cell]));
  const shapes = new Set(
    [...coarse.values()].map((cell) => JSON.stringify([...coordinates[other](cell).keys()].sort())),
  );
  const groups = new Map<string, { readonly whole: ModelCell; readonly parts: ModelCell[] }>();
  for (const shape of shapes) {
    const kept = new Set<string>(JSON.parse(shape));
    for (const cell of cells[side]) {
      const own = coordinates[side](cell);
      if (kept.size >= own.size || ![...kept].every((name) => own.has(name))) continue;
      const name = written(new Map([...own].filter(([axis]) => kept.has(axis))));
      const whole = coarse.get(name);
      if (!whole || fine.has(name)) continue;
      const extra = [...own.keys()].filter((axis) => !kept.has(axis)).sort();
      const key = `${name}|${extra.join(',')}`;
      const group = groups.get(key) ?? { whole, parts: [] };
      group.parts.push(cell);
      groups.set(key, group);
    }
  }
  return [...groups.values()];
}
