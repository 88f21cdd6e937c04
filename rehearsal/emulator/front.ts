import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { addressInsideTheNetwork, networkHeader } from '../rewrites/network-of-the-call.ts';
import { type Answer, type Call, nameOfCall } from './call.ts';

/** What the emulator answered, whole. */
export interface Upstream {
  readonly status: number;
  readonly rawHeaders: string[];
  readonly body: Buffer;
}

/** A way to the client: an answer in the emulator's place, or the connection itself. */
export interface Exchange {
  readonly call: Call;
  readonly response: ServerResponse;
  /** Asks whoever is beyond, in the end the emulator; each time it is called once more. */
  ask(): Promise<Upstream>;
}

/** What may happen to a call: an answer in the emulator's place; `taken` when the interceptor answers or hangs up; nothing. */
export type Interceptor = (exchange: Exchange) => Answer | 'taken' | undefined | Promise<Answer | 'taken' | undefined>;

export interface Front {
  readonly url: string;
  /** Name of the call -> how often it came by. */
  readonly calls: ReadonlyMap<string, number>;
  close(): Promise<void>;
}

/**
 * Every client of a rehearsal, CDK and Lambda workers included, talks to this proxy and it to the emulator. It says that the request
 * came over TLS, which bucket policies demand and loopback has not, and leaves the host as it was signed.
 */
export async function openFront(emulator: URL, interceptors: readonly Interceptor[]): Promise<Front> {
  const calls = new Map<string, number>();
  const server = createServer(async (incoming, response) => {
    const call = await read(incoming);
    calls.set(call.name, (calls.get(call.name) ?? 0) + 1);
    const beyond = async (index: number): Promise<Upstream | 'taken'> => {
      const intercept = interceptors[index];
      if (intercept === undefined) return ask(emulator, call);
      const found = await intercept({ call, response, ask: async () => whole(await beyond(index + 1)) });
      return found === undefined ? beyond(index + 1) : found === 'taken' ? found : upstreamOf(found);
    };
    const answer = await beyond(0);
    if (answer !== 'taken') response.writeHead(answer.status, answer.rawHeaders).end(answer.body);
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}`,
    calls,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

async function read(incoming: IncomingMessage): Promise<Call> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const seen = {
    method: incoming.method ?? 'GET',
    path: incoming.url ?? '/',
    headers: incoming.headers,
    body: Buffer.concat(chunks),
  };
  return { ...seen, ...nameOfCall(seen) };
}

const upstreamOf = ({ status, headers, body }: Answer): Upstream => ({
  status,
  rawHeaders: Object.entries(headers).flat(),
  body: Buffer.from(body),
});

/** Only the first interceptor may take a connection over; it cannot ask another that does. */
const whole = (answer: Upstream | 'taken'): Upstream => (answer === 'taken' ? unreachable : answer);

function ask(emulator: URL, { method, path, headers, body }: Call): Promise<Upstream> {
  const { 'transfer-encoding': _, expect: __, [networkHeader]: network, ...kept } = headers;
  return new Promise((resolve) => {
    const onward = request(
      {
        host: emulator.hostname,
        port: emulator.port,
        ...(network === undefined ? {} : { localAddress: addressInsideTheNetwork }),
        method,
        path,
        headers: { ...kept, 'content-length': body.length, 'x-forwarded-proto': 'https' },
      },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk) => chunks.push(chunk));
        answer.on('error', () => resolve(unreachable));
        answer.on('end', () =>
          resolve({
            status: answer.statusCode ?? 502,
            rawHeaders: answer.rawHeaders,
            body: Buffer.concat(chunks),
          }),
        );
      },
    );
    onward.on('error', () => resolve(unreachable));
    onward.end(body);
  });
}

const unreachable: Upstream = { status: 502, rawHeaders: [], body: Buffer.from('the emulator does not answer') };
