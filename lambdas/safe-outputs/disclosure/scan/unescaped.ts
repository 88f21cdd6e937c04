import { QUOTE } from './byte-classes.ts';

/** Makes one quote of each two, in place, and gives the new end. */
export function unescaped(bytes: Uint8Array, from: number, to: number): number {
  let end = from;
  for (let at = from; at < to; at += 1) {
    const byte = bytes[at] ?? 0;
    bytes[end] = byte;
    end += 1;
    if (byte === QUOTE) at += 1;
  }
  return end;
}
