/** What identifiers, dates, names and rows are written in. */
const isReadable = (bytes: Uint8Array): boolean =>
  bytes.every((byte) => (byte >= 32 && byte < 127) || byte === 9 || byte === 10 || byte === 13) &&
  bytes.some((byte) => byte >= 48 && byte <= 57);

/** Shorter ones could be words or numbers by chance: of these, one in ten thousand words and one in 400 numbers is. */
const shortest = { base64: 12, hexadecimal: 20 };
export const shortestEncodedText = shortest.base64;
const longest = 4096;

/** Whether a text without a blank is base64 or hexadecimal of a text with digits in it. */
export function isEncodedText(token: string): boolean {
  if (token.length > longest) return isEncodedText(token.slice(0, longest));
  if (token.length >= shortest.hexadecimal && /^(?:[0-9a-f]{2})+$/i.test(token))
    return isReadable(Buffer.from(token, 'hex'));
  if (token.length < shortest.base64 || !/^[A-Za-z0-9+/_-]+={0,2}$/.test(token)) return false;
  return isReadable(Buffer.from(token, 'base64'));
}
