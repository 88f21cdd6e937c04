import { limits } from './limits.ts';
import { malformedPdf, type PdfToken, type PdfTokens } from './pdf-tokens.ts';

/** A value of a PDF. A reference to another object is a word. */
export type PdfValue =
  | { readonly kind: 'name' | 'string' | 'number' | 'word'; readonly text: string; readonly at: number }
  | { readonly kind: 'list'; readonly items: readonly PdfValue[]; readonly at: number }
  | { readonly kind: 'dictionary'; readonly members: ReadonlyMap<string, PdfValue>; readonly at: number };

/** Two members of one name are two readings of one file. */
export const readValue = (tokens: PdfTokens, first: PdfToken, depth = 0): PdfValue => {
  if (depth > limits.pdfDepth) throw malformedPdf(first.at);
  const significant = (): PdfToken => {
    let token = tokens.next();
    while (token.kind === 'comment') token = tokens.next();
    return token;
  };
  if (first.kind === '[') {
    const items: PdfValue[] = [];
    for (let token = significant(); token.kind !== ']'; token = significant())
      items.push(readValue(tokens, token, depth + 1));
    return { kind: 'list', items, at: first.at };
  }
  if (first.kind === '<<') {
    const members = new Map<string, PdfValue>();
    let key = significant();
    while (key.kind !== '>>') {
      if (key.kind !== 'name' || members.has(key.text)) throw malformedPdf(key.at);
      const value = readValue(tokens, significant(), depth + 1);
      const after = significant();
      // `12 0 R`: two more tokens belong to the value.
      const refers = value.kind === 'number' && after.kind === 'number';
      if (refers && significant().text !== 'R') throw malformedPdf(after.at);
      members.set(key.text, refers ? { kind: 'word', text: 'R', at: value.at } : value);
      key = refers ? significant() : after;
    }
    return { kind: 'dictionary', members, at: first.at };
  }
  if (first.kind === 'name' || first.kind === 'string' || first.kind === 'number')
    return { kind: first.kind, text: first.text, at: first.at };
  if (first.kind === 'word' && /^(true|false|null|R)$/.test(first.text))
    return { kind: 'word', text: first.text, at: first.at };
  throw malformedPdf(first.at);
};

export const nameIn = (value: PdfValue | undefined, key: string): PdfValue | undefined =>
  value?.kind === 'dictionary' ? value.members.get(key) : undefined;
