/**
 * What a byte of a field can be, as bits: the bits of a field's bytes together say which shapes it can have at all, so that most fields are never
 * looked at twice.
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

/** Class of every byte. */
export const classOf: Int32Array = Int32Array.from({ length: 256 }, (_, byte) => contentClass(byte));
