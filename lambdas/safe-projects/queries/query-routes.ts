import * as z from 'zod/mini';
import type { Fields, Route } from '../../safe-people/contract.ts';

const project = '[a-z][a-z0-9-]{1,23}';
const query = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const place = `[0-9]{13}-${query}`;

const inPath = (pattern: string) => ({ in: 'path', pattern }) as const;
const inQuery = (pattern: string) => ({ in: 'query', pattern }) as const;
const projectId = z.string().check(z.regex(new RegExp(`^${project}$`)));

export const askSchema = z.strictObject({
  project: projectId,
  /** Longer ones are refused with a place and a remedy. */
  sql: z.string().check(z.minLength(1), z.maxLength(300_000)),
  why: z.string().check(z.minLength(10), z.maxLength(2_000)),
});
export const rowsSchema = z.strictObject({
  project: projectId,
  page: z.optional(z.string().check(z.regex(/^[A-Za-z0-9-]{8,64}$/))),
});
export const cancelSchema = z.strictObject({ project: projectId });
export const sendSchema = z.strictObject({ project: projectId });

export type AskBody = z.infer<typeof askSchema>;
export type RowsBody = z.infer<typeof rowsSchema>;
export type CancelBody = z.infer<typeof cancelSchema>;
export type SendBody = z.infer<typeof sendSchema>;

const summary: Fields = {
  query: { type: 'string', origin: 'id', says: 'Id of the query' },
  project: { type: 'string', origin: 'id', says: 'Id of its project' },
  person: { type: 'string', origin: 'id', says: 'Id of the person who asked' },
  state: {
    type: 'string',
    origin: 'enumeration',
    says: 'waiting, starting, running, succeeded, failed, cancelled or stopped',
  },
  ending: {
    type: 'boolean',
    origin: 'enumeration',
    says: 'It was cancelled or stopped, and Athena has not ended it yet',
  },
  askedAt: { type: 'string', origin: 'instant', says: 'When it was asked' },
  startedAt: { type: 'string', origin: 'instant', says: 'When it took a place at Athena', optional: true },
  endedAt: { type: 'string', origin: 'instant', says: 'When it was over', optional: true },
  because: {
    type: 'string',
    origin: 'enumeration',
    says: 'Why it did not end well: a rule, or a category of Athena',
    optional: true,
  },
  bytesRead: { type: 'integer', origin: 'count', says: 'Bytes counted against the allowance', optional: true },
  rowsRead: { type: 'integer', origin: 'count', says: 'Rows that were read of its result, by anybody' },
  textHash: { type: 'string', origin: 'id', says: 'SHA-256 of its text' },
  fingerprint: { type: 'string', origin: 'id', says: 'SHA-256 of its text without literals' },
};

const columns: Fields = {
  name: { type: 'string', origin: 'data', says: 'Name, which the question may have made' },
  type: { type: 'string', origin: 'enumeration', says: 'Type' },
};

/** All behind the private door alone: each shows data, or text that was typed among data. */
const inside = { doors: ['private'] } as const;

export const askQuery: Route<AskBody> = {
  ...inside,
  operation: 'askQuery',
  method: 'post',
  path: '/queries',
  summary: 'Ask a question of the project, which waits for its turn',
  who: 'member of the project',
  parameters: {},
  asks: askSchema,
  largestBody: 700_000,
  answers: summary,
};
export const listQueries: Route = {
  ...inside,
  operation: 'listQueries',
  method: 'get',
  path: '/queries',
  summary: "One's own queries of the project, newest first; everybody's where the project shares results",
  who: 'member of the project',
  parameters: { project: inQuery(project), after: { ...inQuery(place), optional: true } },
  answers: {
    queries: { type: 'object', list: true, origin: 'id', says: 'The queries', fields: summary },
    next: { type: 'string', origin: 'id', says: 'To go on after these', optional: true },
  },
};
export const showQuery: Route = {
  ...inside,
  operation: 'showQuery',
  method: 'get',
  path: '/queries/{query}',
  summary: 'One query with its text, and what has become of it',
  who: 'the person who asked; any member where the project shares results',
  parameters: { query: inPath(query), project: inQuery(project) },
  answers: {
    ...summary,
    sql: { type: 'string', origin: 'typed-inside', says: 'Its text', optional: true },
    why: { type: 'string', origin: 'typed-inside', says: 'Why it was asked', optional: true },
  },
};
export const readQueryRows: Route<RowsBody> = {
  ...inside,
  operation: 'readQueryRows',
  method: 'post',
  path: '/queries/{query}/rows',
  summary: 'One page of its result, which is kept for a day',
  who: 'the person who asked; any member where the project shares results',
  parameters: { query: inPath(query) },
  asks: rowsSchema,
  answers: {
    columns: { type: 'object', list: true, origin: 'data', says: 'The columns', fields: columns },
    rows: {
      type: 'object',
      list: true,
      origin: 'data',
      says: 'The rows',
      fields: {
        cells: {
          type: 'string',
          list: true,
          nullable: true,
          origin: 'data',
          says: 'One per column; null where there is none',
        },
      },
    },
    next: { type: 'string', origin: 'id', says: 'The page to ask for next; absent: that was all', optional: true },
  },
};
export const cancelQuery: Route<CancelBody> = {
  ...inside,
  operation: 'cancelQuery',
  method: 'post',
  path: '/queries/{query}/cancel',
  summary: 'End it before it has ended',
  who: 'the person who asked',
  parameters: { query: inPath(query) },
  asks: cancelSchema,
  answers: summary,
};
export const sendQueryResults: Route<SendBody> = {
  ...inside,
  operation: 'sendQueryResults',
  method: 'post',
  path: '/queries/{query}/send',
  summary: 'Deposits the whole result as one CSV file, for a request to the airlock to name',
  who: 'the person who asked; any member where the project shares results',
  parameters: { query: inPath(query) },
  asks: sendSchema,
  answers: {
    deposit: { type: 'string', origin: 'id', says: 'Deposit, which only whoever sent it may name in a request' },
    rows: { type: 'integer', origin: 'count', says: 'Rows below the header' },
    bytes: { type: 'integer', origin: 'count', says: 'Bytes' },
    sha256: { type: 'string', origin: 'id', says: 'SHA-256' },
  },
};
export const listTables: Route = {
  ...inside,
  operation: 'listTables',
  method: 'get',
  path: '/projects/{project}/tables',
  summary: "Tables and columns of the project's extract",
  who: 'member of the project',
  parameters: { project: inPath(project) },
  answers: {
    tables: {
      type: 'object',
      list: true,
      origin: 'data',
      says: 'The tables',
      fields: {
        name: { type: 'string', origin: 'typed-outside', says: 'Name' },
        columns: {
          type: 'object',
          list: true,
          origin: 'data',
          says: 'Its columns',
          fields: {
            name: { type: 'string', origin: 'typed-outside', says: 'Name' },
            type: columns.type ?? { type: 'string', origin: 'enumeration', says: 'Type' },
          },
        },
      },
    },
  },
};

export const queryRoutes: readonly Route[] = [
  askQuery as Route,
  listQueries,
  showQuery,
  readQueryRows as Route,
  sendQueryResults as Route,
  cancelQuery as Route,
  listTables,
];
