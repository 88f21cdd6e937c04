/** Deeper than any body that a route asks for. */
const deepest = 16;

/** Keys that could become something else than data where an object is copied. */
const forbidden = new Set(['__proto__', 'constructor', 'prototype']);

/** A text between quotes (unrolled, so that long ones need no backtracking), or one sign of the structure. */
const token = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\]:]/g;

/**
 * JSON that has one meaning for every reader: no key twice in one object, no key that names a prototype, no half of a surrogate pair
 * (two texts that differ would have one hash), at most 16 levels. RFC 8259, section 4, leaves all of it to the reader.
 * @returns undefined for everything else; what was wrong is not said, for it would quote what was sent.
 */
export function strictJson(text: string): { readonly value: unknown } | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const open: (Set<string> | undefined)[] = [];
  let last: string | undefined;
  for (const [sign] of text.matchAll(token)) {
    if (sign === '{' || sign === '[') open.push(sign === '{' ? new Set() : undefined);
    else if (sign === '}' || sign === ']') open.pop();
    else if (sign === ':') {
      const keys = open.at(-1);
      if (last === undefined || keys === undefined || keys.has(last) || forbidden.has(last)) return undefined;
      keys.add(last);
    } else {
      last = String(JSON.parse(sign));
      if (/\p{Surrogate}/u.test(last)) return undefined;
    }
    if (open.length > deepest) return undefined;
  }
  return { value };
}
