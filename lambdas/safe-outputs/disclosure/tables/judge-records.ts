import type { Finding, Table } from '../contract.ts';
import { found } from '../scan/scan-rules.ts';
import { isOfPerson } from './person-words.ts';
import { type RowColumn, rowColumns } from './row-columns.ts';
import { areGroups } from './row-groups.ts';

/** Fewer rows tell too little. */
const fewestRows = 10;
const strong = 5;
const weak = 2;

/** Records of people without an identifier: rows that no labels tell apart as groups, and columns of what people have. */
export function judgeRecords(table: Table): readonly Finding[] {
  const { header, rows: all } = withSections(table);
  const rows = all.length;
  if (rows < fewestRows) return [];
  const columns = rowColumns(header, all);
  if (areGroups(columns, rows)) return [];
  const { points, mayBlock, said } = weighed(columns, rows);
  if (points < weak) return [];
  return [found('record-level', points >= strong && mayBlock ? 'blocked' : 'review', {}, said)];
}

/** What speaks for records where the rows are no groups. */
function weighed(columns: readonly RowColumn[], rows: number) {
  const single = columns.filter(({ isCount, ones }) => isCount && ones >= 0.8);
  const statistics = columns.filter((column) => column.isStatistic && !single.includes(column));
  const others = columns.filter((column) => !column.isStatistic && !column.isOfRows && !column.isComposite);
  const days = others.filter(({ kind, isOrdered }) => kind === 'day' && !isOrdered).length;
  const categories = others.filter(
    ({ kind, distinct, isCoded }) => isCoded || (kind === 'text' && distinct > 1 && distinct * 2 <= rows),
  ).length;
  const measured = others.filter(
    ({ heading, kind, isCoded, isShort, isShare, isNarrow, distinct }) =>
      kind === 'number' && !isCoded && isShort && !isShare && distinct > 1 && (isNarrow || isOfPerson(heading)),
  ).length;
  const ofPeople = others.filter(({ heading }) => isOfPerson(heading)).length;
  const numbers = columns.some(({ kind, isComposite }) => kind === 'number' || isComposite);
  const points =
    Math.min(measured + days, rows >= 60 ? 3 : 2) +
    (categories >= 8 ? 3 : categories >= 3 ? 2 : Math.min(categories, 1)) +
    (ofPeople >= 3 ? 2 : ofPeople >= 2 ? 1 : 0) +
    (rows >= 150 ? 3 : rows >= 60 ? 2 : rows >= 20 ? 1 : 0) +
    (single.length > 0 ? 1 : 0) +
    (numbers || rows < 20 ? 0 : 1) -
    (statistics.length === 0 ? 0 : statistics.every(({ isCount }) => isCount) ? 2 : 3);
  const said = `no labels tell its ${rows} rows apart as groups, with ${measured} columns of measurements, ${categories} of categories, ${days} of days and ${statistics.length} of statistics`;
  return { points, mayBlock: statistics.length === 0 || measured > 0, said };
}

/** Rows that hold nothing but a first cell are headings of those below them, and tell them apart. */
function withSections({ header, rows }: Table): Table {
  let section = '';
  const below: (readonly string[])[] = [];
  for (const row of rows) {
    const [first = '', ...rest] = row;
    if (first.trim() !== '' && rest.every((cell) => cell.trim() === '')) section = first;
    else below.push([section, ...row]);
  }
  return section === '' || header.length < 2 ? { header, rows } : { header: ['section', ...header], rows: below };
}
