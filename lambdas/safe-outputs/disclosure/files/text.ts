import type { FileType, Finding, Profile } from '../contract.ts';
import { characterFindings } from './characters.ts';
import { type Inspected, inspected } from './inspected.ts';
import { limits } from './limits.ts';
import { finding } from './refusal.ts';
import { identifiersInText } from './text-identifiers.ts';
import { asCsv, numberFindings } from './text-numbers.ts';
import { textTables, withoutTables } from './text-tables.ts';
import { tokenFindings } from './tokens.ts';
import { decode } from './utf8.ts';

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
export const markup: Finding = finding(
  'active-markup',
  'review',
  'the text holds markup that a viewer would run, load, hide or draw as a table',
  'remove it',
);
export const activeMarkup =
  /<(script|iframe|object|embed|svg|img|link|style|form|meta|table|details)\b|<!--|javascript:|data:[a-z]+\/[a-z]/i;

/** Text, Markdown, code and logs. Tables found in it are handed on; code is searched for none, as commas divide all of it. */
export const inspectText = (type: FileType, bytes: Uint8Array, profile: Profile): Inspected => {
  const text = decode(bytes).replaceAll('\r\n', '\n').replaceAll('\r', '\n');
  const isCode = type === 'code';
  const tables = isCode ? [] : textTables(text);
  const ragged = tables.filter((each) => each.ragged);
  const findings = [
    ...findingsOfText(text),
    ...numberFindings(withoutTables(text, tables), isCode, profile),
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
