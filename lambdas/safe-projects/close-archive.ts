import { createHash } from 'node:crypto';
import type { Person } from '../safe-people/contract.ts';
import type { EventRecord } from '../workflow/contract.ts';
import type { Query, QueryStanding } from './contract.ts';
import { csvOf } from './csv.ts';
import { type DataUseEntry, dataUseCsv } from './data-use-register.ts';

/** Everything that is known of a project and holds no text of a query and no data of a patient. */
export interface ArchiveSources {
  /** The stored project, whole. */
  readonly project: Readonly<Record<string, unknown>> & Pick<QueryStanding, 'id' | 'members' | 'approvals'>;
  readonly people: readonly Person[];
  /** Its history from the first command on: applications, votes, decisions with reasons. */
  readonly events: readonly EventRecord[];
  readonly queries: readonly Query[];
  /** Its entry in the register of data uses, as published. */
  readonly dataUse: DataUseEntry | undefined;
  /** What was released through the airlock. */
  readonly releases: readonly Readonly<Record<string, unknown>>[];
}

export interface ArchiveFile {
  readonly name: string;
  readonly text: string;
}

export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

const csv = <Row extends object>(columns: readonly (keyof Row & string)[], rows: readonly Row[]): string =>
  csvOf([columns, ...rows.map((row) => columns.map((column) => row[column]))]);

const queryColumns = [
  'id',
  'person',
  'state',
  'askedAt',
  'endedAt',
  'bytesRead',
  'rows',
  'textHash',
  'fingerprint',
  'execution',
  'because',
] as const;

/** Only what the contract of a query names: a field that is added later is not archived before somebody looked at it. */
const recordOf = (query: Query): Readonly<Record<(typeof queryColumns)[number], unknown>> =>
  Object.fromEntries(queryColumns.map((column) => [column, query[column]])) as Record<
    (typeof queryColumns)[number],
    unknown
  >;

/**
 * A project's file, in formats that will be read in decades: JSON as it was stored, CSV for whoever counts. The same sources give the same
 * bytes. Who somebody was is in it by name and organisation, for decisions without names prove nothing; no address, no certificate.
 */
export function archiveFiles(sources: ArchiveSources): readonly ArchiveFile[] {
  const { project, people, events, queries, dataUse, releases } = sources;
  const who = new Map(people.map((person) => [person.id, person]));
  const members = project.members.map((member) => ({
    ...member,
    name: who.get(member.person)?.name,
    organisation: who.get(member.person)?.organisation,
  }));
  const decisions = events.map(({ sequence, at, kind, actor, data }) => ({
    sequence,
    at,
    kind,
    by: actor.kind === 'person' ? actor.id : actor.name,
    data,
  }));
  const asked = [...queries].sort((a, b) => (a.id < b.id ? -1 : 1)).map(recordOf);
  return [
    { name: 'project.json', text: json(project) },
    { name: 'approvals.csv', text: csv(['of', 'from', 'expires'], project.approvals) },
    { name: 'members.csv', text: csv(['person', 'name', 'organisation', 'as', 'from', 'until', 'endedAt'], members) },
    { name: 'decisions.csv', text: csv(['sequence', 'at', 'kind', 'by', 'data'], decisions) },
    { name: 'events.json', text: json(events) },
    { name: 'queries.csv', text: csv(queryColumns, asked) },
    { name: 'queries.json', text: json(asked) },
    { name: 'released-outputs.json', text: json(releases) },
    { name: 'data-use-register.json', text: json(dataUse ?? null) },
    { name: 'data-use-register.csv', text: dataUseCsv(dataUse === undefined ? [] : [dataUse]) },
    { name: 'README.txt', text: readme(sources) },
  ];
}

const readme = ({ project, events, queries, releases, dataUse }: ArchiveSources): string =>
  [
    `File of the project ${project.id}, kept when it was closed.`,
    '',
    'project.json            the entry in the register, as it was stored',
    `approvals.csv           ${project.approvals.length} approvals and their dates`,
    `members.csv             ${project.members.length} memberships`,
    `decisions.csv           ${events.length} events in order, with who and when; data is JSON`,
    'events.json             the same, as they were chained: "previous" is the SHA-256 of the record before',
    `queries.csv, .json      ${queries.length} queries: who, when, how much; of the text only its hash and that of its form`,
    `released-outputs.json   ${releases.length} outputs that were released`,
    `data-use-register.*     the published entry, as JSON and CSV${dataUse === undefined ? ': there is none' : ''}`,
    'SHA256SUMS              hashes of all of these; check with: sha256sum --check SHA256SUMS',
    '',
    'Not in it: data of patients, results of queries, texts of queries.',
    'CSV is UTF-8 after RFC 4180. A value that a spreadsheet would run begins with an apostrophe here, and is unchanged in JSON.',
    '',
  ].join('\n');

/** `sha256  name` a line, as sha256sum reads it, sorted by name. */
export const sums = (files: readonly ArchiveFile[]): string =>
  [...files]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, text }) => `${sha256(text)}  ${name}\n`)
    .join('');
