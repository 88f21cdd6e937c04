import type { Instant, Key } from '../../workflow/contract.ts';

export interface Seat {
  readonly query: string;
  readonly project: string;
  readonly person: string;
  readonly askedAt: Instant;
}

/**
 * All that wait and all that are with Athena, of the whole deployment, in one item: Athena's quota is one for the account, so who is next is
 * one decision, and every change of it is a conditional write on the version that the decision saw.
 */
export interface Floor {
  readonly waiting: readonly Seat[];
  readonly active: readonly (Seat & { readonly since: Instant })[];
  /** Turn in which a project, and a person in it, last took a place. */
  readonly served: Readonly<Record<string, number>>;
  readonly turn: number;
  /** Athena turned somebody away: nobody tries before. */
  readonly heldUntil?: Instant;
}

export const floorKey: Key = { partition: 'floor', sort: 'athena' };
export const emptyFloor: Floor = { waiting: [], active: [], served: {}, turn: 0 };

/** Waiting queries of all projects; an item holds 400 KB, and a queue of hours helps nobody. */
export const longestQueue = 300;

/** Projects and persons whose last turn is remembered; the longest ago are forgotten first, and go first again. */
const remembered = 1_000;

const projectTurn = ({ project }: Seat): string => project;
const personTurn = ({ project, person }: Seat): string => `${project}/${person}`;

/** Round robin among projects, then among the project's persons, then the oldest. */
export function nextInTurn(
  { waiting, served, heldUntil }: Floor,
  skipping: readonly string[],
  now: Instant,
): Seat | undefined {
  if (heldUntil !== undefined && now < heldUntil) return undefined;
  const last = (key: string): number => served[key] ?? 0;
  return waiting
    .filter(({ project }) => !skipping.includes(project))
    .sort(
      (a, b) =>
        last(projectTurn(a)) - last(projectTurn(b)) ||
        (projectTurn(a) === projectTurn(b) ? last(personTurn(a)) - last(personTurn(b)) : 0) ||
        compare(a.askedAt, b.askedAt) ||
        compare(a.query, b.query),
    )[0];
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export const queued = (floor: Floor, seat: Seat): Floor => ({ ...floor, waiting: [...floor.waiting, seat] });

export function seated({ heldUntil: _, ...floor }: Floor, query: string, since: Instant): Floor {
  const seat = floor.waiting.find((one) => one.query === query);
  if (seat === undefined) return floor;
  const turn = floor.turn + 1;
  const served = Object.entries({ ...floor.served, [projectTurn(seat)]: turn, [personTurn(seat)]: turn });
  return {
    waiting: floor.waiting.filter((one) => one.query !== query),
    active: [...floor.active, { ...seat, since }],
    served: Object.fromEntries(served.sort(([, a], [, b]) => b - a).slice(0, remembered)),
    turn,
  };
}

/** Back in the queue; its place there is by when it was asked. */
export function turnedAway(floor: Floor, query: string, heldUntil: Instant): Floor {
  const found = floor.active.find((one) => one.query === query);
  if (found === undefined) return { ...floor, heldUntil };
  const { since: _, ...seat } = found;
  return { ...left(floor, query), waiting: [...floor.waiting, seat], heldUntil };
}

export const left = (floor: Floor, query: string): Floor => ({
  ...floor,
  waiting: floor.waiting.filter((one) => one.query !== query),
  active: floor.active.filter((one) => one.query !== query),
});
