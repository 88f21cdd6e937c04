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
 * served. `stale`: it reads what was there before the last write. `meanwhile`: somebody else is served in between. `pass`: time goes by.
 */
export const mishapKinds = [
  ...(['crash-before', 'crash-done', 'throttle', 'timeout-done', 'conflict', 'torn', 'stale'] as const),
  ...(['meanwhile', 'pass'] as const),
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
  /** Whose verified token it was given, or its own name. */
  readonly caller: { readonly person: string } | { readonly service: string };
  readonly mishaps: readonly Mishap[];
  /** Instant of its start, among the moments of the register. */
  readonly began: number;
  dead: boolean;
  calls: number;
  /** Versions that it has read. */
  readonly seen: Map<string, number>;
  /** Its calls go one after the other: the order of answers is not what this is about. */
  busy: Promise<unknown>;
}
export const lifeOf = (caller: Life['caller'], mishaps: readonly Mishap[], began: number): Life => ({
  ...{ caller, mishaps, began, dead: false, calls: 0, seen: new Map(), busy: Promise.resolve() },
});

export interface Chance {
  /** Serves somebody else; returns when they have their answer. */
  meanwhile(errand: Errand): Promise<void>;
  pass(errand: Errand): void;
}

/** What a kind of call has besides its plain course. */
export interface Course<Answer> {
  readonly conflict?: Answer;
  readonly stale?: () => Answer;
  readonly torn?: (errand: Errand) => Promise<Answer>;
}

/** One call of one port, with whatever befalls it. */
export function called<Answer>(
  life: Life,
  chance: Chance,
  work: () => Promise<Answer> | Answer,
  { conflict, stale, torn }: Course<Answer> = {},
): Promise<Answer> {
  const turn = life.busy.then(async (): Promise<Answer> => {
    if (life.dead) throw new Unlucky('the function is gone');
    const number = life.calls;
    life.calls += 1;
    const mishap = life.mishaps.length === 0 ? undefined : life.mishaps.find(({ at }) => at === number);
    if (mishap === undefined) return work();
    const { kind, errand } = mishap;
    if (kind === 'conflict' && conflict !== undefined) return conflict;
    if (kind === 'stale' && stale !== undefined) return stale();
    if (kind === 'torn' && torn !== undefined) return torn(errand);
    if (kind === 'meanwhile') await chance.meanwhile(errand);
    if (kind === 'pass') chance.pass(errand);
    if (kind === 'crash-before') life.dead = true;
    if (kind === 'crash-before' || kind === 'throttle') throw new Unlucky(kind);
    const answer = await work();
    if (kind === 'crash-done') life.dead = true;
    if (kind === 'crash-done' || kind === 'timeout-done') throw new Unlucky(kind);
    return answer;
  });
  life.busy = turn.catch(() => undefined);
  return turn;
}
