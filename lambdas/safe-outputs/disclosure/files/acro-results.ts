import type { Profile } from '../contract.ts';
import { type Inspected, inspected } from './inspected.ts';
import { findingsOfJson } from './json.ts';
import { readJson } from './json-reader.ts';
import { jsonTables } from './json-tables.ts';
import { type JsonValue, member } from './json-value.ts';
import { finding, Refusal } from './refusal.ts';
import { decode } from './utf8.ts';

/** What a result of ACRO may hold. https://github.com/AI-SDC/ACRO (`Record.finalise_json`) */
const known = new Set([
  ...['uid', 'status', 'type', 'properties', 'files', 'outcome', 'command', 'summary', 'timestamp'],
  ...['comments', 'exception', 'fair'],
]);

const isAsWritten = (result: JsonValue): boolean =>
  result.kind === 'object' && [...result.members.keys()].every((name) => known.has(name));

const malformed = () =>
  new Refusal(
    'acro-malformed',
    'the file is not what ACRO writes under its name',
    'let ACRO write it again, or give the file another name',
  );

const claims = finding(
  'acro-claims',
  'review',
  'what ACRO says of outputs is a claim, which the reviewers may read beside them',
  'send the outputs that it speaks of with it',
);

/** What ACRO says of the outputs beside it. Their tables are judged from their own files; here it is only read for what it gives away. */
export const inspectAcroResults = (bytes: Uint8Array, profile: Profile): Inspected => {
  const root = readJson(decode(bytes));
  const results = member(root, 'results');
  if (root.kind !== 'object' || results?.kind !== 'object' || ![...results.members.values()].every(isAsWritten))
    throw malformed();
  if (![...root.members.keys()].every((name) => name === 'version' || name === 'results')) throw malformed();
  const { tables, loose } = jsonTables(results);
  const numbers = tables.reduce((sum, table) => sum + table.rows.length * table.header.length, loose);
  if (numbers > profile.limits.rowsPerFile) throw malformed();
  return inspected([...findingsOfJson(root), claims]);
};
