import { isScalar, type JsonValue } from './json-value.ts';

/**
 * What a reader of JSON sees, names before values, on the lines where it stood: escapes such as `\u0039` hide a number from whoever searches the
 * file as it is. A text of several lines stays on its first, so that lines count as in the file.
 */
export const jsonText = (root: JsonValue): string => {
  const lines: string[][] = [];
  const put = (line: number, text: string) => {
    while (lines.length < line) lines.push([]);
    lines[line - 1]?.push(text.replaceAll('\n', ' '));
  };
  const walk = (value: JsonValue, name?: string): void => {
    if (isScalar(value)) {
      put(value.line, name === undefined ? value.text : `${name}: ${value.text}`);
      return;
    }
    if (name !== undefined) put(value.line, `${name}:`);
    if (value.kind === 'list') for (const item of value.items) walk(item);
    else for (const [key, item] of value.members) walk(item, key);
  };
  walk(root);
  return lines.map((line) => line.join(' , ')).join('\n');
};

/** Every text of more than a line's length, apart: what is encoded in it may span its lines. */
export const longTexts = (
  root: JsonValue,
  least: number,
): readonly { readonly text: string; readonly line: number }[] => {
  const found: { text: string; line: number }[] = [];
  const walk = (value: JsonValue): void => {
    if (isScalar(value)) {
      if (value.text.length >= least) found.push({ text: value.text, line: value.line });
    } else if (value.kind === 'list') value.items.forEach(walk);
    else for (const item of value.members.values()) walk(item);
  };
  walk(root);
  return found;
};
