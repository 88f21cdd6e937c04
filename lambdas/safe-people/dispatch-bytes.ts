import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import * as z from 'zod/mini';
import { type Doorway, failed, log } from './dispatch.ts';
import { publicOrigins, type Route } from './door.ts';
import { admitted, placeOf } from './door-admission.ts';
import { refusalsOf } from './door-answer.ts';
import { type BytesHandlers, bytesHeaders, checked, type Outgoing } from './door-bytes.ts';
import { type DoorEvent, doorEvent } from './door-event.ts';
import { respond } from './door-response.ts';

/** What stands before the bytes. */
export interface Prelude {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
}

/** Begins an answer: the stream's first write sends the prelude before it. */
export type Begin = (stream: Writable, prelude: Prelude) => Writable;

const nothing = new Uint8Array(0);

/**
 * The function behind a door that answers bytes. All checks are those of `dispatcher`, and a refusal is the same JSON; nothing of it is sent after the
 * first byte. When bytes fail midway the stream is destroyed and the invocation fails: the transfer breaks off short of its length.
 * @throws when it is made, where a route has no handler, answers no bytes, or would show data at the public door.
 */
export function streamingDispatcher(
  routes: readonly Route[],
  handlers: BytesHandlers,
  { door, clock, report = log, begin }: Doorway & { readonly begin: Begin },
): (event: unknown, stream: Writable) => Promise<void> {
  const table = new Map(
    routes
      .filter(({ doors }) => doors.includes(door))
      .map((route) => {
        const { operation, streams } = route;
        const handler = Object.hasOwn(handlers, operation) ? handlers[operation] : undefined;
        if (handler === undefined) throw new Error(`${operation} has no handler`);
        if (streams === undefined) throw new Error(`${operation} answers no bytes, which this function does`);
        if (door === 'public' && !publicOrigins.includes(streams.origin))
          throw new Error(`${operation} shows bytes (${streams.origin}) at the public door`);
        return [placeOf(route), { route, handler }] as const;
      }),
  );

  const refuse = async (
    stream: Writable,
    status: number,
    request: string,
    refusals: Parameters<typeof refusalsOf>[0],
  ) => {
    const { statusCode, headers, body } = respond(status, request, refusalsOf(refusals));
    await written(begin(stream, { statusCode, headers }), [Buffer.from(body)]);
  };

  /** The file that is to be sent, its first chunk read: until then a failure is still an answer. */
  const opened = async (event: DoorEvent, named: (operation: string) => void) => {
    const admission = admitted(event, table, { door, clock }, named);
    if (!admission.ok) return admission;
    const answer = await admission.served.handler(admission.call);
    if (!('file' in answer)) return { ok: false, ...answer } as const;
    const chunks = checked(answer.file);
    const first = await chunks.next();
    return { ok: true, file: answer.file, first: first.done ? nothing : first.value, chunks } as const;
  };

  return async (event, stream) => {
    const read = z.safeParse(doorEvent, event);
    if (!read.success) return refuse(stream, 400, 'none', [failed]);
    const request = read.data.requestContext.requestId;
    let operation = 'none';
    const tell = (error: unknown) =>
      report({ request, operation, error: error instanceof Error ? error.name : 'unknown' });
    const found = await opened(read.data, (name) => {
      operation = name;
    }).catch((error: unknown) => {
      tell(error);
      return { ok: false, status: 500, refusals: [failed] } as const;
    });
    if (!found.ok) return refuse(stream, found.status, request, found.refusals);
    try {
      await written(begin(stream, preludeOf(found.file, request)), after(found.first, found.chunks));
    } catch (error) {
      tell(error);
      throw new Error('the transfer was broken off');
    }
  };
}

const preludeOf = (file: Outgoing, request: string): Prelude => ({
  statusCode: 200,
  headers: { ...bytesHeaders(file), 'x-request-id': request },
});

async function* after(first: Uint8Array, chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield first;
  yield* chunks;
}

/** Waits for whoever reads more slowly than the store gives; destroys the stream when either fails. */
const written = (stream: Writable, chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): Promise<void> =>
  pipeline(Readable.from(chunks, { objectMode: true }), stream);
