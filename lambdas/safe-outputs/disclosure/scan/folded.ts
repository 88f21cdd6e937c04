const isDigit = (character: string): boolean => /^\p{Nd}$/u.test(character);

/** Unicode keeps the ten digits of a script together, the zero first. */
function digitOf(character: string): string {
  const point = character.codePointAt(0) ?? 0;
  let value = 0;
  while (value < 9 && isDigit(String.fromCodePoint(point - value - 1))) value += 1;
  return String(value);
}

/**
 * As a reader reads it: digits of any script, full-width and superior ones, are ASCII digits, every dash is a hyphen and every space a blank, and
 * what is not seen is gone. Lines stay lines.
 */
export const folded = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/\p{DI}/gu, '')
    .replace(/[\p{Pd}\u2212\u00b7\u2022\u2027]/gu, '-')
    .replace(/\p{Zs}/gu, ' ')
    .replace(/(?![0-9])\p{Nd}/gu, digitOf);
