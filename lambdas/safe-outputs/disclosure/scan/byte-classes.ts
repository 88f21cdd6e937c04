/**
 * What a byte can be in a delimited file, as bits: the bits of a field's bytes together say which shapes it can have at all, so that most fields
 * are never looked at twice.
 */
export const digit = 1;
export const hexLower = 1 << 1;
export const otherLower = 1 << 2;
export const hexUpper = 1 << 3;
export const otherUpper = 1 << 4;
export const dot = 1 << 5;
/** `+` and `-`. */
export const sign = 1 << 6;
export const space = 1 << 7;
export const at = 1 << 8;
/** `/`, `=` and `_`: of the alphabets of base64, with letters, digits and signs. */
export const base64Mark = 1 << 9;
export const otherMark = 1 << 10;
/** Of a character beyond ASCII. */
export const high = 1 << 11;

export const lower = hexLower | otherLower;
export const upper = hexUpper | otherUpper;
export const letter = lower | upper;
export const base64 = letter | digit | sign | base64Mark;

/** Bytes at which the scanner halts. */
export const delimiterStop = 1 << 16;
export const lineFeedStop = 1 << 17;
export const returnStop = 1 << 18;
export const quoteStop = 1 << 19;
export const controlStop = 1 << 20;
export const stop = delimiterStop | lineFeedStop | returnStop | quoteStop | controlStop;

/** Of a field, beside the bits of its bytes: it holds a doubled quote; it holds a line break. */
export const doubledQuote = 1 << 21;
export const lineBreak = 1 << 22;

export const TAB = 9;
export const LF = 10;
export const CR = 13;
export const QUOTE = 34;

const within = (byte: number, from: string, to: string) => byte >= from.charCodeAt(0) && byte <= to.charCodeAt(0);

function contentClass(byte: number): number {
  if (byte >= 128) return high;
  if (within(byte, '0', '9')) return digit;
  if (within(byte, 'a', 'f')) return hexLower;
  if (within(byte, 'a', 'z')) return otherLower;
  if (within(byte, 'A', 'F')) return hexUpper;
  if (within(byte, 'A', 'Z')) return otherUpper;
  const mark = String.fromCharCode(byte);
  if (mark === '.') return dot;
  if (mark === '+' || mark === '-') return sign;
  if (mark === ' ') return space;
  if (mark === '@') return at;
  return '/=_'.includes(mark) ? base64Mark : otherMark;
}

const ofContent = (): Int32Array => Int32Array.from({ length: 256 }, (_, byte) => contentClass(byte));

/** Class of every byte, whatever it stands in. */
export const classOf: Int32Array = ofContent();

function withStops(): Int32Array {
  const classes = ofContent();
  for (let byte = 0; byte < 32; byte += 1) classes[byte] = controlStop;
  classes[127] = controlStop;
  classes[LF] = lineFeedStop;
  classes[CR] = returnStop;
  classes[QUOTE] = quoteStop;
  return classes;
}

/** Classes outside quotes: a tab that delimits nothing is a control character there. */
export function classesOutsideQuotes(delimiters: readonly number[]): Int32Array {
  const classes = withStops();
  for (const delimiter of delimiters) classes[delimiter] = delimiterStop;
  return classes;
}

/** Classes inside quotes, where delimiters and tabs are text. */
export function classesInsideQuotes(): Int32Array {
  const classes = withStops();
  classes[TAB] = otherMark;
  return classes;
}
