import { components, type LinearSystem, propagated } from './linear-system.ts';
import type { Bounds } from './rules/recoverable.ts';
import { solvedBounds } from './solver.ts';

/** What a reader can work out of a withheld cell; or why it was not worked out. */
export type Recovered = Bounds | 'contradiction' | 'too-many';

/** Unknowns that hang together; more are for a human, lest one table hold the engine. */
const mostTogether = 400;
/** Cells of one table whose ends are solved for. */
const mostSolved = 1000;

/**
 * The least and most that each unknown can be, each group of them by itself; as much of it as is `enough`, where a caller wants a verdict and not the
 * ends.
 */
export async function boundsOf(
  system: LinearSystem,
  enough: (met: Bounds) => boolean = () => false,
): Promise<readonly Recovered[]> {
  const found: Recovered[] = system.boxes.map(() => 'too-many');
  let budget = mostSolved;
  for (const { members, system: part } of components(system)) {
    const first = propagated(part);
    const assign = (value: (index: number) => Recovered) => {
      members.forEach((member, index) => {
        found[member] = value(index);
      });
    };
    if (first === undefined) {
      assign(() => 'contradiction');
      continue;
    }
    // One equation alone is settled already, and so is a cell with no room left.
    const open =
      part.equations.length < 2
        ? []
        : first.flatMap(({ lower, upper }, index) => (upper - lower > 1e-6 ? [index] : []));
    if (open.length > 0 && (members.length > mostTogether || open.length > budget)) {
      assign((index) => (open.includes(index) ? 'too-many' : (first[index] ?? 'too-many')));
      continue;
    }
    budget -= open.length;
    const solved =
      open.length > 0 ? await solvedBounds({ ...part, boxes: first }, open, enough) : new Map<number, Bounds>();
    assign((index) => (solved ? (solved.get(index) ?? first[index] ?? 'contradiction') : 'contradiction'));
  }
  return found;
}
