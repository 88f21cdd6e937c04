const powers = Float64Array.from({ length: 23 }, (_, power) => 10 ** power);

/** Value of digits and nothing else. */
export function wholeNumberIn(bytes: Uint8Array, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at += 1) value = value * 10 + (bytes[at] ?? 0) - 48;
  return value;
}

/**
 * Value of `12`, `-1.5`, `+.5`, `2e-3`; NaN for all else. Near enough for the smallest and largest of a column: the last digit of a value of more
 * than 15 may differ.
 */
export function numberIn(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  const first = bytes[at];
  if (first === 45 || first === 43) at += 1;
  let value = 0;
  let digits = 0;
  let decimals = 0;
  let isDecimal = false;
  for (; at < to; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte >= 48 && byte <= 57) {
      value = value * 10 + (byte - 48);
      digits += 1;
      if (isDecimal) decimals += 1;
    } else if (byte === 46 && !isDecimal) isDecimal = true;
    else if ((byte | 32) === 101 && digits > 0)
      return withExponent(bytes, at + 1, to, first === 45 ? -value : value, decimals);
    else return Number.NaN;
  }
  if (digits === 0) return Number.NaN;
  if (decimals > 0) value /= decimals < 23 ? (powers[decimals] ?? 1) : 10 ** decimals;
  return first === 45 ? -value : value;
}

function withExponent(bytes: Uint8Array, from: number, to: number, value: number, decimals: number): number {
  let at = from;
  const first = bytes[at];
  if (first === 45 || first === 43) at += 1;
  if (at === to || to - at > 4) return Number.NaN;
  let exponent = 0;
  for (; at < to; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte < 48 || byte > 57) return Number.NaN;
    exponent = exponent * 10 + (byte - 48);
  }
  return value * 10 ** ((first === 45 ? -exponent : exponent) - decimals);
}
