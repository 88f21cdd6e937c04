import type { Bounds } from './rules/recoverable.ts';

/** Sum of unknowns, each with its sign, between two ends. */
export interface Equation {
  readonly unknowns: readonly number[];
  readonly signs: readonly (1 | -1)[];
  readonly least: number;
  readonly most: number;
}

/** What a table says of the cells that it withholds. */
export interface LinearSystem {
  /** What is known of each unknown before any equation is read. */
  readonly boxes: readonly Bounds[];
  readonly equations: readonly Equation[];
}

/** Unknowns that hang together through equations, as systems of their own; `members` are their positions in the whole. */
export function components(
  system: LinearSystem,
): readonly { readonly members: readonly number[]; readonly system: LinearSystem }[] {
  const parent = system.boxes.map((_, index) => index);
  const root = (index: number): number => {
    let at = index;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at] ?? at] ?? at;
      at = parent[at] ?? at;
    }
    return at;
  };
  for (const { unknowns } of system.equations) {
    for (const unknown of unknowns) parent[root(unknown)] = root(unknowns[0] ?? unknown);
  }
  const groups = new Map<number, { members: number[]; equations: Equation[] }>();
  system.boxes.forEach((_, index) => {
    const group = groups.get(root(index)) ?? { members: [], equations: [] };
    group.members.push(index);
    groups.set(root(index), group);
  });
  for (const equation of system.equations) groups.get(root(equation.unknowns[0] ?? 0))?.equations.push(equation);
  return [...groups.values()].map(({ members, equations }) => {
    const place = new Map(members.map((member, index) => [member, index]));
    const local = equations.map((one) => ({
      ...one,
      unknowns: one.unknowns.map((unknown) => place.get(unknown) ?? 0),
    }));
    return { members, system: { boxes: members.flatMap((member) => system.boxes[member] ?? []), equations: local } };
  });
}

/** Passes over the equations; more bring nothing that the solver does not. */
const mostPasses = 30;

/**
 * What each equation alone says of each unknown, given what is known of its others: exact for one equation, and never too narrow for several.
 * Undefined where the equations contradict each other.
 */
export function propagated({ boxes, equations }: LinearSystem): readonly Bounds[] | undefined {
  const lower = boxes.map((box) => box.lower);
  const upper = boxes.map((box) => box.upper);
  for (let pass = 0, changed = true; changed && pass < mostPasses; pass += 1) {
    changed = false;
    for (const equation of equations) changed = narrow(equation, lower, upper) || changed;
    if (lower.some((one, index) => one > (upper[index] ?? one) + 1e-6)) return undefined;
  }
  return lower.map((one, index) => ({ lower: one, upper: upper[index] ?? one }));
}

function narrow({ unknowns, signs, least, most }: Equation, lower: number[], upper: number[]): boolean {
  // The smallest and largest that the whole sum can be; endless parts are counted apart, for their difference with themselves is no number.
  const ends = unknowns.map((unknown, index) => {
    const [low, high] = [lower[unknown] ?? 0, upper[unknown] ?? 0];
    return signs[index] === 1 ? [low, high] : [-high, -low];
  });
  const sum = (end: 0 | 1) => ends.reduce((whole, one) => whole + (Number.isFinite(one[end]) ? (one[end] ?? 0) : 0), 0);
  const endless = (end: 0 | 1) => ends.filter((one) => !Number.isFinite(one[end])).length;
  const [low, high, endlessLow, endlessHigh] = [sum(0), sum(1), endless(0), endless(1)];
  let changed = false;
  unknowns.forEach((unknown, index) => {
    const [own, ownHigh] = ends[index] ?? [0, 0];
    const restLow = rest(low, endlessLow, own ?? 0, -Infinity);
    const restHigh = rest(high, endlessHigh, ownHigh ?? 0, Infinity);
    const [from, to] = [least - restHigh, most - restLow];
    const [newLow, newHigh] = signs[index] === 1 ? [from, to] : [-to, -from];
    if (newLow > (lower[unknown] ?? 0) + 1e-9) {
      lower[unknown] = newLow;
      changed = true;
    }
    if (newHigh < (upper[unknown] ?? 0) - 1e-9) {
      upper[unknown] = newHigh;
      changed = true;
    }
  });
  return changed;
}

/** Sum without one of its parts: endless where another part is. */
function rest(sum: number, endless: number, own: number, end: number): number {
  if (Number.isFinite(own)) return endless > 0 ? end : sum - own;
  return endless > 1 ? end : sum;
}
