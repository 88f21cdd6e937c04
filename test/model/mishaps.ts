/** One thing that somebody does, in numbers, so that sequences of them can be made up and made smaller. */
export interface Errand {
  readonly kind: string;
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

/**
 * What befalls a function at one of its calls. `crash…`: it is gone, and every later call of it comes to nothing. `…-done`: what it asked for is
 * done, and it is not told. `conflict`: another transaction was under way. `torn`: its transaction is half to be seen while somebody else is
 * served. `meanwhile`: somebody else is served in between. `pass`: time goes by.
 */
export const mishapKinds = [
  'crash-before',
  'crash-done',
  'throttle',
  'timeout-done',
  'conflict',
  'torn',
  'meanwhile',
  'pass',
] as const;

export interface Mishap {
  /** Number of the call, from 0. */
  readonly at: number;
  readonly kind: (typeof mishapKinds)[number];
  readonly errand: Errand;
}

export interface Step {
  readonly errand: Errand;
  readonly mishaps: readonly Mishap[];
}

/** What a mishap throws. */
export class Unlucky extends Error {}

/** One function from its start to its end or its crash. */
export interface Life {
  /** Whose verified token it was given; none: one of our own functions. */
  readonly caller: { readonly person: string; readonly signedInAt: string } | undefined;
  readonly mishaps: readonly Mishap[];
  /** Instant of its start, among the moments of the oracle. */
  readonly began: number;
  dead: boolean;
  calls: number;
  /** Last moment at which it did anything but read the register. */
  looked: number;
  /** Moment at which rows last came to it. */
  rowsCame: number;
  commits: number;
  starts: number;
  /** Its calls go one after the other: the order of answers is not what this is about. */
  busy: Promise<unknown>;
}

export const lifeOf = (caller: Life['caller'], mishaps: readonly Mishap[], began: number): Life => ({
  ...{ caller, mishaps, began, dead: false, calls: 0, looked: began, rowsCame: began, commits: 0, starts: 0 },
  busy: Promise.resolve(),
});

export interface Chance {
  /** Serves somebody else; returns when they have their answer. */
  meanwhile(errand: Errand): Promise<void>;
  pass(errand: Errand): void;
}

/** One call of one port, with whatever befalls it. */
export function called<Answer>(
  life: Life,
  chance: Chance,
  work: (torn: Errand | undefined) => Promise<Answer> | Answer,
  conflict?: Answer,
): Promise<Answer> {
  const turn = life.busy.then(async (): Promise<Answer> => {
    if (life.dead) throw new Unlucky('the function is gone');
    const number = life.calls;
    life.calls += 1;
    const mishap = life.mishaps.length === 0 ? undefined : life.mishaps.find(({ at }) => at === number);
    if (mishap === undefined) return work(undefined);
    const { kind, errand } = mishap;
    if (kind === 'conflict' && conflict !== undefined) return conflict;
    if (kind === 'meanwhile') await chance.meanwhile(errand);
    if (kind === 'pass') chance.pass(errand);
    if (kind === 'torn' && conflict !== undefined) return work(errand);
    if (kind === 'crash-before') life.dead = true;
    if (kind === 'crash-before' || kind === 'throttle') throw new Unlucky(kind);
    const answer = await work(undefined);
    if (kind === 'crash-done') life.dead = true;
    if (kind === 'crash-done' || kind === 'timeout-done') throw new Unlucky(kind);
    return answer;
  });
  life.busy = turn.catch(() => undefined);
  return turn;
}

/** Whether what befell a function made any of its calls fail. */
export const failing = (mishaps: readonly Mishap[]): boolean =>
  mishaps.some(({ kind }) => !['meanwhile', 'pass', 'torn', 'conflict'].includes(kind));
