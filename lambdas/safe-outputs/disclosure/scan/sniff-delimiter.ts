import { LF, QUOTE } from './byte-classes.ts';

export const delimiters = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof delimiters)[number];

/** The delimiters that stand outside quotes in the first line, each with its first place, in the order of those. */
export type Sniffed = readonly { readonly delimiter: Delimiter; readonly at: number }[];

const codes = delimiters.map((delimiter) => delimiter.charCodeAt(0));

/**
 * Looks on from where it halted; undefined while the first line is not complete. Where quotes are wrong, the line has no end that can be known; then
 * all that is there is looked at, and the scanner finds the wrong quote.
 */
export function delimiterSniffer(from: number): (bytes: Uint8Array, to: number, isAll: boolean) => Sniffed | undefined {
  const found = new Map<number, number>();
  let quoted = false;
  let at = from;
  return (bytes, to, isAll) => {
    for (; at < to; at += 1) {
      const byte = bytes[at] ?? 0;
      if (byte === QUOTE) quoted = !quoted;
      if (quoted) continue;
      if (byte === LF) break;
      if (codes.includes(byte) && !found.has(byte)) found.set(byte, at);
    }
    if (at === to && !isAll) return undefined;
    return [...found].flatMap(([code, first]) => {
      const delimiter = delimiters[codes.indexOf(code)];
      return delimiter === undefined ? [] : [{ delimiter, at: first }];
    });
  };
}
