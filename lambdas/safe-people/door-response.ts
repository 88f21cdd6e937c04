/** What a function answers API Gateway. */
export interface DoorResponse {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A function answers with at most 6 MB. https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const largestAnswer = 6_000_000;

/** No header of cross-origin sharing, on purpose: the pages of the environment come from the same origin as its doors. */
export const jsonHeaders = {
  'content-type': 'application/json; charset=utf-8',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
} as const;

/** @throws where the answer is larger than a function may send. */
export function respond(statusCode: number, requestId: string, body: object): DoorResponse {
  const text = JSON.stringify(body);
  if (Buffer.byteLength(text) > largestAnswer) throw new Error('the answer is too large');
  return { statusCode, headers: { ...jsonHeaders, 'x-request-id': requestId }, body: text };
}
