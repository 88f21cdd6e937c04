import type { Finding, Profile } from '../contract.ts';
import type { ColumnFacts } from './column-facts.ts';
import { headingOf } from './heading-words.ts';
import { identifiersInColumn, identifiersInWholeTable } from './identifiers-in-column.ts';
import { recordLevel } from './record-level.ts';
import { found } from './scan-rules.ts';
import type { ScannedTable } from './scanned.ts';

/** What a table is by its columns, whatever its numbers say: identifiers, hidden content, records of people. */
export function columnFindings(scanned: ScannedTable, profile: Profile): readonly Finding[] {
  const headings = scanned.header.map(headingOf);
  const hasCounts = headings.some((heading, column) => heading.isCount && isMostlyNumbers(scanned.columns[column]));
  const inColumns = scanned.columns.flatMap((facts, column) =>
    identifiersInColumn(facts, headings[column] ?? headingOf(''), { column: column + 1 }, hasCounts),
  );
  const most = profile.limits.rowsPerFile;
  return [
    ...(scanned.header[0]?.startsWith('#') ? [found('comment-line', 'review', { line: 1, column: 1 }, '')] : []),
    ...identifiersInColumn(scanned.headings, headingOf(''), {}, true),
    ...inColumns,
    ...identifiersInWholeTable(scanned.columns, inColumns),
    ...(scanned.rows > most
      ? [found('too-many-rows', 'blocked', {}, `${scanned.rows} rows where the profile allows ${most}`)]
      : []),
    ...recordLevel(scanned, headings, hasCounts),
  ];
}

const isMostlyNumbers = (facts: ColumnFacts | undefined) => facts !== undefined && facts.numbers * 2 >= facts.values;
