import type { FileType, Finding, Profile } from '../contract.ts';
import { characterFindings } from './characters.ts';
import { type Inspected, inspected } from './inspected.ts';
import { limits } from './limits.ts';
import { isLarge, numbersOf } from './numeric-lines.ts';
import { finding } from './refusal.ts';
import { identifiersInText } from './text-identifiers.ts';
import { textTables } from './text-tables.ts';
import { tokenFindings } from './tokens.ts';
import { decode } from './utf8.ts';

const asCsv = 'send the numbers as a CSV of their own, so that the rules for tables can judge them';

/** Blocks of numbers, which no rule for tables sees while they stand in prose, code or a log. */
const numberFindings = (text: string, isCode: boolean, profile: Profile): readonly Finding[] => {
  const { blocks, total, singles } = numbersOf(text);
  const rows = isCode ? limits.numericRowsOfCode : limits.numericRows;
  const found: Finding[] = [];
  for (const block of blocks.filter((each) => isLarge(each, rows)).slice(0, limits.findingsPerRule))
    found.push(
      finding(
        'numeric-block',
        'blocked',
        `a block of numbers of more than ${rows} rows and ${limits.numericColumns} columns or more, as a listing of records has`,
        asCsv,
        { line: block.line },
      ),
    );
  const small = blocks.find((each) => !isLarge(each, rows));
  if (small !== undefined)
    found.push(
      finding(
        'numbers-in-text',
        'review',
        'the text holds numbers set as a table, which no rule for tables judges',
        asCsv,
        { line: small.line },
      ),
    );
  if (singles > profile.limits.rowsPerFile)
    found.push(
      finding('numeric-block', 'blocked', `more than ${profile.limits.rowsPerFile} lines hold one number each`, asCsv),
    );
  else if (singles > limits.numericRows && !isCode)
    found.push(
      finding('numbers-in-text', 'review', `more than ${limits.numericRows} lines hold one number each`, asCsv),
    );
  else if (total > profile.limits.rowsPerFile)
    found.push(
      finding('numbers-in-text', 'review', `the text holds more than ${profile.limits.rowsPerFile} numbers`, asCsv),
    );
  return found;
};

/** Findings about any text, wherever it stood: identifiers, files written as letters, characters that are not seen. */
export const findingsOfText = (text: string): readonly Finding[] => [
  ...identifiersInText(text),
  ...tokenFindings(text),
  ...characterFindings(text),
];

const logs: Finding = finding(
  'log',
  'review',
  'a log can hold data that the program met',
  'cut the log to the lines that are needed',
);
const markup: Finding = finding(
  'active-markup',
  'review',
  'the text holds markup that a viewer would run or load',
  'remove it',
);
const activeMarkup = /<(script|iframe|object|embed|svg|img|link|style|form|meta)\b|javascript:|data:[a-z]+\/[a-z]/i;

/** Text, Markdown, code and logs. Tables found in it are handed on; code is searched for none, as commas divide all of it. */
export const inspectText = (type: FileType, bytes: Uint8Array, profile: Profile): Inspected => {
  const text = decode(bytes).replaceAll('\r\n', '\n').replaceAll('\r', '\n');
  const isCode = type === 'code';
  const tables = isCode ? [] : textTables(text);
  const ragged = tables.filter((each) => each.ragged);
  const findings = [
    ...findingsOfText(text),
    ...numberFindings(text, isCode, profile),
    ...(type === 'log' ? [logs] : []),
    ...(!isCode && activeMarkup.test(text) ? [markup] : []),
    ...ragged
      .slice(0, limits.findingsPerRule)
      .map(({ line }) =>
        finding(
          'ragged-table',
          'review',
          'rows of a table in the text have more or fewer cells than its header',
          asCsv,
          { line },
        ),
      ),
    ...(tables.length >= limits.tablesPerFile
      ? [finding('too-many-tables', 'blocked', `the text holds ${limits.tablesPerFile} tables or more`, asCsv)]
      : []),
  ];
  return inspected(
    findings,
    tables.map(({ table }) => table),
  );
};
