import type * as z from 'zod/mini';
import type { Actor, Door, Instant, Refusal } from '../workflow/contract.ts';

/**
 * Where the text of a field was typed or made. The public door shows nothing of `typed-inside`: a comment, a file name or a query typed
 * behind the private door could carry data.
 */
export const origins = [
  'enumeration',
  'count',
  'id',
  'instant',
  'typed-outside',
  'typed-inside',
  'data',
  'released',
] as const;
export type Origin = (typeof origins)[number];

/** The only origins that the public door shows. */
export const publicOrigins: readonly Origin[] = ['enumeration', 'count', 'id', 'instant', 'typed-outside', 'released'];

/** One field of an answer. What is not written here is never sent, whatever a handler returns. */
export interface Field {
  readonly type: 'string' | 'integer' | 'number' | 'boolean' | 'object';
  readonly origin: Origin;
  readonly says: string;
  /** A list of it. */
  readonly list?: true;
  readonly optional?: true;
  /** The value, or each of a list, may be `null`: a cell of a result that holds nothing. */
  readonly nullable?: true;
  /** Fields of an `object`, whose own origin then is that of the most sensitive. */
  readonly fields?: Fields;
}
export type Fields = Readonly<Record<string, Field>>;

export interface Call<Body = unknown> {
  readonly actor: Actor & { readonly kind: 'person' };
  /** Whether the token proves a second factor. */
  readonly mfa: boolean;
  readonly now: Instant;
  /** Values of `{names}` in the path and of declared query parameters, each checked against its pattern. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly body: Body;
}

export type Answer =
  | { readonly status: 200 | 201 | 202; readonly body: Readonly<Record<string, unknown>> }
  | { readonly status: 400 | 403 | 404 | 409 | 429; readonly refusals: readonly Refusal[] };

/** Bytes of a request's body where its route says nothing else. */
export const largestBody = 65_536;

export interface Parameter {
  readonly in: 'path' | 'query';
  /** Of the whole value, without anchors. */
  readonly pattern: string;
  /** A query parameter that may be left out; one of the path never is. */
  readonly optional?: true;
}

/** Bytes that a route answers with instead of JSON. */
export interface Streams {
  /** Of every byte: as with a field, the public door shows no `data`. */
  readonly origin: Extract<Origin, 'data' | 'released'>;
  readonly says: string;
}

/** One line of the one OpenAPI document. */
export interface Route<Body = unknown> {
  /** Unique; `operationId` of the document and name of the handler. */
  readonly operation: string;
  readonly method: 'get' | 'post';
  /** `{names}` stand for ids: nothing else that a person says may be in a URL. */
  readonly path: string;
  /** Doors at which it is deployed. One that can show data has `private` alone. */
  readonly doors: readonly Door[];
  readonly summary: string;
  /** Pattern of each `{name}` in the path, and of each query parameter. */
  readonly parameters: Readonly<Record<string, Parameter>>;
  /** Closed objects only (`z.strictObject`), and nothing that changes the value, such as a transform: it is read more than once. */
  readonly asks?: z.ZodMiniType<Body>;
  /** Bytes; absent: {@link largestBody}. */
  readonly largestBody?: number;
  /** Who may, in words for the reference, such as `project-lead of the project`. */
  readonly who?: string;
  /** Of a `get` that answers bytes: it has no fields, is served by `streamingDispatcher`, and refuses in JSON before the first byte. */
  readonly streams?: Streams;
  readonly answers: Fields;
}

export type Handler = (call: Call) => Promise<Answer>;
export type Handlers = Readonly<Record<string, Handler>>;
