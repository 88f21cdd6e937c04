import type { Finding, Profile } from '../contract.ts';
import { characterFindings } from './characters.ts';
import { type Inspected, inspected } from './inspected.ts';
import { readJson } from './json-reader.ts';
import { jsonTables } from './json-tables.ts';
import { jsonText, longTexts } from './json-text.ts';
import { type JsonValue, member } from './json-value.ts';
import { limits } from './limits.ts';
import { modelFindings } from './model-json.ts';
import { notebookFindings } from './notebook-cells.ts';
import { finding } from './refusal.ts';
import { identifiersInText } from './text-identifiers.ts';
import { tokenFindings } from './tokens.ts';
import { decode } from './utf8.ts';

/** Positions in the text that {@link jsonText} gives: the line is that of the file, the character is not. */
const lineOnly = (found: Finding): Finding =>
  found.at.line === undefined ? found : { ...found, at: { line: found.at.line } };

/** What names and values of any JSON give away. */
export const findingsOfJson = (root: JsonValue): readonly Finding[] => {
  const text = jsonText(root);
  return [
    ...identifiersInText(text).map(lineOnly),
    ...longTexts(root, limits.tokenCharacters).flatMap((each) =>
      tokenFindings(each.text, each.line).map(({ at, ...rest }) => ({
        ...rest,
        at: { line: Math.min(at.line ?? 1, each.line) },
      })),
    ),
    ...characterFindings(text).map(lineOnly),
  ];
};

const loose = finding(
  'numbers-outside-tables',
  'review',
  'the file holds numbers or lists that are in no table, which no rule for tables judges',
  'write results as a list of objects of the same names, or as CSV',
);

/** Tables for the rules; the rest is read for what it gives away. A notebook or a model is one whatever its name. */
export const inspectJson = (bytes: Uint8Array, profile: Profile): Inspected => {
  const root = readJson(decode(bytes));
  const isNotebook = member(root, 'nbformat') !== undefined && member(root, 'cells') !== undefined;
  const { tables, loose: numbers, irregular } = jsonTables(root);
  const tooMany = tables.length > limits.tablesPerFile;
  const long =
    irregular > profile.limits.rowsPerFile || tables.some((table) => table.rows.length > profile.limits.rowsPerFile);
  return inspected(
    [
      ...findingsOfJson(root),
      ...modelFindings(root),
      ...(isNotebook ? notebookFindings(root, profile) : []),
      ...((numbers > 0 || irregular > 0) && !isNotebook ? [loose] : []),
      ...(tooMany
        ? [
            finding(
              'too-many-tables',
              'blocked',
              `the file holds more than ${limits.tablesPerFile} tables`,
              'send fewer in a file',
            ),
          ]
        : []),
      ...(long
        ? [
            finding(
              'too-many-rows',
              'blocked',
              `a table of the file has more than ${profile.limits.rowsPerFile} rows, as a listing of records has`,
              'send aggregates',
            ),
          ]
        : []),
    ],
    tooMany || long ? [] : tables,
  );
};
