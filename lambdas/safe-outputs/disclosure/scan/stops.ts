import { CR, LF, QUOTE, TAB } from './byte-classes.ts';
import { delimiters } from './sniff-delimiter.ts';

/** Of a byte in a field: a digit is 0, so that the bits of a field of digits alone are none. */
export const notDigit = 1;
/** Of a character beyond ASCII. */
export const high = 2;
/** Of a field, beside the bits of its bytes. */
export const doubledQuote = 4;

/** Bytes at which the scanner halts have this or more, and one bit each. */
export const firstStop = 8;
export const delimiterStop = 8;
export const lineFeedStop = 16;
export const returnStop = 32;
export const quoteStop = 64;
export const controlStop = 128;

function stopOf(byte: number): number {
  if (byte === LF) return lineFeedStop;
  if (byte === CR) return returnStop;
  if (byte === QUOTE) return quoteStop;
  if (byte < 32 || byte === 127) return controlStop;
  if (byte >= 128) return notDigit | high;
  return byte >= 48 && byte <= 57 ? 0 : notDigit;
}

const withStops = (others: Readonly<Record<number, number>>): Uint8Array =>
  Uint8Array.from({ length: 256 }, (_, byte) => others[byte] ?? stopOf(byte));

/** Inside quotes, where delimiters and tabs are text. */
export const stopsInsideQuotes: Uint8Array = withStops({ [TAB]: notDigit });

const codes = delimiters.map((delimiter) => delimiter.charCodeAt(0));
const ofOne = new Map(codes.map((code) => [code, withStops({ [code]: delimiterStop })]));
const ofAll = withStops(Object.fromEntries(codes.map((code) => [code, delimiterStop])));

/**
 * Outside quotes: a tab that delimits nothing is a control character there. In a single column, which has no delimiter, none of the four may stand,
 * or it could be read as several.
 */
export const stopsOutsideQuotes = (delimiter: string | undefined): Uint8Array =>
  (delimiter === undefined ? undefined : ofOne.get(delimiter.charCodeAt(0))) ?? ofAll;
