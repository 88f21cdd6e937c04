import type { Finding, Profile, Table } from '../contract.ts';
import { jsonText } from './json-text.ts';
import { itemsOf, type JsonValue, member, textOf } from './json-value.ts';
import { numbersOf } from './numeric-lines.ts';
import { finding } from './refusal.ts';
import { activeMarkup, findingsOfText, markup } from './text.ts';
import { numberFindings } from './text-numbers.ts';
import { textTables, withoutTables } from './text-tables.ts';

const strip = 'strip the outputs (`jupyter nbconvert --clear-output`) and send results as files of their own';

/** The text of a cell or an output, which Jupyter writes as one text or as a list of lines. */
const joined = (value: JsonValue | undefined): string =>
  value?.kind === 'list' ? value.items.map((item) => textOf(item) ?? '').join('') : (textOf(value) ?? '');

const kindsOf = (output: JsonValue): readonly string[] => {
  const data = member(output, 'data');
  return data?.kind === 'object' ? [...data.members.keys()] : [];
};

/** What a cell printed: blocked where it is a table, which nobody has checked; else for a human. */
const outputFinding = (output: JsonValue, cell: number): Finding => {
  const text = joined(member(output, 'text')) + joined(member(member(output, 'data'), 'text/plain'));
  const table = kindsOf(output).some((kind) => /html|json|vnd\.|csv/.test(kind)) || numbersOf(text).blocks.length > 0;
  const at = { line: output.line, entry: cell };
  return table
    ? finding('notebook-output', 'blocked', 'a cell of the notebook holds a printed table', strip, at)
    : finding('notebook-output', 'review', 'a cell of the notebook holds what it printed', strip, at);
};

const usual = new Set(['cell_type', 'execution_count', 'id', 'metadata', 'outputs', 'source']);

const isProse = (cell: JsonValue): boolean => textOf(member(cell, 'cell_type')) !== 'code';

const cellFindings = (cell: JsonValue, number: number, profile: Profile): readonly Finding[] => {
  const source = joined(member(cell, 'source'));
  const metadata = member(cell, 'metadata');
  const kept = metadata !== undefined && jsonText(metadata).length > mostOfCell;
  const odd = cell.kind === 'object' ? [...cell.members.keys()].filter((name) => !usual.has(name)) : ['not an object'];
  return [
    ...itemsOf(member(cell, 'outputs')).map((output) => outputFinding(output, number)),
    ...findingsOfText(source).map((found) => ({ ...found, at: { line: cell.line, entry: number } })),
    ...numberFindings(isProse(cell) ? withoutTables(source, textTables(source)) : source, !isProse(cell), profile).map(
      (found) => ({
        ...found,
        at: { line: cell.line, entry: number },
      }),
    ),
    ...(isProse(cell) && activeMarkup.test(source) ? [{ ...markup, at: { line: cell.line, entry: number } }] : []),
    ...(odd.length === 0 && !kept
      ? []
      : [
          finding(
            'notebook-attachment',
            'needs-fix',
            'a cell of the notebook holds more than source and outputs, such as an attached file',
            'remove it',
            { line: cell.line, entry: number },
          ),
        ]),
  ];
};

/** Characters: what editors write of kernel and language is a tenth of it. */
const mostOfMetadata = 4000;
/** Characters: tags, a name, whether it is folded and when it ran. */
const mostOfCell = 500;

/** Cells count from 1 as `entry`. */
export const notebookFindings = (root: JsonValue, profile: Profile): readonly Finding[] => {
  const cells = itemsOf(member(root, 'cells'));
  const metadata = member(root, 'metadata');
  const extra = member(metadata, 'widgets') !== undefined;
  const large = metadata !== undefined && jsonText(metadata).length > mostOfMetadata;
  return [
    ...cells.flatMap((cell, i) => cellFindings(cell, i + 1, profile)),
    ...(extra
      ? [finding('notebook-output', 'blocked', 'the notebook holds the state of widgets, which hold data', strip)]
      : []),
    ...(large
      ? [
          finding(
            'notebook-attachment',
            'needs-fix',
            'the notebook holds more about itself than an editor writes',
            'save it without metadata',
          ),
        ]
      : []),
  ];
};

/** Tables in the prose of a notebook. */
export const notebookTables = (root: JsonValue): readonly Table[] =>
  itemsOf(member(root, 'cells'))
    .filter(isProse)
    .flatMap((cell) => textTables(joined(member(cell, 'source'))).map(({ table }) => table));
