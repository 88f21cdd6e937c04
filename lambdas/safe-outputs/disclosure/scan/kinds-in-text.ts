import { at, base64, base64Mark, digit, dot, high, letter, lower, sign, space, upper } from './byte-classes.ts';
import { isDayDate } from './day-shape.ts';
import { isEncodedText, shortestEncodedText } from './encoded-text.ts';
import { folded } from './folded.ts';
import { findHits, type OnHit } from './hits.ts';
import { kindIndex } from './kinds.ts';
import { findLongTokens } from './long-tokens.ts';
import { isNameShape } from './name-shape.ts';
import { isOutwardPostcode, isSmallArea } from './word-shapes.ts';

const notDate = ~(digit | dot | sign | base64Mark);
const EQUALS = 61;
const AT = 64;
const PLUS = 43;
const MINUS = 45;

/** Whether a spreadsheet would run it: https://owasp.org/www-community/attacks/CSV_Injection. Without letters a sum can only be a sum. */
const isFormula = (first: number, classes: number) =>
  first === EQUALS ||
  first === AT ||
  first === 9 ||
  first === 13 ||
  ((first === PLUS || first === MINUS) && (classes & letter) !== 0);

/** The kinds of a cell that is no number: by its bytes alone, whose bits decide which of the dearer looks it needs. */
export function kindsInText(bytes: Uint8Array, from: number, to: number, classes: number, onHit: OnHit): void {
  const length = to - from;
  if (length > 1 && isFormula(bytes[from] ?? 0, classes)) onHit(kindIndex.formula, from);
  if (length >= shortestEncodedText && (classes & ~base64) === 0 && (classes & letter) !== 0)
    if (isEncodedText(textOf(bytes, from, to))) onHit(kindIndex['encoded-text'], from);
  if (length >= 200) findLongTokens(bytes, from, to, onHit);
  if ((classes & high) !== 0 && length >= 5) {
    if (isNameShape(bytes, from, to)) onHit(kindIndex['name-shape'], from);
    const read = Buffer.from(folded(textOf(bytes, from, to)));
    if (isDayDate(read, 0, read.length)) onHit(kindIndex.date, from);
    findHits(read, 0, read.length, onHit);
    return;
  }
  if ((classes & (digit | at)) === 0) {
    if ((classes & space) === 0 || (classes & upper) === 0 || (classes & lower) === 0) return;
    if (isNameShape(bytes, from, to)) onHit(kindIndex['name-shape'], from);
    findHits(bytes, from, to, onHit);
    return;
  }
  const isDate = length >= 6 && isDayDate(bytes, from, to);
  if (isDate) onHit(kindIndex.date, from);
  if (isDate && length <= 10 && (classes & notDate) === 0) return;
  if (length <= 4 && isOutwardPostcode(bytes, from, to)) onHit(kindIndex['outward-postcode'], from);
  if (length === 9 && isSmallArea(bytes, from, to)) onHit(kindIndex['small-area'], from);
  if (length >= 5) findHits(bytes, from, to, onHit);
}

const textOf = (bytes: Uint8Array, from: number, to: number): string =>
  Buffer.from(bytes.subarray(from, to)).toString();
