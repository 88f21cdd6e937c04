/** Where a text is not what it may be, and why. */
export type Fault = { readonly at: number; readonly why: 'not-utf-8' | 'control' | 'mark' };

const continuation = (byte: number | undefined) => byte !== undefined && (byte & 0xc0) === 0x80;

/** Ranges of characters that no reader sees, or that reorder what he sees. https://www.unicode.org/reports/tr36/ */
const unseen: readonly (readonly [number, number])[] = [
  [0xad, 0xad],
  [0x34f, 0x34f],
  [0x61c, 0x61c],
  [0x115f, 0x1160],
  [0x17b4, 0x17b5],
  [0x180b, 0x180f],
  [0x200b, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x206f],
  [0x3164, 0x3164],
  [0xfe00, 0xfe0f],
  [0xfeff, 0xfeff],
  [0xffa0, 0xffa0],
  [0xfff9, 0xfffb],
  [0xe0000, 0xe0fff],
];

export const isUnseen = (character: number): boolean =>
  unseen.some(([first, last]) => character >= first && character <= last);

/**
 * Reads bytes as UTF-8 by https://www.rfc-editor.org/rfc/rfc3629 (no overlong forms, no surrogates, nothing above U+10FFFF) and gives its first
 * fault; C1 controls and byte order marks are faults too. `onUnseen` hears of each character that is not seen.
 */
export function utf8Fault(
  bytes: Uint8Array,
  from: number,
  to: number,
  onUnseen: (at: number) => void,
): Fault | undefined {
  let at = from;
  while (at < to) {
    const first = bytes[at] ?? 0;
    if (first < 0x80) {
      at += 1;
      continue;
    }
    const length = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
    if (length === 0 || at + length > to) return { at, why: 'not-utf-8' };
    let character = first & (0x7f >> length);
    for (let next = 1; next < length; next += 1) {
      const byte = bytes[at + next];
      if (!continuation(byte)) return { at, why: 'not-utf-8' };
      character = (character << 6) | ((byte ?? 0) & 0x3f);
    }
    if ((length === 3 && character < 0x800) || (length === 4 && character < 0x10000)) return { at, why: 'not-utf-8' };
    if ((character >= 0xd800 && character <= 0xdfff) || character > 0x10ffff) return { at, why: 'not-utf-8' };
    if (character < 0xa0) return { at, why: 'control' };
    if (character === 0xfeff) return { at, why: 'mark' };
    if (character >= 0xad && isUnseen(character)) onUnseen(at);
    at += length;
  }
  return undefined;
}
