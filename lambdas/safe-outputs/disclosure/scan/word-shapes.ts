const isDigit = (byte: number | undefined) => byte !== undefined && byte >= 48 && byte <= 57;
const isLetter = (byte: number | undefined) => byte !== undefined && (byte | 32) >= 97 && (byte | 32) <= 122;
const isWord = (bytes: Uint8Array, at: number, to: number) => at < to && (isDigit(bytes[at]) || isLetter(bytes[at]));
const isOneOf = (letters: string, byte: number | undefined) =>
  isLetter(byte) && letters.includes(String.fromCharCode((byte ?? 0) & ~32));
const isSpace = (byte: number | undefined) => byte === 32 || byte === 9;

/** `9AA` from `at`, and then no word. */
function isInward(bytes: Uint8Array, at: number, to: number): boolean {
  if (at + 3 > to || !isDigit(bytes[at]) || isWord(bytes, at + 3, to)) return false;
  return isOneOf('ABDEFGHJLNPQRSTUWXYZ', bytes[at + 1]) && isOneOf('ABDEFGHJLNPQRSTUWXYZ', bytes[at + 2]);
}

/** Length of `A9`, `A99`, `AA9`, `AA99`, `A9A` or `AA9A` at the start of a word, of each that it can be; the inward half decides. */
function outwardLengths(bytes: Uint8Array, at: number): readonly number[] {
  if (isOneOf('QVX', bytes[at]) || !isLetter(bytes[at])) return [];
  const area = isLetter(bytes[at + 1]) ? 2 : 1;
  if (area === 2 && isOneOf('IJZ', bytes[at + 1])) return [];
  if (!isDigit(bytes[at + area])) return [];
  return isDigit(bytes[at + area + 1]) || isLetter(bytes[at + area + 1]) ? [area + 1, area + 2] : [area + 1];
}

/** A whole UK postcode, with a space or without: https://www.gov.uk/government/publications/bulk-data-transfer-for-sponsors-xml-schema */
export function isPostcode(bytes: Uint8Array, at: number, to: number): boolean {
  const isGirobank = isOneOf('G', bytes[at]) && isOneOf('I', bytes[at + 1]) && isOneOf('R', bytes[at + 2]);
  for (const length of isGirobank ? [3] : outwardLengths(bytes, at)) {
    const next = at + length;
    if (isInward(bytes, next, to) || (isSpace(bytes[next]) && isInward(bytes, next + 1, to))) return true;
  }
  return false;
}

/** The outward half alone, as a whole value. */
export const isOutwardPostcode = (bytes: Uint8Array, from: number, to: number): boolean =>
  outwardLengths(bytes, from).includes(to - from);

/** Code of a census area below a local authority: output areas and super output areas of England and Wales, data zones of Scotland and NI. */
export function isSmallArea(bytes: Uint8Array, from: number, to: number): boolean {
  if (to - from !== 9) return false;
  for (let at = from + 1; at < to; at += 1) if (!isDigit(bytes[at])) return false;
  const country = String.fromCharCode(...bytes.subarray(from, from + 3)).toUpperCase();
  return ['E00', 'E01', 'E02', 'W00', 'W01', 'W02', 'S00', 'S01', 'S02', 'N00', 'N20', 'N21'].includes(country);
}

const neverPrefixes = new Set(['BG', 'GB', 'NK', 'KN', 'TN', 'NT', 'ZZ']);

/** `QQ 12 34 56 C` with the spaces or without. */
export function isNationalInsuranceNumber(bytes: Uint8Array, at: number, to: number): boolean {
  if (!isOneOf('ABCEGHJKLMNOPRSTWXYZ', bytes[at]) || !isOneOf('ABCEGHJKLMNPRSTWXYZ', bytes[at + 1])) return false;
  let next = at + 2;
  for (let pair = 0; pair < 3; pair += 1) {
    if (bytes[next] === 32) next += 1;
    if (!isDigit(bytes[next]) || !isDigit(bytes[next + 1])) return false;
    next += 2;
  }
  if (bytes[next] === 32) next += 1;
  if (next >= to || !isOneOf('ABCD', bytes[next]) || isWord(bytes, next + 1, to)) return false;
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
