import { Refusal } from './refusal.ts';

/** https://opensource.adobe.com/dc-acrobat-sdk-docs/pdfstandards/PDF32000_2008.pdf 7.2 */
export interface PdfToken {
  readonly kind: 'name' | 'string' | 'number' | 'word' | 'comment' | '<<' | '>>' | '[' | ']' | 'end';
  /** Names without their slash and escapes; strings one character a byte. */
  readonly text: string;
  readonly at: number;
}

export const malformedPdf = (byte: number) =>
  new Refusal(
    'pdf-malformed',
    'the file is not a PDF that every reader reads alike',
    'print the document to PDF again',
    { byte },
  );

const isSpace = (code: number | undefined): boolean =>
  code === 0 || code === 9 || code === 10 || code === 12 || code === 13 || code === 32;
const delimiters = new Set([...'()<>[]{}/%'].map((char) => char.charCodeAt(0)));
const isRegular = (code: number | undefined): boolean => code !== undefined && !isSpace(code) && !delimiters.has(code);
const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/** Reads tokens one after the other; what it cannot read is a {@link Refusal}. */
export const pdfTokens = (bytes: Buffer) => {
  let at = 0;
  const char = (i: number): string => String.fromCharCode(bytes[i] ?? 0);

  const regular = (): string => {
    const from = at;
    while (at < bytes.length && isRegular(bytes[at])) at++;
    return bytes.toString('latin1', from, at);
  };
  const literal = (from: number): string => {
    let depth = 1;
    const read: string[] = [];
    for (at++; at < bytes.length; at++) {
      const next = char(at);
      if (next === '\\') {
        const octal = /^[0-7]{1,3}/.exec(bytes.toString('latin1', at + 1, at + 4))?.[0];
        if (octal !== undefined) read.push(String.fromCharCode(Number.parseInt(octal, 8) & 255));
        else if (!['\n', '\r'].includes(char(at + 1))) read.push(escapes[char(at + 1)] ?? char(at + 1));
        else if (char(at + 1) === '\r' && char(at + 2) === '\n') at++;
        at += octal?.length ?? 1;
        continue;
      }
      if (next === '(') depth++;
      if (next === ')' && --depth === 0) {
        at++;
        return read.join('');
      }
      read.push(next);
    }
    throw malformedPdf(from);
  };
  const hexadecimal = (from: number): string => {
    const end = bytes.indexOf('>', at);
    if (end < 0) throw malformedPdf(from);
    const digits = bytes.toString('latin1', at + 1, end).replace(/[\s\0]+/g, '');
    if (!/^[0-9a-fA-F]*$/.test(digits)) throw malformedPdf(from);
    at = end + 1;
    return Buffer.from(digits.length % 2 === 0 ? digits : `${digits}0`, 'hex').toString('latin1');
  };
  const comment = (): string => {
    const from = at;
    while (at < bytes.length && bytes[at] !== 10 && bytes[at] !== 13) at++;
    return bytes.toString('latin1', from, at);
  };

  const next = (): PdfToken => {
    while (at < bytes.length && isSpace(bytes[at])) at++;
    const from = at;
    if (at >= bytes.length) return { kind: 'end', text: '', at: from };
    const first = char(at);
    if (first === '%') return { kind: 'comment', text: comment(), at: from };
    if (first === '(') return { kind: 'string', text: literal(from), at: from };
    if (first === '/') {
      at++;
      const text = regular().replace(/#([0-9a-fA-F]{2})/g, (_, hex: string) =>
        String.fromCharCode(Number.parseInt(hex, 16)),
      );
      return { kind: 'name', text, at: from };
    }
    if (first === '[' || first === ']') {
      at++;
      return { kind: first, text: '', at: from };
    }
    if (first === '<' || first === '>') {
      const double = char(at + 1) === first;
      if (first === '<' && !double) return { kind: 'string', text: hexadecimal(from), at: from };
      if (!double) throw malformedPdf(from);
      at += 2;
      return { kind: first === '<' ? '<<' : '>>', text: '', at: from };
    }
    const text = regular();
    if (text === '') throw malformedPdf(from);
    return { kind: /^[+-]?[0-9]*\.?[0-9]*$/.test(text) && /[0-9]/.test(text) ? 'number' : 'word', text, at: from };
  };

  return {
    next,
    position: () => at,
    moveTo: (to: number) => {
      at = to;
    },
  };
};
export type PdfTokens = ReturnType<typeof pdfTokens>;
