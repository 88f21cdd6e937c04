import type { PdfToken } from './pdf-tokens.ts';
import { pdfTokens } from './pdf-tokens.ts';

/** UTF-16 where its mark stands first, else one character a byte. */
export const pdfString = (raw: string): string => {
  if (!raw.startsWith('\xfe\xff')) return raw;
  return new TextDecoder('utf-16be').decode(Buffer.from(raw.slice(2), 'latin1'));
};

/** Glyph numbers of a font are no letters; a string that holds control characters is of them. */
export const isReadable = (text: string): boolean => !/\p{Cc}/u.test(text.replace(/[\t\n\v\f\r]/g, ''));

export interface StreamText {
  /** Strings that are drawn, those of one kerned list joined. */
  readonly text: string;
  readonly readable: number;
  readonly unreadable: number;
}

/** The drawn text of a page's content. Never throws: what is no content has no text. */
export const streamText = (bytes: Buffer, most: number): StreamText => {
  const tokens = pdfTokens(bytes);
  const lines: string[] = [];
  let list: string[] | undefined;
  let readable = 0;
  let unreadable = 0;
  const put = (raw: string) => {
    const text = pdfString(raw);
    if (!isReadable(text)) unreadable++;
    else {
      readable++;
      (list ?? lines).push(text);
    }
  };
  try {
    for (let count = 0; count < most; count++) {
      const token: PdfToken = tokens.next();
      if (token.kind === 'end') break;
      if (token.kind === '[') list = [];
      else if (token.kind === ']') {
        lines.push((list ?? []).join(''));
        list = undefined;
      } else if (token.kind === 'string') put(token.text);
      else if (token.kind === 'word' && token.text === 'ID') {
        const end = bytes.indexOf('EI', tokens.position(), 'latin1');
        if (end < 0) break;
        tokens.moveTo(end + 2);
      }
    }
  } catch {
    // Fonts and tables of glyphs are streams too, and are no content.
  }
  return { text: lines.join('\n'), readable, unreadable };
};
