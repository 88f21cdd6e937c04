/** Milliseconds for one document, from the first byte sent to the last read. */
const timeout = 5_000;

/**
 * Text of a document on the internet: no redirect is followed, and reading stops at the size that is allowed, whatever the header said.
 * @throws for every other answer than 200.
 */
export async function boundedFetch(address: string, largest: number): Promise<string> {
  const response = await fetch(address, {
    redirect: 'error',
    headers: { accept: 'application/json' },
    signal: AbortSignal.timeout(timeout),
  });
  if (response.status !== 200 || response.body === null) throw new Error(`${address} answered ${response.status}`);
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body) {
    size += part.byteLength;
    if (size > largest) throw new Error(`${address} has more than ${largest} bytes`);
    parts.push(part);
  }
  return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(parts));
}
