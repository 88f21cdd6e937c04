/** Everything in one piece; undefined as soon as it is more than `most` bytes, of which none is held then. */
export async function held(bytes: AsyncIterable<Uint8Array>, most: number): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let count = 0;
  for await (const chunk of bytes) {
    count += chunk.length;
    if (count > most) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The first bytes, and whole chunks: it ends with the chunk that goes beyond `most`. */
export async function* upTo(bytes: AsyncIterable<Uint8Array>, most: number): AsyncGenerator<Uint8Array> {
  let count = 0;
  for await (const chunk of bytes) {
    if (count > most) return;
    count += chunk.length;
    yield chunk;
  }
}
