/**
 * Finds identifiers in bytes of text, each where it begins, in time linear in the length: words are visited once, and from the start of a word no
 * matcher looks further than 40 bytes. A word is ASCII letters and digits; all else stands between words.
 */
import { beginsWithBirthday, hasNhsCheckDigit, isOfNorthernIreland } from './check-digits.ts';
import { isDayDate } from './day-shape.ts';
import { kindIndex } from './kinds.ts';
import { isNationalInsuranceNumber, isPostcode, isUkPhone, isUuid } from './word-shapes.ts';

/** Told of each hit: position in `kinds`, and where in the bytes. */
export type OnHit = (kind: number, at: number) => void;

const NOT_WORD = 0;
const DIGIT = 1;
const HEX = 2;
const LETTER = 4;
const wordClass = new Uint8Array(256);
for (let byte = 0; byte < 256; byte += 1) {
  const character = String.fromCharCode(byte);
  if (/[0-9]/.test(character)) wordClass[byte] = DIGIT;
  else if (/[a-fA-F]/.test(character)) wordClass[byte] = HEX;
  else if (/[g-zG-Z]/.test(character)) wordClass[byte] = LETTER;
}
const classAt = (bytes: Uint8Array, at: number, to: number) => (at < to ? (wordClass[bytes[at] ?? 0] ?? 0) : NOT_WORD);

const keyLengths = new Set([32, 40, 64, 128]);
const nearness = 40;
const personWords = /nhs|chi\b|patient/i;
const lifeWords = /birth|born|\bdob|death|died|deceased/i;
const titles = new Set(['mr', 'mrs', 'ms', 'miss', 'dr', 'prof', 'professor', 'sir']);

const before = (bytes: Uint8Array, from: number, at: number) =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1', Math.max(from, at - nearness), at);

function tenDigits(bytes: Uint8Array, from: number, at: number, gap: number, onHit: OnHit): void {
  onHit(kindIndex['ten-digits'], at);
  const isBirthday = beginsWithBirthday(bytes, at, gap);
  if (isBirthday) onHit(kindIndex['chi-shape'], at);
  if (!hasNhsCheckDigit(bytes, at, gap)) return;
  onHit(kindIndex['nhs-number'], at);
  if (isBirthday) onHit(kindIndex['chi-number'], at);
  if (isOfNorthernIreland(bytes, at)) onHit(kindIndex['health-and-care-number'], at);
  if (personWords.test(before(bytes, from, at))) onHit(kindIndex['named-nhs-number'], at);
}

/** `943 476 5919`, `943-476-5919`. */
function isGrouped(bytes: Uint8Array, at: number, to: number): boolean {
  const gap = bytes[at + 3];
  if ((gap !== 32 && gap !== 45) || bytes[at + 7] !== gap || at + 12 > to) return false;
  for (let place = 4; place < 12; place += 1) if (place !== 7 && classAt(bytes, at + place, to) !== DIGIT) return false;
  return classAt(bytes, at + 12, to) === NOT_WORD;
}

function isTitled(bytes: Uint8Array, at: number, end: number, to: number): boolean {
  const first = bytes[at] ?? 0;
  if (first < 65 || first > 90 || end - at > 9) return false;
  const next = end + (bytes[end] === 46 ? 1 : 0);
  const name = next + (bytes[next] === 32 ? 1 : 0);
  const capital = bytes[name] ?? 0;
  const small = bytes[name + 1] ?? 0;
  if (name === end || name + 1 >= to || capital < 65 || capital > 90 || small < 97 || small > 122) return false;
  return titles.has(String.fromCharCode(...bytes.subarray(at, end)).toLowerCase());
}

const localMark = new Set([..."!#$%&'*+-/=?^_`{|}~."].map((mark) => mark.charCodeAt(0)));

/** One `@` between a name and a domain with a dot. Each byte is looked at from at most two of them. */
function isEmail(bytes: Uint8Array, from: number, sign: number, to: number): boolean {
  const left = bytes[sign - 1] ?? 0;
  if (sign === from || (classAt(bytes, sign - 1, to) === NOT_WORD && !localMark.has(left))) return false;
  let label = 0;
  for (let at = sign + 1; at < to; at += 1) {
    if (classAt(bytes, at, to) !== NOT_WORD) label += 1;
    else if (bytes[at] === 46 && label > 0) return classAt(bytes, at + 1, to) !== NOT_WORD;
    else if (bytes[at] !== 45) return false;
  }
  return false;
}

function inWord(
  bytes: Uint8Array,
  from: number,
  at: number,
  end: number,
  to: number,
  classes: number,
  onHit: OnHit,
): void {
  const length = end - at;
  const first = bytes[at] ?? 0;
  if (classes === DIGIT) {
    if (length === 10) tenDigits(bytes, from, at, 0, onHit);
    else if (length === 3 && isGrouped(bytes, at, to)) tenDigits(bytes, from, at, 1, onHit);
    if ((first === 48 || first === 52) && isUkPhone(bytes, from, at, to)) onHit(kindIndex.phone, at);
  } else if (first > 57) {
    if (length <= 7 && isPostcode(bytes, at, to)) onHit(kindIndex.postcode, at);
    if ((length === 2 || length >= 4) && length <= 9 && isNationalInsuranceNumber(bytes, at, to))
      onHit(kindIndex['national-insurance-number'], at);
    if ((classes & DIGIT) === 0 && isTitled(bytes, at, end, to)) onHit(kindIndex['titled-name'], at);
  }
  if ((classes & LETTER) === 0) {
    if (keyLengths.has(length)) onHit(kindIndex.key, at);
    else if (length === 8 && isUuid(bytes, at, to)) onHit(kindIndex.key, at);
  }
  // Years and long numbers begin no date to the day but `2015-05-16`.
  if (length <= 9 && isDayDate(bytes, at, to) && lifeWords.test(before(bytes, from, at)))
    onHit(kindIndex['named-date'], at);
}

export function findHits(bytes: Uint8Array, from: number, to: number, onHit: OnHit): void {
  let at = from;
  while (at < to) {
    let classes = classAt(bytes, at, to);
    if (classes === NOT_WORD) {
      if (bytes[at] === 64 && isEmail(bytes, from, at, to)) onHit(kindIndex['e-mail'], at);
      at += 1;
      continue;
    }
    let end = at + 1;
    for (let next = classAt(bytes, end, to); next !== NOT_WORD; next = classAt(bytes, end, to)) {
      classes |= next;
      end += 1;
    }
    inWord(bytes, from, at, end, to, classes, onHit);
    at = end;
  }
}
