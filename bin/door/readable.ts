/**
 * Text of others for a terminal: whatever would move its cursor, change its colours, turn its direction or hide is shown as its code. Line ends
 * stay where `lines` says so.
 */
export const readable = (text: string, lines = false): string =>
  text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}]/gu, (one) =>
    lines && (one === '\n' || one === '\t') ? one : `\\u{${one.codePointAt(0)?.toString(16)}}`,
  );
