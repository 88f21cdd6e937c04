const isUpper = (byte: number | undefined) => byte !== undefined && byte >= 65 && byte <= 90;
const isNameByte = (byte: number) =>
  ((byte | 32) >= 97 && (byte | 32) <= 122) || byte === 39 || byte === 45 || byte >= 128;

/** Two or three capitalised words and nothing else. */
export function isNameShape(bytes: Uint8Array, from: number, to: number): boolean {
  if (to - from > 60) return false;
  let words = 0;
  let start = from;
  for (let at = from; at <= to; at += 1) {
    if (at < to && bytes[at] !== 32) {
      if (!isNameByte(bytes[at] ?? 0)) return false;
      continue;
    }
    if (at - start < 2 || !isUpper(bytes[start])) return false;
    words += 1;
    start = at + 1;
  }
  return words === 2 || words === 3;
}
