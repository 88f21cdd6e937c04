import type { Sent } from './formula.ts';
import { literalQuestion, literalStar } from './pattern.ts';

type Part = string | { readonly key: string; readonly byDefault: string | undefined };

const variable = /\$\{([^}]*)\}/g;
const special: Readonly<Record<string, string>> = { '*': literalStar, '?': literalQuestion, $: '$' };

/**
 * A policy's text in parts: plain text, and variables by their condition key in lower case.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
function partsOf(text: string): readonly Part[] {
  const parts: Part[] = [];
  let end = 0;
  for (const match of text.matchAll(variable)) {
    parts.push(text.slice(end, match.index));
    end = match.index + match[0].length;
    const inside = match[1] ?? '';
    const literal = special[inside];
    const [, key = inside, byDefault] = /^([^,]+),\s*'(.*)'$/.exec(inside) ?? [];
    parts.push(literal ?? { key: key.trim().toLowerCase(), byDefault });
  }
  return [...parts, text.slice(end)];
}

/** Keys that the variables of a text name. */
export const keysIn = (text: string): readonly string[] =>
  text.includes('${') ? partsOf(text).flatMap((part) => (typeof part === 'string' ? [] : [part.key])) : [];

/** A variable's value is text: wildcards in it are not the policy's. */
const quoted = (value: string): string => value.replaceAll('*', literalStar).replaceAll('?', literalQuestion);

/**
 * The text with its variables replaced. Undefined where a key is absent and no default stands: such a text matches nothing. A key with
 * several values cannot be a variable.
 */
export function filled(text: string, sent: (key: string) => Sent): string | undefined {
  if (!text.includes('${')) return text;
  let result = '';
  for (const part of partsOf(text)) {
    if (typeof part === 'string') {
      result += part;
      continue;
    }
    const values = sent(part.key);
    const value = values?.length === 1 ? values[0] : values === null ? part.byDefault : undefined;
    if (value === undefined) return undefined;
    result += quoted(value);
  }
  return result;
}
