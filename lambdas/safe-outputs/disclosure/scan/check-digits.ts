const ZERO = 48;

/**
 * The check of NHS, CHI and H&C numbers, modulus 11: https://www.datadictionary.nhs.uk/attributes/nhs_number.html. Ten digits from `at`, with
 * `gap` bytes between the groups of 3, 3 and 4.
 */
export function hasNhsCheckDigit(bytes: Uint8Array, at: number, gap: number): boolean {
  let sum = 0;
  let next = at;
  for (let place = 0; place < 9; place += 1) {
    if (place === 3 || place === 6) next += gap;
    sum += ((bytes[next] ?? 0) - ZERO) * (10 - place);
    next += 1;
  }
  const check = 11 - (sum % 11);
  return check !== 10 && (check === 11 ? 0 : check) === (bytes[next] ?? 0) - ZERO;
}

const daysOf = [0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Of the proleptic Gregorian calendar; a year of two digits is of either century. */
export function isDay(year: number, month: number, day: number): boolean {
  if (day < 1 || day > (daysOf[month] ?? 0)) return false;
  if (month !== 2 || day < 29) return true;
  if (year < 100) return year % 4 === 0;
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

export const twoDigits = (bytes: Uint8Array, at: number): number =>
  ((bytes[at] ?? 0) - ZERO) * 10 + (bytes[at + 1] ?? 0) - ZERO;

/** A CHI number begins with the day of birth as DDMMYY. */
export function beginsWithBirthday(bytes: Uint8Array, at: number, gap: number): boolean {
  const day = twoDigits(bytes, at);
  const month = ((bytes[at + 2] ?? 0) - ZERO) * 10 + (bytes[at + 3 + gap] ?? 0) - ZERO;
  return isDay(twoDigits(bytes, at + 4 + gap), month, day);
}

/** 320 000 0010 to 399 999 9999. */
export function isOfNorthernIreland(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === ZERO + 3 && (bytes[at + 1] ?? 0) >= ZERO + 2;
}
