/**
 * Values that nobody knows before a deployment, as single characters of a string, so that text can be matched around them.
 *
 * A `generated` value is one that AWS makes: the id or name of a resource to which the template gives none. It is the same wherever the
 * template refers to it, and equals nothing that somebody wrote out. A `given` value is a parameter: it may be
 * anything. A `place` is an account or a region that the templates leave open: any text without `:` and `/`.
 */
export type Kind = 'generated' | 'given' | 'place';

interface Symbol {
  readonly kind: Kind;
  readonly name: string;
}

/** Private use area of Unicode, which no template has a reason to hold. */
const first = 0xe000;
const last = 0xf8ff;
const perPlane = last - first + 1;
/** Beyond 6,400 symbols: two planes of private use with 131,068 more. */
const firstBeyond = 0xf0000;

const known = new Map<string, string>();
const symbols: Symbol[] = [];

/** The one character that stands for a value. */
export function symbol(kind: Kind, name: string): string {
  const key = `${kind} ${name}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  const index = symbols.push({ kind, name }) - 1;
  const made = String.fromCodePoint(index < perPlane ? first + index : firstBeyond + index - perPlane);
  known.set(key, made);
  return made;
}

const pattern = /[\uE000-\uF8FF]|[\u{F0000}-\u{10FFFD}]/gu;

/** What every symbol holds, in UTF-16: quick to refuse, for most text holds none. */
const suspicious = /[\uE000-\uF8FF\uDB80-\uDBFF]/;

export const holdsSymbol = (text: string): boolean => suspicious.test(text) && text.search(pattern) >= 0;

/** Whether a part of the text may be anything. */
export const holdsOpen = (text: string): boolean =>
  [...text].some((character) => symbolAt(character)?.kind === 'given');

export function symbolAt(character: string): Symbol | undefined {
  const code = character.codePointAt(0) ?? 0;
  if (code >= first && code <= last) return symbols[code - first];
  return code >= firstBeyond ? symbols[code - firstBeyond + perPlane] : undefined;
}

/** For people: every symbol by its name, such as `‹Network/Vpc›`. */
export const readable = (text: string): string =>
  text.replace(pattern, (character) => `‹${symbolAt(character)?.name ?? '?'}›`);
