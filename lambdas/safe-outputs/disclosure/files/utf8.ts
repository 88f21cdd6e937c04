import { Refusal } from './refusal.ts';

/** Whether the bytes are UTF-8 without NUL. `cut`: the file goes on behind them, perhaps in the middle of a character. */
export const isText = (bytes: Uint8Array, cut: boolean): boolean => {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: cut });
    return !text.includes('\0');
  } catch {
    return false;
  }
};

/** UTF-16 and UTF-32 by their mark. Libraries take such a CSV for music. */
export const isUtf16 = (bytes: Uint8Array): boolean =>
  (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);

/** Length of the sequence that begins at `i` by its first byte; 0 where none may begin. */
const lengthAt = (bytes: Uint8Array, i: number): number => {
  const first = bytes[i] ?? 0;
  if (first < 0x80) return 1;
  if (first < 0xc2) return 0;
  return first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
};

const isSequence = (bytes: Uint8Array, i: number, length: number): boolean => {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(i, i + length));
    return length > 0;
  } catch {
    return false;
  }
};

/** Offset of the first byte that is NUL or no UTF-8. */
const firstWrong = (bytes: Uint8Array): number => {
  for (let i = 0; i < bytes.length; ) {
    if (bytes[i] === 0) return i;
    const length = lengthAt(bytes, i);
    if (length !== 1 && !isSequence(bytes, i, length)) return i;
    i += length;
  }
  return bytes.length;
};

/** The whole text, without a byte order mark. Throws {@link Refusal} with the line where a byte is NUL or no UTF-8. */
export const decode = (bytes: Uint8Array): string => {
  if (isText(bytes, false)) return new TextDecoder('utf-8').decode(bytes);
  const byte = firstWrong(bytes);
  let line = 1;
  for (let i = 0; i < byte; i++) if (bytes[i] === 10) line++;
  throw bytes[byte] === 0
    ? new Refusal('nul-in-text', 'the text holds a NUL byte', 'save the file as plain text', { line, byte })
    : new Refusal('not-utf-8', 'the text is not UTF-8', 'save the file in UTF-8', { line, byte });
};
