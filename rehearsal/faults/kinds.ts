import { setTimeout as pause } from 'node:timers/promises';
import type { Call } from '../emulator/call.ts';
import type { Exchange, Upstream } from '../emulator/front.ts';

/** Something that happens to one call. It answers, or it hangs up. */
export type Fault = (exchange: Exchange) => Promise<void>;

const answer = ({ response }: Exchange, { status, rawHeaders, body }: Upstream): void => {
  response.writeHead(status, rawHeaders).end(body);
};

/** An error as the protocol of the service writes it. */
function errorOf({ name, headers }: Call, status: number, code: string): Upstream {
  const json = headers['x-amz-target'] !== undefined || /^(lambda|inspector2):/.test(name);
  const xml = name.startsWith('ec2:')
    ? `<Response><Errors><Error><Code>${code}</Code><Message>injected</Message></Error></Errors></Response>`
    : name.startsWith('s3:')
      ? `<Error><Code>${code}</Code><Message>injected</Message></Error>`
      : `<ErrorResponse><Error><Code>${code}</Code><Message>injected</Message></Error></ErrorResponse>`;
  return json
    ? {
        status,
        rawHeaders: ['content-type', 'application/json', 'x-amzn-errortype', code],
        body: Buffer.from(JSON.stringify({ __type: code, message: 'injected' })),
      }
    : { status, rawHeaders: ['content-type', 'text/xml'], body: Buffer.from(`<?xml version="1.0"?>${xml}`) };
}

const throttlingCode = ({ name }: Call): string =>
  name.startsWith('ec2:') ? 'RequestLimitExceeded' : name.startsWith('s3:') ? 'SlowDown' : 'ThrottlingException';

export const faults = {
  throttling: async (exchange) => answer(exchange, errorOf(exchange.call, 503, throttlingCode(exchange.call))),
  'server error': async (exchange) => answer(exchange, errorOf(exchange.call, 500, 'InternalError')),
  'reset before the call': async ({ response }) => {
    response.socket?.destroy();
  },
  /** The call was carried out, and nobody heard. */
  'reset after the call': async ({ response, ask }) => {
    await ask();
    response.socket?.destroy();
  },
  'truncated answer': async ({ response, ask }) => {
    const { status, body } = await ask();
    response.writeHead(status, { 'content-type': 'text/xml', 'content-length': body.length });
    response.write(body.subarray(0, Math.floor(body.length / 2)), () => response.socket?.destroy());
  },
  latency: async (exchange) => {
    await pause(1500);
    answer(exchange, await exchange.ask());
  },
  'call carried out twice': async (exchange) => {
    await exchange.ask();
    answer(exchange, await exchange.ask());
  },
} as const satisfies Record<string, Fault>;

export type FaultKind = keyof typeof faults;
