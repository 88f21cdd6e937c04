import type { Writable } from 'node:stream';
import type { Begin, Prelude } from './dispatch-bytes.ts';

type Streaming = (event: unknown, stream: Writable) => Promise<void>;

/**
 * What the Node.js runtime of Lambda offers functions that stream. Its `from` writes the prelude as JSON and eight NUL bytes before the first write,
 * which is what API Gateway wants to see before anything else.
 * https://docs.aws.amazon.com/lambda/latest/dg/config-rs-write-functions.html
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode-lambda.html
 */
interface Runtime {
  streamifyResponse(handler: Streaming): unknown;
  readonly HttpResponseStream: { from(stream: Writable, prelude: Prelude): Writable };
}

declare global {
  var awslambda: Runtime | undefined;
}

const runtime = (): Runtime => {
  const { awslambda } = globalThis;
  // The SDK makes an empty one where there is none.
  if (typeof awslambda?.streamifyResponse !== 'function') {
    throw new Error('this function streams, and runs in no runtime that can');
  }
  return awslambda;
};

export const begin: Begin = (stream, prelude) => runtime().HttpResponseStream.from(stream, prelude);

export const streamed = (handler: Streaming): unknown => runtime().streamifyResponse(handler);
