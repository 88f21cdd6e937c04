import { createHash } from 'node:crypto';
import type { Source } from './contract.ts';

/** The bytes could not be read: nothing is known about them, so that whoever asked must ask again. Its message names neither file nor bytes. */
export class Unread extends Error {
  /** Position of the file among those given, from 0. */
  readonly file: number;
  constructor(file: number, cause: unknown) {
    super(`file ${file + 1} could not be read to its end`, { cause });
    this.file = file;
  }
}

export interface Measured {
  /** The beginning, at least `most` bytes unless the file is shorter; it comes again with `bytes`. */
  head(most: number): Promise<Uint8Array>;
  /** Every byte once. Whoever stops early ends nothing. */
  readonly bytes: AsyncIterable<Uint8Array>;
  /**
   * Reads what is left.
   * @throws Unread where the source failed, also if whoever read `bytes` took no notice
   */
  end(): Promise<{ readonly bytes: number; readonly sha256: string }>;
}

/** One reading of a file: what is judged is what is counted and hashed. */
export function measured(source: Pick<Source, 'open'>, file: number): Measured {
  let iterator: AsyncIterator<Uint8Array> | undefined;
  const hash = createHash('sha256');
  const held: Uint8Array[] = [];
  let bytes = 0;
  let failure: Unread | undefined;
  let isOver = false;

  const read = async (): Promise<Uint8Array | undefined> => {
    if (failure !== undefined) throw failure;
    if (isOver) return undefined;
    try {
      iterator ??= source.open()[Symbol.asyncIterator]();
      const { done, value } = await iterator.next();
      if (done === true) {
        isOver = true;
        return undefined;
      }
      hash.update(value);
      bytes += value.length;
      return value;
    } catch (cause) {
      failure = new Unread(file, cause);
      throw failure;
    }
  };
  const next = async (): Promise<IteratorResult<Uint8Array, undefined>> => {
    const value = held.shift() ?? (await read());
    return value === undefined ? { done: true, value } : { done: false, value };
  };
  return {
    async head(most) {
      while (held.reduce((sum, one) => sum + one.length, 0) < most) {
        const chunk = await read();
        if (chunk === undefined) break;
        held.push(chunk);
      }
      return held.length === 1 && held[0] !== undefined ? held[0] : Buffer.concat(held);
    },
    bytes: { [Symbol.asyncIterator]: () => ({ next, return: async () => ({ done: true, value: undefined }) }) },
    async end() {
      while ((await next()).done !== true);
      return { bytes, sha256: hash.digest('hex') };
    },
  };
}
