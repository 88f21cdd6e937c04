import type { Finding, Profile } from '../contract.ts';
import { readBody } from './docx-body.ts';
import { type Inspected, inspected } from './inspected.ts';
import { limits } from './limits.ts';
import { numbersOf } from './numeric-lines.ts';
import { distinct, isMedia, officeParts } from './ooxml-parts.ts';
import { finding, Refusal } from './refusal.ts';
import { findingsOfText } from './text.ts';
import { readZip } from './zip-reader.ts';

const again = 'accept all changes, show all hidden text, and copy the document into a new one';
const fix = (rule: string, reason: string, entry: number) => finding(rule, 'needs-fix', reason, again, { entry });

const human = finding(
  'document-needs-reading',
  'review',
  'a document is judged by its tables and by a human who reads it',
  'send tables as CSV where you can',
);

/** Parts first, then text and tables of the document, its notes, headers and footers. */
export const inspectDocx = (bytes: Uint8Array, profile: Profile): Inspected => {
  const parts = readZip(bytes, limits.archiveBytes);
  const office = officeParts(parts, 'docx');
  const bodies = parts
    .filter(({ path }) => /^word\/(document|footnotes|endnotes|header\d*|footer\d*)\.xml$/.test(path))
    .map((part) => ({ entry: part.entry, body: readBody(part) }));
  if (!parts.some(({ path }) => path === 'word/document.xml'))
    throw new Refusal('document-malformed', 'the document lacks its text', 'save it again');
  const text = bodies.flatMap(({ body }) => body.paragraphs).join('\n');
  const tables = bodies.flatMap(({ body }) => body.tables);
  const found: Finding[] = bodies.flatMap(({ entry, body }) => [
    ...(body.tracked ? [fix('tracked-changes', 'the document keeps what was changed or deleted', entry)] : []),
    ...(body.vanished ? [fix('hidden-text', 'the document has hidden text', entry)] : []),
    ...(body.unseen ? [fix('hidden-text', 'the document has text in white or in a tiny font', entry)] : []),
    ...(body.calls
      ? [
          finding('external-link', 'blocked', 'the document has a field that fetches or runs something', again, {
            entry,
          }),
        ]
      : []),
  ]);
  const long = tables.some(({ rows }) => rows.length > profile.limits.rowsPerFile);
  const block = numbersOf(text).blocks.some(({ rows }) => rows > limits.numericRows);
  const given = findingsOfText(`${text}\n${office.text}`).map((each) => ({ ...each, at: {} }));
  return inspected(
    distinct([
      ...office.findings,
      ...found,
      ...given,
      ...(long || block || tables.length > limits.tablesPerFile
        ? [
            finding(
              'too-many-rows',
              'blocked',
              'the document holds more rows of numbers than a report has',
              'send aggregates as CSV',
            ),
          ]
        : []),
      human,
    ]),
    tables.slice(0, limits.tablesPerFile),
    parts.filter(({ path }) => isMedia(path)),
  );
};
