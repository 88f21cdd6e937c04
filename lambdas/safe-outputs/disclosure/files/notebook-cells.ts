import type { Finding } from '../contract.ts';
import { itemsOf, type JsonValue, member, textOf } from './json-value.ts';
import { limits } from './limits.ts';
import { isLarge, numbersOf } from './numeric-lines.ts';
import { finding } from './refusal.ts';
import { findingsOfText } from './text.ts';

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

const cellFindings = (cell: JsonValue, number: number): readonly Finding[] => {
  const source = joined(member(cell, 'source'));
  const large = numbersOf(source).blocks.find((block) => isLarge(block, limits.numericRowsOfCode));
  const odd = cell.kind === 'object' ? [...cell.members.keys()].filter((name) => !usual.has(name)) : ['not an object'];
  return [
    ...itemsOf(member(cell, 'outputs')).map((output) => outputFinding(output, number)),
    ...findingsOfText(source).map((found) => ({ ...found, at: { line: cell.line, entry: number } })),
    ...(large === undefined
      ? []
      : [
          finding(
            'numeric-block',
            'blocked',
            `the source of a cell holds a block of more than ${limits.numericRowsOfCode} rows of numbers`,
            'read the numbers from a file',
            { line: cell.line, entry: number },
          ),
        ]),
    ...(odd.length === 0
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

/** Cells count from 1 as `entry`. */
export const notebookFindings = (root: JsonValue): readonly Finding[] => {
  const cells = itemsOf(member(root, 'cells'));
  const extra = member(member(root, 'metadata'), 'widgets') !== undefined;
  return [
    ...cells.flatMap((cell, i) => cellFindings(cell, i + 1)),
    ...(extra
      ? [finding('notebook-output', 'blocked', 'the notebook holds the state of widgets, which hold data', strip)]
      : []),
  ];
};
