import type { Finding } from '../contract.ts';
import { buffer } from './bytes.ts';
import { type Inspected, inspected } from './inspected.ts';
import { forbiddenName, longForbidden, nameFindings } from './pdf-names.ts';
import { readPdf } from './pdf-objects.ts';
import { polyglotFindings } from './polyglot.ts';
import { finding } from './refusal.ts';
import { findingsOfText } from './text.ts';

const revised = finding(
  'pdf-revisions',
  'needs-fix',
  'the document holds earlier states of itself, in which removed text can still be read',
  'print the document to PDF again, as one state and not for fast viewing',
);
const unreadable = finding(
  'pdf-unreadable-text',
  'review',
  'most text of the document is drawn by numbers of glyphs, which the engine cannot read',
  'read the document for identifiers, or send its text and tables as files of their own',
);
const human = finding(
  'pdf-needs-reading',
  'review',
  'a document is judged by the tables behind it and by a human who reads it',
  'send each table of it as CSV and say where it stands',
);

const once = (findings: readonly Finding[]): readonly Finding[] => [
  ...new Map(findings.map((each) => [each.rule, each])).values(),
];

/**
 * Reads every byte of the file as an object, a stream or the tables that find them, and every stream that is no picture, within a budget.
 * Layout, fonts and pictures are not interpreted: a human must look in any case.
 */
export const inspectPdf = (bytes: Uint8Array): Inspected => {
  const pdf = readPdf(buffer(bytes));
  const raw = longForbidden.map((name) => buffer(bytes).indexOf(`/${name}`, 0, 'latin1')).filter((at) => at >= 0);
  return inspected([
    ...once(pdf.names.flatMap(([name, at]) => nameFindings(name, at))),
    ...(pdf.acts === undefined ? [] : [forbiddenName(pdf.acts)]),
    ...(raw[0] === undefined ? [] : [forbiddenName(raw[0])]),
    ...polyglotFindings(bytes, 8),
    // Strings of a PDF number some letters as other texts number control characters.
    ...findingsOfText(pdf.text)
      .filter(({ rule }) => rule !== 'control-characters')
      .map((found) => ({ ...found, at: {} })),
    ...(pdf.revisions > 1 ? [revised] : []),
    ...(pdf.unreadable > pdf.readable ? [unreadable] : []),
    human,
  ]);
};
