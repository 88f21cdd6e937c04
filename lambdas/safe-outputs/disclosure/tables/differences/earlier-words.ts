import { type Cell, type EarlierTable, type Finding, mostCells } from '../../contract.ts';
import { cellsFinding } from '../cells-finding.ts';
import type { Cause, Leak } from './against-one.ts';

/** Stands where an earlier release would: tables of one request are published together, and can be subtracted from each other too. */
export const thisRequest = 'this request';
/** And where a table is subtracted from itself. */
export const thisTable = 'this table';

type Said = Pick<Finding, 'verdict' | 'remedy'> & { readonly reason: (where: string, threshold: number) => string };

const words: Readonly<Record<Cause, Said>> = {
  few: {
    verdict: 'needs-fix',
    reason: (where, threshold) =>
      `the cell and the same group in ${where} differ by fewer than ${threshold} people, who can be worked out`,
    remedy: 'keep to the population and categories of the earlier table, round both, or publish one of them alone',
  },
  part: {
    verdict: 'needs-fix',
    reason: (where, threshold) =>
      `the cell less cells of ${where}, whose bands or periods end elsewhere, leaves fewer than ${threshold} people, who can be worked out`,
    remedy: 'use the bands or periods of the earlier table, or round both',
  },
  rounded: {
    verdict: 'review',
    reason: (where, threshold) =>
      `the cell and ${where} differ by what may be fewer than ${threshold} people, as far as rounding lets anybody see`,
    remedy: 'keep to the population and categories of the earlier table, or round both more coarsely',
  },
  'one-population': {
    verdict: 'review',
    reason: (where, threshold) =>
      `the cell and ${where} differ by fewer than ${threshold} people, if they are of one population`,
    remedy: 'say how the two populations differ, or keep to one',
  },
  guessed: {
    verdict: 'review',
    reason: (where, threshold) =>
      `the cell and ${where} differ by fewer than ${threshold} people, or one withholds what the other shows, if headings and labels that are not quite the same mean the same`,
    remedy: 'use the headings and labels of the earlier table, or say how the groups differ',
  },
  renamed: {
    verdict: 'review',
    reason: (where, threshold) =>
      `under other names the cells hold nearly the numbers of ${where}, and some differ by fewer than ${threshold} people`,
    remedy: 'say what the two tables count, or use the names and numbers of the earlier one',
  },
  republished: {
    verdict: 'needs-fix',
    reason: (where) => `a cell is suppressed here or in ${where}, and published in the other`,
    remedy: 'suppress the same cells in every release, and others with them as the totals demand',
  },
  unkeyed: {
    verdict: 'review',
    reason: (where) =>
      `${where} has several rows of the same labels, so that nothing can be subtracted from it with certainty`,
    remedy: 'have a reviewer compare the two',
  },
};

/** Earlier tables that a reason names one by one; the cells of the others stand under one more. */
const mostNamed = 10;
/** Places that a reason names. */
const mostPlaces = 3;

export interface Beside extends Pick<EarlierTable, 'release' | 'file'> {
  readonly leaks: readonly Leak[];
}

/** One finding for each cause and earlier table. A reason names the table and where in it the first of the other cells stand. */
export function leakFindings(all: readonly Beside[], threshold: number): readonly Finding[] {
  return (Object.keys(words) as Cause[]).flatMap((cause) => {
    const { verdict, reason, remedy } = words[cause];
    const having = all.flatMap((one) => {
      const leaks = one.leaks.filter((leak) => leak.cause === cause);
      return leaks.length > 0 ? [{ ...one, leaks }] : [];
    });
    const finding = (leaks: readonly Leak[], where: string): readonly Finding[] => {
      const said = { rule: 'differencing', verdict, reason: reason(where, threshold), remedy };
      const cells = leaks.flatMap(({ mine }) => mine);
      return cells.length === 0 ? [{ ...said, at: {} }] : cellsFinding(cells, said);
    };
    const named = having.slice(0, mostNamed);
    const rest = having.slice(mostNamed);
    return [
      ...named.flatMap((one) => finding(one.leaks, `${tableName(one)}${placesOf(one.leaks)}`)),
      ...(rest.length === 0
        ? []
        : finding(
            rest.flatMap(({ leaks }) => leaks),
            `${rest.length} more tables, from ${tableName(rest[0])} on`,
          )),
    ];
  });
}

function tableName(one: Pick<EarlierTable, 'release' | 'file'> | undefined): string {
  if (one?.release === thisTable) return 'the same table';
  return one?.release === thisRequest
    ? `file ${one.file} of this request`
    : `file ${one?.file} of release ${one?.release}`;
}

function placesOf(leaks: readonly Leak[]): string {
  const seen = new Map<string, Cell>();
  for (const { old } of leaks) {
    for (const cell of old) if (seen.size < mostCells) seen.set(`${cell.row},${cell.column}`, cell);
  }
  if (seen.size === 0) return '';
  const places = [...seen.values()].slice(0, mostPlaces).map(({ row, column }) => `row ${row} column ${column}`);
  return ` (there ${places.join(', ')}${seen.size > mostPlaces ? ' and more' : ''})`;
}
