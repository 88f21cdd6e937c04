import { LF, QUOTE } from './byte-classes.ts';

export const delimiters = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof delimiters)[number];

/** The delimiters that stand outside quotes in the first line, each with its first place, in the order of those. */
export type Sniffed = readonly { readonly delimiter: Delimiter; readonly at: number }[];

const codes = delimiters.map((delimiter) => delimiter.charCodeAt(0));
const BAR = codes[3] ?? 0;
const GREATER = '>'.charCodeAt(0);
const isLetter = (byte = 0) => (byte | 32) >= 97 && (byte | 32) <= 122;

/** `P>|z|` and `Pr(>|t|)`, headings of statsmodels and R: the bars around a letter behind `>` are an absolute value. */
const isOfAbsolute = (bytes: Uint8Array, at: number, first: boolean): boolean => {
  const open = first ? at : at - 2;
  return bytes[open - 1] === GREATER && bytes[open] === BAR && isLetter(bytes[open + 1]) && bytes[open + 2] === BAR;
};

/** More models than one table puts beside each other. */
const mostBars = 40;

/**
 * Looks on from where it halted; undefined while the first line is not complete. Where quotes are wrong, the line has no end that can be known; then
 * all that is there is looked at, and the scanner finds the wrong quote.
 */
export function delimiterSniffer(from: number): (bytes: Uint8Array, to: number, isAll: boolean) => Sniffed | undefined {
  const found = new Map<number, number>();
  const bars: number[] = [];
  let quoted = false;
  let at = from;
  return (bytes, to, isAll) => {
    for (; at < to; at += 1) {
      const byte = bytes[at] ?? 0;
      if (byte === QUOTE) quoted = !quoted;
      if (quoted) continue;
      if (byte === LF) break;
      if (byte === BAR && bars.length <= mostBars) bars.push(at);
      if (codes.includes(byte) && !found.has(byte)) found.set(byte, at);
    }
    if (at === to && !isAll) return undefined;
    const absolute = bars.length <= mostBars && bars.every((bar, place) => isOfAbsolute(bytes, bar, place % 2 === 0));
    // Alone they still divide the line for whoever looks for a delimiter.
    if (absolute && found.size > 1) found.delete(BAR);
    return [...found].flatMap(([code, first]) => {
      const delimiter = delimiters[codes.indexOf(code)];
      return delimiter === undefined ? [] : [{ delimiter, at: first }];
    });
  };
}
