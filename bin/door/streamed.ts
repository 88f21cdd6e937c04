import type { Route } from '../../lambdas/safe-people/contract.ts';
import { type Caller, gotOf, onTheWire, reasonOf, type Sent } from './call.ts';
import { networkStop, refusalStop } from './failures.ts';
import { Stop } from './stop.ts';
import type { World } from './world.ts';

/** As long as API Gateway streams one answer. https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode.html */
const longest = 15 * 60_000;

/** What a door said of bytes before their first one. */
export interface Announced {
  readonly bytes?: number;
  /** In hexadecimal. */
  readonly sha256?: string;
}

/**
 * Bytes that a route answers. Asked for once, for each time is counted.
 * @throws Stop, also while they are read.
 */
export async function streamed(
  route: Route,
  sent: Sent,
  caller: Caller,
  world: World,
): Promise<{
  readonly announced: Announced;
  readonly bytes: AsyncIterable<Uint8Array>;
  /** Ends it unread. */
  close(): Promise<void>;
}> {
  const session = await caller.fresh();
  const { url, request } = onTheWire(route, sent, session);
  const lost = (error: unknown): Stop =>
    error instanceof Stop ? error : networkStop(route, { ok: false, ...reasonOf(error) }, session, undefined);
  const open = async (): Promise<Response> => {
    const response = await world.fetch(url, {
      ...request,
      headers: { ...request.headers, accept: 'application/octet-stream, application/json' },
      signal: AbortSignal.timeout(longest),
    });
    if (response.status === 200 && response.body !== null) return response;
    throw refusalStop(route, await gotOf(response), session, undefined);
  };
  const response = await open().catch((error: unknown) => {
    throw lost(error);
  });
  const bytes = Number(response.headers.get('x-tre-bytes') ?? Number.NaN);
  const sha256 = response.headers.get('x-tre-sha256');
  async function* read(): AsyncGenerator<Uint8Array> {
    try {
      for await (const chunk of response.body ?? []) yield chunk;
    } catch (error) {
      throw lost(error);
    }
  }
  return {
    announced: { ...(Number.isInteger(bytes) ? { bytes } : {}), ...(sha256 === null ? {} : { sha256 }) },
    bytes: read(),
    close: async () => response.body?.cancel(),
  };
}
