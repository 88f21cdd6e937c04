import type { FileType } from '../contract.ts';

const byRoot: Readonly<Record<string, FileType>> = { svg: 'svg', html: 'html', pmml: 'model' };

/** Behind white space, declarations, instructions and comments: where the first element begins, or -1. */
const firstElement = (text: string): number => {
  let i = 0;
  for (;;) {
    while (i < text.length && text.charCodeAt(i) <= 32) i++;
    if (text[i] !== '<') return -1;
    const skipTo = text.startsWith('<!--', i) ? '-->' : text.startsWith('<?', i) ? '?>' : undefined;
    if (skipTo === undefined) return i;
    const end = text.indexOf(skipTo, i);
    if (end < 0) return -1;
    i = end + skipTo.length;
  }
};

/** Type of a text whose first element is of a language that viewers run or draw; `undefined` for any other text. */
export const typeByMarkup = (head: string): FileType | undefined => {
  const text = head.startsWith('\ufeff') ? head.slice(1) : head;
  const at = firstElement(text);
  if (at < 0) return undefined;
  const start = text.slice(at, at + 200).toLowerCase();
  const declared = /^<!doctype\s+([a-z]+)/.exec(start)?.[1];
  const root = declared ?? /^<(?:[a-z]+:)?([a-z]+)/.exec(start)?.[1] ?? '';
  return Object.hasOwn(byRoot, root) ? byRoot[root] : undefined;
};
