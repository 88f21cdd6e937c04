import { isDay, twoDigits } from './check-digits.ts';

const isDigit = (byte: number | undefined) => byte !== undefined && byte >= 48 && byte <= 57;
const isLetter = (byte: number | undefined) => byte !== undefined && (byte | 32) >= 97 && (byte | 32) <= 122;

/** Three letters of either case as one number. */
const three = (first = 0, second = 0, third = 0) => ((first | 32) << 16) | ((second | 32) << 8) | (third | 32);
const monthNames = [
  ...['january', 'february', 'march', 'april', 'may', 'june'],
  ...['july', 'august', 'september', 'october', 'november', 'december'],
];
const months = monthNames.map((name) => three(name.charCodeAt(0), name.charCodeAt(1), name.charCodeAt(2)));

const flags = (letters: string): Uint8Array => {
  const all = new Uint8Array(256);
  for (const letter of letters + letters.toUpperCase()) all[letter.charCodeAt(0)] = 1;
  return all;
};
const beginsMonth = flags('adfjmnos');
/** First letters of months and weekdays. */
const beginsDate = flags('adfjmnostw');

/** Number of a month whose name, or at least three letters of it, is the word here; 0 for all else. */
function monthAt(bytes: Uint8Array, at: number, to: number): number {
  if (at + 3 > to || beginsMonth[bytes[at] ?? 0] !== 1) return 0;
  const month = months.indexOf(three(bytes[at], bytes[at + 1], bytes[at + 2]));
  const name = monthNames[month] ?? '';
  for (let next = 3; at + next < to && isLetter(bytes[at + next]); next += 1)
    if (next >= name.length || name.charCodeAt(next) !== ((bytes[at + next] ?? 0) | 32)) return 0;
  return month + 1;
}

function digitsFrom(bytes: Uint8Array, at: number, to: number): number {
  let end = at;
  while (end < to && end - at < 5 && isDigit(bytes[end])) end += 1;
  return end - at;
}

function number(bytes: Uint8Array, at: number, length: number): number {
  let value = 0;
  for (let next = at; next < at + length; next += 1) value = value * 10 + (bytes[next] ?? 0) - 48;
  return value;
}

const isYear = (value: number) => value >= 1850 && value <= 2150;
const isSeparator = (byte: number | undefined) => byte === 45 || byte === 46 || byte === 47;

/** `2015-05-16`, `16/05/2015`, `5.16.15`: with the same separator twice. */
function figures(bytes: Uint8Array, at: number, to: number): boolean {
  const first = digitsFrom(bytes, at, to);
  const separator = bytes[at + first];
  if ((first !== 4 && first !== 2 && first !== 1) || separator === undefined || !isSeparator(separator)) return false;
  const second = at + first + 1;
  const middle = digitsFrom(bytes, second, to);
  if (middle < 1 || middle > 2) return monthBetween(bytes, at, first, second, to, separator);
  const third = second + middle + 1;
  if (bytes[third - 1] !== separator || third > to) return false;
  const last = digitsFrom(bytes, third, to);
  if (third + last < to && bytes[third + last] === separator) return false;
  const a = number(bytes, at, first);
  const b = number(bytes, second, middle);
  const c = number(bytes, third, last);
  if (first === 4) return last >= 1 && last <= 2 && isYear(a) && isDay(a, b, c);
  return (last === 2 || (last === 4 && isYear(c))) && (isDay(c, b, a) || isDay(c, a, b));
}

/** `16-May-2015`. */
function monthBetween(bytes: Uint8Array, at: number, first: number, name: number, to: number, mark: number): boolean {
  const month = monthAt(bytes, name, to);
  if (month === 0 || bytes[name + 3] !== mark || first > 2) return false;
  const last = digitsFrom(bytes, name + 4, to);
  return (last === 2 || last === 4) && isDay(number(bytes, name + 4, last), month, number(bytes, at, first));
}

function skipWord(bytes: Uint8Array, at: number, to: number): number {
  let end = at;
  while (end < to && isLetter(bytes[end])) end += 1;
  while (end < to && (bytes[end] === 32 || bytes[end] === 44)) end += 1;
  return end;
}

/** `29th May 2015`, `May 29, 2015`, `Friday, 29th May 2015`. */
function words(bytes: Uint8Array, at: number, to: number, mayBeWeekday: boolean): boolean {
  if (isDigit(bytes[at])) {
    const day = digitsFrom(bytes, at, to);
    const name = skipWord(bytes, at + day, to);
    return day <= 2 && monthAt(bytes, name, to) > 0 && isDay(2000, monthAt(bytes, name, to), number(bytes, at, day));
  }
  const month = monthAt(bytes, at, to);
  const next = skipWord(bytes, at, to);
  const digits = digitsFrom(bytes, next, to);
  if (month > 0 && digits > 0 && digits <= 2) return isDay(2000, month, number(bytes, next, digits));
  return (
    mayBeWeekday && month === 0 && next - at <= 12 && next < to && isDigit(bytes[next]) && words(bytes, next, to, false)
  );
}

/** Eight digits that are a day, year first. */
export function isCompactDay(bytes: Uint8Array, at: number): boolean {
  const year = twoDigits(bytes, at) * 100 + twoDigits(bytes, at + 2);
  return isYear(year) && isDay(year, twoDigits(bytes, at + 4), twoDigits(bytes, at + 6));
}

/** Whether a date to the day begins here; a time may follow. Looks at most 40 bytes ahead. */
export function isDayDate(bytes: Uint8Array, at: number, to: number): boolean {
  const end = Math.min(to, at + 40);
  const first = bytes[at] ?? 0;
  if (isDigit(first)) return figures(bytes, at, end) || words(bytes, at, end, false);
  return beginsDate[first] === 1 && words(bytes, at, end, true);
}
