const isDigit = (byte: number | undefined) => byte !== undefined && byte >= 48 && byte <= 57;
const isLetter = (byte: number | undefined) => byte !== undefined && (byte | 32) >= 97 && (byte | 32) <= 122;
const isWord = (bytes: Uint8Array, at: number, to: number) => at < to && (isDigit(bytes[at]) || isLetter(bytes[at]));

/** A set of letters of either case as the bits of one number: a look costs no call. */
const letterSet = (letters: string): number =>
  [...letters].reduce((set, each) => set | (1 << (each.charCodeAt(0) - 65)), 0);
const isOneOf = (letters: number, byte: number | undefined) =>
  isLetter(byte) && (letters & (1 << (((byte ?? 0) & ~32) - 65))) !== 0;

const inwardLetters = letterSet('ABDEFGHJLNPQRSTUWXYZ');
const neverFirst = letterSet('QVX');
const neverSecond = letterSet('IJZ');
const letterG = letterSet('G');
const letterI = letterSet('I');
const letterR = letterSet('R');
const ninoFirst = letterSet('ABCEGHJKLMNOPRSTWXYZ');
const ninoSecond = letterSet('ABCEGHJKLMNPRSTWXYZ');
const ninoLast = letterSet('ABCD');
/** Between the halves of a postcode. An underscore joins names, such as `t1_2nd`. */
const isGap = (byte: number | undefined) => byte === 32 || byte === 9 || byte === 45 || byte === 46;

/** `9AA` from `at`, and then no word. */
function isInward(bytes: Uint8Array, at: number, to: number): boolean {
  if (at + 3 > to || !isDigit(bytes[at]) || isWord(bytes, at + 3, to)) return false;
  return isOneOf(inwardLetters, bytes[at + 1]) && isOneOf(inwardLetters, bytes[at + 2]);
}

/** Length of the shortest outward half at the start of a word: `A9` or `AA9`; one more letter or digit may follow. 0 where there is none. */
function outwardLength(bytes: Uint8Array, at: number): number {
  if (!isLetter(bytes[at]) || isOneOf(neverFirst, bytes[at])) return 0;
  if (isDigit(bytes[at + 1])) return 2;
  return isLetter(bytes[at + 1]) && !isOneOf(neverSecond, bytes[at + 1]) && isDigit(bytes[at + 2]) ? 3 : 0;
}

const isInwardNext = (bytes: Uint8Array, at: number, to: number) =>
  isInward(bytes, at, to) || (isGap(bytes[at]) && isInward(bytes, at + 1, to));

const isGirobank = (bytes: Uint8Array, at: number) =>
  isOneOf(letterG, bytes[at]) && isOneOf(letterI, bytes[at + 1]) && isOneOf(letterR, bytes[at + 2]);

/** A whole UK postcode, with a space or without: https://www.gov.uk/government/publications/bulk-data-transfer-for-sponsors-xml-schema */
export function isPostcode(bytes: Uint8Array, at: number, to: number): boolean {
  const length = outwardLength(bytes, at);
  if (length === 0) return isGirobank(bytes, at) && isInwardNext(bytes, at + 3, to);
  return (
    isInwardNext(bytes, at + length, to) || (isWord(bytes, at + length, to) && isInwardNext(bytes, at + length + 1, to))
  );
}

/** The outward half alone, as a whole value. */
export function isOutwardPostcode(bytes: Uint8Array, from: number, to: number): boolean {
  const length = outwardLength(bytes, from);
  return length > 0 && (to - from === length || to - from === length + 1) && isWord(bytes, to - 1, to);
}

const smallAreas = new Set(['E00', 'E01', 'E02', 'W00', 'W01', 'W02', 'S00', 'S01', 'S02', 'N00', 'N20', 'N21']);

/** Code of a census area below a local authority: output areas and super output areas of England and Wales, data zones of Scotland and NI. */
export function isSmallArea(bytes: Uint8Array, from: number, to: number): boolean {
  // Local authorities, regions and countries have 06 to 12 and 92 here, and are by far the commonest.
  if (to - from !== 9 || bytes[from + 1] === 49 || !isLetter(bytes[from])) return false;
  for (let at = from + 1; at < to; at += 1) if (!isDigit(bytes[at])) return false;
  return smallAreas.has(String.fromCharCode((bytes[from] ?? 0) & ~32, bytes[from + 1] ?? 0, bytes[from + 2] ?? 0));
}

const neverPrefixes = new Set(['BG', 'GB', 'NK', 'KN', 'TN', 'NT', 'ZZ']);

/** `QQ 12 34 56 C` with the spaces or without. */
export function isNationalInsuranceNumber(bytes: Uint8Array, at: number, to: number): boolean {
  if (!isOneOf(ninoFirst, bytes[at]) || !isOneOf(ninoSecond, bytes[at + 1])) return false;
  let next = at + 2;
  for (let pair = 0; pair < 3; pair += 1) {
    if (bytes[next] === 32) next += 1;
    if (!isDigit(bytes[next]) || !isDigit(bytes[next + 1])) return false;
    next += 2;
  }
  if (bytes[next] === 32) next += 1;
  if (next >= to || !isOneOf(ninoLast, bytes[next]) || isWord(bytes, next + 1, to)) return false;
  return !neverPrefixes.has(String.fromCharCode((bytes[at] ?? 0) & ~32, (bytes[at + 1] ?? 0) & ~32));
}

const isBetween = (byte: number | undefined) => byte === 32 || byte === 45 || byte === 40 || byte === 41;

/** A mobile or geographic number: `07700 900123`, `+44 7700 900123`, `(020) 7946 0018`; the first group has three digits at least. */
export function isUkPhone(bytes: Uint8Array, from: number, at: number, to: number): boolean {
  let digits = '';
  let firstGroup = 0;
  for (let next = at; next < to && next < at + 20; next += 1) {
    const byte = bytes[next];
    if (isDigit(byte)) digits += String.fromCharCode(byte ?? 0);
    else if (isBetween(byte) && (isDigit(bytes[next + 1]) || isBetween(bytes[next + 1]))) firstGroup ||= digits.length;
    else if (isLetter(byte)) return false;
    else break;
  }
  const isAbroad = at > from && bytes[at - 1] === 43;
  if (isAbroad && digits.startsWith('44')) return isNational(`0${digits.slice(2).replace(/^0/, '')}`);
  if (digits.startsWith('0044')) return isNational(`0${digits.slice(4)}`);
  if (digits.startsWith('447')) return firstGroup === 0 && isNational(`0${digits.slice(2)}`);
  return (firstGroup === 0 || firstGroup >= 3) && isNational(digits);
}

const isNational = (digits: string) =>
  digits.length === 11 && (digits.startsWith('07') || digits.startsWith('01') || digits.startsWith('02'));

const isHex = (byte: number | undefined) =>
  isDigit(byte) || (byte !== undefined && (byte | 32) >= 97 && (byte | 32) <= 102);

/** 8-4-4-4-12 hexadecimal digits. */
export function isUuid(bytes: Uint8Array, at: number, to: number): boolean {
  if (at + 36 > to || isWord(bytes, at + 36, to)) return false;
  for (let place = 0; place < 36; place += 1) {
    const isDash = place === 8 || place === 13 || place === 18 || place === 23;
    if (isDash ? bytes[at + place] !== 45 : !isHex(bytes[at + place])) return false;
  }
  return true;
}
