import { holdsSymbol, type Kind, symbolAt } from './symbols.ts';

/** `perhaps`: it depends on a value that the templates leave open. */
export type Match = 'yes' | 'no' | 'perhaps';

interface Unit {
  readonly is: 'character' | 'any' | 'one' | Kind;
  readonly text: string;
}

/** A pattern's own `*` and `?`, which `${*}` and `${?}` of a policy spell. They stand in text as characters that match themselves only. */
export const literalStar = '\uDBFF\uDFFE';
export const literalQuestion = '\uDBFF\uDFFF';

function unitsOf(text: string, isPattern: boolean): readonly Unit[] {
  return [...text].map((character): Unit => {
    if (isPattern && character === '*') return { is: 'any', text: character };
    if (isPattern && character === '?') return { is: 'one', text: character };
    if (character === literalStar) return { is: 'character', text: '*' };
    if (character === literalQuestion) return { is: 'character', text: '?' };
    return { is: symbolAt(character)?.kind ?? 'character', text: character };
  });
}

const compiled = new Map<string, (value: string) => boolean>();

/** A test for plain values, without symbols, kept: policies say the same patterns again and again. */
function compile(pattern: string): (value: string) => boolean {
  const found = compiled.get(pattern);
  if (found !== undefined) return found;
  const made = testOf(pattern);
  compiled.set(pattern, made);
  return made;
}

function testOf(pattern: string): (value: string) => boolean {
  if (pattern === '*') return () => true;
  const plain = pattern.replaceAll(literalStar, '*').replaceAll(literalQuestion, '?');
  if (!/[*?]/.test(pattern)) return (value) => value === plain;
  if (/^[^*?]*\*$/.test(pattern)) {
    const beginning = plain.slice(0, -1);
    return (value) => value.startsWith(beginning);
  }
  const units = unitsOf(pattern, true);
  return (value) => isCovered(units, [...value]);
}

/** A walk that goes back to the last star only: its time is the product of both lengths, whatever the pattern. */
function isCovered(units: readonly Unit[], value: readonly string[]): boolean {
  let [unit, at, star, resumed] = [0, 0, -1, 0];
  while (at < value.length) {
    const { is, text } = units[unit] ?? { is: undefined, text: '' };
    if (is === 'any') {
      star = unit;
      resumed = at;
      unit += 1;
    } else if (is !== undefined && (is === 'one' || text === value[at])) {
      unit += 1;
      at += 1;
    } else if (star >= 0) {
      unit = star + 1;
      resumed += 1;
      at = resumed;
    } else return false;
  }
  return units.slice(unit).every(({ is }) => is === 'any');
}

/** IAM's matching of `*` and `?`; the whole value, with regard to case. */
export function matchText(pattern: string, value: string): Match {
  if (compile(pattern)(value))
    return holdsSymbol(value) && pattern.includes('?') ? symbolicMatch(pattern, value) : 'yes';
  return holdsSymbol(value) || holdsSymbol(pattern) ? symbolicMatch(pattern, value) : 'no';
}

/** Without wildcards: the same text, whatever its symbols stand for. */
export const equalText = (one: string, other: string): Match =>
  one === other ? 'yes' : holdsSymbol(one) || holdsSymbol(other) ? symbolicMatch(quotedText(one), other) : 'no';

const quotedText = (text: string): string => text.replaceAll('*', literalStar).replaceAll('?', literalQuestion);

function symbolicMatch(pattern: string, value: string): Match {
  const patterns = unitsOf(pattern, true);
  const values = unitsOf(value, false);
  if (walk(patterns, values, false)) return 'yes';
  return walk(patterns, values, true) ? 'perhaps' : 'no';
}

/** Text that only a deployment decides, whatever it is; of a place it is known that it ends before a colon or a slash, and holds no wildcard. */
const isOpen = (unit: Unit | undefined): boolean => unit?.is === 'given' || unit?.is === 'place';

const takesIn = (open: Unit | undefined, next: Unit | undefined): boolean =>
  next !== undefined && (open?.is === 'given' || !'/:*?'.includes(next.text));

/**
 * Whether a pattern covers a value, unit by unit. For sure: a symbol is covered by itself and by `*`. Perhaps: a given value is any text;
 * a generated one is a name without `/` and `:` that equals nothing written out, so that some wildcard must cover a part of it.
 */
function walk(patterns: readonly Unit[], values: readonly Unit[], perhaps: boolean): boolean {
  const seen = new Map<number, boolean>();
  // `inside`: 0 outside a generated value; 1 within one of which no wildcard has covered anything yet; 2 within one that one has.
  const from = (p: number, v: number, inside: 0 | 1 | 2): boolean => {
    const key = (p * (values.length + 1) + v) * 3 + inside;
    const known = seen.get(key);
    if (known !== undefined) return known;
    seen.set(key, false);
    const result = step(p, v, inside);
    seen.set(key, result);
    return result;
  };
  const step = (p: number, v: number, inside: 0 | 1 | 2): boolean => {
    const pattern = patterns[p];
    const value = values[v];
    if (inside > 0) {
      if (inside === 2 && from(p, v + 1, 0)) return true;
      if (pattern === undefined) return false;
      // A star, or a parameter that may be one, covers a part of the value, or the rest of it and whatever follows.
      if (pattern.is === 'any' || isOpen(pattern)) return from(p + 1, v, 2) || from(p, v + 1, 0);
      if (pattern.is === 'one') return from(p + 1, v, 2);
      return pattern.is === 'character' && !'/:'.includes(pattern.text) && from(p + 1, v, inside);
    }
    if (pattern === undefined && value === undefined) return true;
    if (pattern?.is === 'any' && (from(p + 1, v, 0) || (value !== undefined && from(p, v + 1, 0)))) return true;
    if (perhaps && isOpen(pattern) && (from(p + 1, v, 0) || (takesIn(pattern, value) && from(p, v + 1, 0))))
      return true;
    if (perhaps && isOpen(value) && (from(p, v + 1, 0) || (takesIn(value, pattern) && from(p + 1, v, 0)))) return true;
    if (pattern === undefined || value === undefined) return false;
    if (pattern.is !== 'any' && pattern.is !== 'one' && pattern.text === value.text && from(p + 1, v + 1, 0))
      return true;
    if (pattern.is === 'one' && value.is === 'character') return from(p + 1, v + 1, 0);
    return perhaps && value.is === 'generated' && from(p, v, 1);
  };
  return from(0, 0, 0);
}

export const either = (one: Match, other: Match): Match =>
  one === 'yes' || other === 'yes' ? 'yes' : one === 'perhaps' || other === 'perhaps' ? 'perhaps' : 'no';

export const both = (one: Match, other: Match): Match =>
  one === 'no' || other === 'no' ? 'no' : one === 'perhaps' || other === 'perhaps' ? 'perhaps' : 'yes';

/** The six parts of an ARN; the last holds whatever colons are left. */
function segments(arn: string): readonly string[] {
  const parts = arn.split(':');
  return parts.length <= 6 ? parts : [...parts.slice(0, 5), parts.slice(5).join(':')];
}

/**
 * Matches an ARN part by part: a wildcard never reaches across one of its first five colons.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export function matchArn(pattern: string, arn: string): Match {
  if (pattern === '*' || pattern === arn) return 'yes';
  const patterns = segments(pattern);
  const parts = segments(arn);
  if (patterns.length < 6 || parts.length < 6) return matchText(pattern, arn);
  return patterns.reduce<Match>(
    (result, part, index) => (result === 'no' ? result : both(result, matchText(part, parts[index] ?? ''))),
    'yes',
  );
}

/** Actions know no case. */
export const matchAction = (pattern: string, action: string): Match =>
  matchText(pattern.toLowerCase(), action.toLowerCase());
