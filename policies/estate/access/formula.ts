/** What is sent under a condition key: its values, or null where the key is surely absent. */
export type Sent = readonly string[] | null;

/** One test of what a call sends that the question left open. Atoms of one `id` are the same test. */
export interface Atom {
  readonly is: 'atom';
  readonly id: string;
  /** Condition keys in lower case that it asks for. */
  readonly keys: readonly string[];
  /** In plain words: the condition, and what is true where it does not hold. */
  readonly words: string;
  readonly otherwise: string;
  /** Values of the keys worth trying: each that the test could tell from another. */
  readonly candidates: Readonly<Record<string, readonly string[]>>;
  /** Patterns among the written values: two of them may share a text that neither names. */
  readonly patterns: readonly string[];
  /** The key holds a truth, a number, a date or an address, and no other text. */
  readonly typed: boolean;
  /** The candidates are all that matter, so that a search through them may be believed when it finds nothing. */
  readonly complete: boolean;
  holds(sent: (key: string) => Sent): boolean;
}

/** A part of the templates that cannot be read before deployment. */
export interface Unreadable {
  readonly is: 'unreadable';
  readonly id: string;
  readonly words: string;
  readonly otherwise: string;
}

interface Joined {
  readonly is: 'all' | 'any';
  readonly of: readonly Formula[];
}

interface Negated {
  readonly is: 'not';
  readonly of: Formula;
}

export type Leaf = Atom | Unreadable;

/** A truth that may depend on what a call sends (atoms) and on what the templates do not say (unreadable). */
export type Formula = boolean | Leaf | Joined | Negated;

const same = (one: Formula, other: Formula): boolean =>
  one === other || (isLeaf(one) && isLeaf(other) && one.is === other.is && one.id === other.id);

export const isLeaf = (formula: Formula): formula is Leaf =>
  typeof formula !== 'boolean' && (formula.is === 'atom' || formula.is === 'unreadable');

function joined(is: 'all' | 'any', parts: readonly Formula[]): Formula {
  const absorbing = is === 'any';
  const of: Formula[] = [];
  for (const part of parts) {
    if (part === absorbing) return absorbing;
    if (typeof part === 'boolean') continue;
    for (const one of part.is === is ? part.of : [part]) if (!of.some((other) => same(one, other))) of.push(one);
  }
  return of.length === 0 ? !absorbing : of.length === 1 ? (of[0] as Formula) : { is, of };
}

export const all = (...parts: readonly Formula[]): Formula => joined('all', parts);
export const any = (...parts: readonly Formula[]): Formula => joined('any', parts);

export const not = (formula: Formula): Formula =>
  typeof formula === 'boolean' ? !formula : formula.is === 'not' ? formula.of : { is: 'not', of: formula };

/** Every leaf once, in the order in which they are met. */
export function leavesOf(formula: Formula): readonly Leaf[] {
  const found = new Map<string, Leaf>();
  const visit = (one: Formula): void => {
    if (typeof one === 'boolean') return;
    if (isLeaf(one)) found.set(`${one.is} ${one.id}`, one);
    else if (one.is === 'not') visit(one.of);
    else one.of.forEach(visit);
  };
  visit(formula);
  return [...found.values()];
}

/** The value of a formula when some of its leaves have one; undefined while it is still open. */
export function truthOf(formula: Formula, leaf: (leaf: Leaf) => boolean | undefined): boolean | undefined {
  if (typeof formula === 'boolean') return formula;
  if (isLeaf(formula)) return leaf(formula);
  if (formula.is === 'not') {
    const value = truthOf(formula.of, leaf);
    return value === undefined ? undefined : !value;
  }
  const absorbing = formula.is === 'any';
  let result: boolean | undefined = !absorbing;
  for (const part of formula.of) {
    const value = truthOf(part, leaf);
    if (value === absorbing) return absorbing;
    if (value === undefined) result = undefined;
  }
  return result;
}

/** The formula with the value of one leaf put in. */
export function withLeaf(formula: Formula, leaf: Leaf, value: boolean): Formula {
  if (typeof formula === 'boolean') return formula;
  if (isLeaf(formula)) return same(formula, leaf) ? value : formula;
  if (formula.is === 'not') return not(withLeaf(formula.of, leaf, value));
  return joined(
    formula.is,
    formula.of.map((part) => withLeaf(part, leaf, value)),
  );
}

/** A truth that hangs on a part of the templates that nobody can read here. */
export const unreadable = (words: string, otherwise = `not: ${words}`, id = words): Unreadable => ({
  is: 'unreadable',
  id,
  words,
  otherwise,
});
