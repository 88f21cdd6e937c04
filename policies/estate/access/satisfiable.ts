import {
  type Atom,
  all,
  any,
  type Formula,
  type Leaf,
  leavesOf,
  not,
  type Sent,
  truthOf,
  withLeaf,
} from './formula.ts';

/** What is known of a key to which no value is given. */
export interface Domain {
  /** It is sent, with whatever value. */
  readonly present?: boolean;
  /** It can hold several values at once. */
  readonly multivalued?: boolean;
  /** It has one of these values, when it is sent. */
  readonly among?: readonly string[];
}

/** Assignments tried before the search gives up: formulas of real policies need a few hundred. */
const patience = 20_000;

export type Verdict = 'always' | 'never' | 'sometimes';

/**
 * Whether a formula holds for every call, for none, or for some. Two conditions that exclude each other leave nothing, and two that
 * leave no gap leave no condition; a search that does not finish, or that might have missed a value, says `sometimes`.
 */
export function verdictOf(formula: Formula, domainOf: (key: string) => Domain): Verdict {
  if (typeof formula === 'boolean') return formula ? 'always' : 'never';
  const search = searchOf(formula, domainOf);
  const holds = search(formula);
  if (holds === 'impossible') return 'never';
  return search(not(formula)) === 'impossible' ? 'always' : 'sometimes';
}

/** The formula without the unreadable parts on which it does not depend after all. */
export function withoutIdle(formula: Formula, domainOf: (key: string) => Domain): Formula {
  return leavesOf(formula).reduce<Formula>((rest, leaf) => {
    if (leaf.is !== 'unreadable') return rest;
    const [held, failed] = [withLeaf(rest, leaf, true), withLeaf(rest, leaf, false)];
    const differs = any(all(held, not(failed)), all(not(held), failed));
    return verdictOf(differs, domainOf) === 'never' ? held : rest;
  }, formula);
}

function searchOf(formula: Formula, domainOf: (key: string) => Domain) {
  const leaves = leavesOf(formula);
  const atoms = leaves.filter((leaf): leaf is Atom => leaf.is === 'atom');
  const keys = [...new Set(atoms.flatMap((atom) => atom.keys))];
  const complete = atoms.every((atom) => atom.complete) && keys.every((key) => patternsOn(key, atoms).length < 3);
  const unreadable = leaves.filter((leaf) => leaf.is === 'unreadable');
  const choices = keys.map((key) => choicesOf(key, atoms, domainOf(key)));
  return (asked: Formula): 'possible' | 'impossible' | 'unfinished' => {
    let left = patience;
    const sent = new Map<string, Sent>();
    const truths = new Map<Leaf, boolean>();
    const leaf = (one: Leaf): boolean | undefined => {
      if (one.is === 'unreadable') return truths.get(one);
      if (!one.keys.every((key) => sent.has(key))) return undefined;
      return one.holds((key) => sent.get(key) ?? null);
    };
    const attempt = (depth: number): boolean => {
      left -= 1;
      if (left < 0) return false;
      const value = truthOf(asked, leaf);
      if (value !== undefined) return value;
      const key = keys[depth];
      if (key !== undefined) {
        for (const choice of choices[depth] ?? []) {
          sent.set(key, choice);
          if (attempt(depth + 1)) return true;
        }
        sent.delete(key);
        return false;
      }
      const open = unreadable[depth - keys.length];
      if (open === undefined) return false;
      for (const truth of [true, false]) {
        truths.set(open, truth);
        if (attempt(depth + 1)) return true;
      }
      truths.delete(open);
      return false;
    };
    if (attempt(0)) return 'possible';
    return left < 0 || !complete ? 'unfinished' : 'impossible';
  };
}

/** A value that no policy names. */
const stranger = 'some other value';

const patternsOn = (key: string, atoms: readonly Atom[]): readonly string[] => [
  ...new Set(atoms.filter((atom) => atom.keys.includes(key)).flatMap((atom) => atom.patterns)),
];

function choicesOf(key: string, atoms: readonly Atom[], domain: Domain): readonly Sent[] {
  const patterns = patternsOn(key, atoms);
  const between = patterns.flatMap((one, index) =>
    patterns.slice(index + 1).flatMap((other) => shared(one, other) ?? []),
  );
  const named = [...new Set([...atoms.flatMap((atom) => atom.candidates[key] ?? []), ...between])];
  const typed = atoms.some((atom) => atom.typed && atom.keys.includes(key));
  const values = domain.among ?? [...named, ...(typed ? [] : [stranger])];
  const singles = values.map((value) => [value]);
  const pairs = domain.multivalued
    ? values.flatMap((one, index) => values.slice(index + 1).map((other) => [one, other]))
    : [];
  return [...(domain.present ? [] : [null]), ...singles, ...pairs];
}

/** A text that two patterns cover, if there is one. */
export function shared(one: string, other: string): string | undefined {
  const seen = new Set<number>();
  const from = (a: number, b: number): string | undefined => {
    const key = a * (other.length + 1) + b;
    if (seen.has(key)) return undefined;
    seen.add(key);
    const [x, y] = [one[a], other[b]];
    if (x === undefined && y === undefined) return '';
    if (x === '*')
      return from(a + 1, b) ?? (y === undefined ? undefined : y === '*' ? from(a, b + 1) : added(y, from(a, b + 1)));
    if (y === '*') return from(a, b + 1) ?? (x === undefined ? undefined : added(x, from(a + 1, b)));
    if (x === undefined || y === undefined || (x !== y && x !== '?' && y !== '?')) return undefined;
    return added(x === '?' ? y : x, from(a + 1, b + 1));
  };
  return from(0, 0);
}

const added = (character: string, rest: string | undefined): string | undefined =>
  rest === undefined ? undefined : (character === '?' ? 'x' : character) + rest;
