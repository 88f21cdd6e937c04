const sixBits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const sixBitsOf = new Int16Array(256).fill(-1);
for (let value = 0; value < 64; value += 1) sixBitsOf[sixBits.charCodeAt(value)] = value;
sixBitsOf['-'.charCodeAt(0)] = 62;
sixBitsOf['_'.charCodeAt(0)] = 63;

/** Shorter tokens are looked at only together, by the column. */
export const shortestToken = 200;
/** Enough of a token to judge it by; more would make hostile files dear. */
const enough = 64 * 1024;

const isHex = (byte: number) => (byte >= 48 && byte <= 57) || ((byte | 32) >= 97 && (byte | 32) <= 102);
const hexValue = (byte: number) => (byte <= 57 ? byte - 48 : (byte | 32) - 87);

function allHex(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if (!isHex(bytes[at] ?? 0)) return false;
  return true;
}

function decoded(bytes: Uint8Array, from: number, to: number): Uint8Array {
  const out = new Uint8Array(Math.ceil((to - from) * 0.75));
  let length = 0;
  if (allHex(bytes, from, to)) {
    for (let at = from; at + 1 < to; at += 2)
      out[length++] = hexValue(bytes[at] ?? 0) * 16 + hexValue(bytes[at + 1] ?? 0);
    return out.subarray(0, length);
  }
  let held = 0;
  let bits = 0;
  for (let at = from; at < to; at += 1) {
    const value = sixBitsOf[bytes[at] ?? 0] ?? -1;
    if (value < 0) continue;
    held = ((held << 6) | value) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    out[length++] = (held >> bits) & 0xff;
  }
  return out.subarray(0, length);
}

function bitsPerByte(bytes: Uint8Array): number {
  const counts = new Uint32Array(256);
  for (const byte of bytes) counts[byte] = (counts[byte] ?? 0) + 1;
  let bits = 0;
  for (const count of counts) if (count > 0) bits -= (count / bytes.length) * Math.log2(count / bytes.length);
  return bits;
}

/** Beginnings of what people send in base64: gzip, zip, PNG, JPEG, PDF, pickle, Parquet, zstd, xz, HDF5, GIF, SQLite. */
const beginnings = [
  '1f8b',
  '504b0304',
  '89504e47',
  'ffd8ff',
  '25504446',
  '800',
  '50415231',
  '28b52ffd',
  'fd377a58',
  '89484446',
  '47494638',
  '53514c69',
];

/**
 * Whether a token of base64 or hexadecimal holds data rather than words: it begins as a known file does, or its bytes are spread as those of
 * compressed or encrypted data are: 7.2 bits a byte, or what so short a sample of such data can show.
 */
export function isEncodedData(bytes: Uint8Array, from: number, to: number): boolean {
  const data = decoded(bytes, from, Math.min(to, from + enough));
  const start = Buffer.from(data.subarray(0, 4)).toString('hex');
  if (beginnings.some((beginning) => start.startsWith(beginning))) return true;
  return bitsPerByte(data) > Math.min(7.2, Math.log2(data.length) - 0.75);
}
