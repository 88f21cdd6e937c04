import type { Finding } from '../contract.ts';
import type { ColumnFacts } from './column-facts.ts';
import type { Heading } from './heading-words.ts';
import { found } from './scan-rules.ts';
import type { ScannedTable } from './scanned.ts';

/** Rows that records have and results seldom. */
const manyRows = 5000;
const fewRows = 50;
const nearUnique = 0.95;
const manyCategories = 8;

const isIdShaped = (facts: ColumnFacts) => {
  const whole = facts.integers === facts.values && facts.shortest === facts.longest && facts.longest >= 6;
  const key = (facts.hits.key?.cells ?? 0) > 0 || (facts.hits['ten-digits']?.cells ?? 0) > 0;
  return whole || key || facts.tokens.bytes > 0;
};

/** Every number from 0 or 1 to beyond what ages, years and ranks run to: numbers the rows or the people. */
const mostRanks = 150;
const isRowNumber = (facts: ColumnFacts, rows: number) =>
  rows > mostRanks &&
  facts.integers === rows &&
  (facts.min === 0 || facts.min === 1) &&
  facts.max === facts.min + rows - 1;

const isCategory = (facts: ColumnFacts, rows: number) =>
  facts.values > 0 && facts.distinct <= fewRows && facts.distinct * 2 < rows && facts.numbers === facts.integers;

/** Share of ones among the counts, by the column of counts with most. */
function countsOfOne(scanned: ScannedTable, headings: readonly Heading[]): number {
  const shares = scanned.columns.map((facts, column) =>
    headings[column]?.isCount && facts.values > 0 ? (facts.small[1] ?? 0) / facts.values : 0,
  );
  return Math.max(0, ...shares);
}

/** What speaks for records of people; any two together block a file. */
export function recordSigns(
  scanned: ScannedTable,
  headings: readonly Heading[],
  hasCounts: boolean,
): readonly string[] {
  const { rows, columns } = scanned;
  const many = rows > fewRows;
  const unique = columns.some((facts, column) => {
    const isUnique = many && facts.values > 0 && facts.distinct > rows * nearUnique;
    return isUnique && (headings[column]?.looksLikeId || isIdShaped(facts) || isRowNumber(facts, rows));
  });
  const categories = columns.filter((facts) => isCategory(facts, rows)).length;
  const texts = columns.filter((facts) => facts.numbers * 2 < facts.values).length;
  const alone = hasCounts
    ? many && countsOfOne(scanned, headings) > 0.5
    : many && texts >= 4 && scanned.combinations > rows / 2;
  return [
    ...(rows > manyRows ? [`more than ${manyRows} rows`] : []),
    ...(unique ? ['a column with another value in nearly every row that is or looks like an id'] : []),
    ...(headings.some((heading) => heading.isIdentifying) ? ['a heading that names an identifier'] : []),
    ...(!hasCounts && categories > manyCategories ? [`${categories} columns of categories and none of counts`] : []),
    ...(alone ? ['most rows stand for one combination or one person alone'] : []),
  ];
}

export function recordLevel(
  scanned: ScannedTable,
  headings: readonly Heading[],
  hasCounts: boolean,
): readonly Finding[] {
  const signs = recordSigns(scanned, headings, hasCounts);
  if (signs.length === 0) return [];
  return [found('record-level', signs.length > 1 ? 'blocked' : 'review', {}, signs.join('; '))];
}
