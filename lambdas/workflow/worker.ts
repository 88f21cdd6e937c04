import { type Clock, effectPartition, type Instant, type Item, type Store, type Task } from './contract.ts';
import { everyItem } from './history.ts';
import type { Waiting } from './transaction.ts';

/**
 * Carries one effect out. May be called again for the same id, even at the same time, so it must come to the same once or twice.
 * @returns `done`, or when to ask again because it is too early: that counts as no try.
 * @throws when it failed: it is tried again, later and later.
 */
export type CarryOut<Effect> = (effect: Effect, id: string) => Promise<'done' | { readonly again: Instant }>;

export interface WorkerPorts {
  readonly store: Store;
  readonly clock: Clock;
}

export interface Patience {
  /** Longer than the function may run: when it has passed, whoever claimed the effect is taken to be dead. */
  readonly leaseSeconds: number;
  /** Tries after which the effect is left for somebody to look at. */
  readonly tries: number;
  /** Effects begun in one run. */
  readonly perRun: number;
  /** None is begun later in a run, so that one that is cut off by the end of the function was seldom begun too late for its own good. @default unlimited */
  readonly beginSeconds?: number;
}

export const patience: Patience = { leaseSeconds: 15 * 60, tries: 8, perRun: 200, beginSeconds: 5 * 60 };

export interface Worked {
  readonly done: number;
  readonly failed: number;
  /** Ids of all effects that wait for somebody, this run's and older ones. */
  readonly stuck: readonly string[];
}

/**
 * Asked when an effect has failed for the last time: says so where it matters, so that the effect need not wait for anybody.
 * @throws when that failed too: then the effect is left.
 */
export type GiveUp<Effect> = (effect: Effect, id: string) => Promise<void>;

/**
 * Carries out what is due of one kind, at least once, earliest first. A claim is a new version with a lease, so one claimant has the effect, and
 * one that dies gives it back by dying, which counts as a try: what kills whoever carries it out is not begun for ever. None is ever dropped: what fails
 * too often is left where it is and reported by every run until somebody deals with it.
 * @throws when the store does not answer; what was claimed comes back by itself.
 */
export async function work<Effect extends Task>(
  { store, clock }: WorkerPorts,
  kind: Effect['kind'],
  carryOut: CarryOut<Effect>,
  { leaseSeconds, tries, perRun, beginSeconds }: Patience = patience,
  giveUp?: GiveUp<Effect>,
): Promise<Worked> {
  let [begun, done, failed] = [0, 0, 0];
  const beginUntil = beginSeconds === undefined ? undefined : later(clock.now(), beginSeconds);
  const stuck: string[] = [];
  for (const item of await everyItem(store, effectPartition(kind), { until: `${clock.now()}~` })) {
    const waiting = waitingIn<Effect>(item);
    if (waiting.stuck) stuck.push(waiting.id);
    if (waiting.stuck || waiting.notBefore > clock.now() || begun >= perRun) continue;
    if (beginUntil !== undefined && clock.now() > beginUntil) continue;

    const claim = { ...waiting, tries: waiting.tries + 1, notBefore: later(clock.now(), leaseSeconds) };
    const claimed = next(item, claim);
    if ((await store.commit([{ kind: 'replace', item: claimed }])) === 'changed') continue;
    begun += 1;
    // Whoever tried it last neither did it nor said that it failed: it died of it, once too often.
    const deadly = waiting.tries >= tries;
    const answer = deadly ? 'failed' : await carryOut(waiting.effect, waiting.id).catch(() => 'failed' as const);
    if (answer === 'done') {
      // If it was changed meanwhile the lease ran out, and whoever claimed it after that comes to the same.
      await store.commit([{ kind: 'remove', key: keyOf(claimed), version: claimed.version }]);
      done += 1;
    } else if (answer === 'failed') {
      failed += 1;
      const last = claim.tries >= tries;
      if (last && (await said(giveUp, waiting))) {
        await store.commit([{ kind: 'remove', key: keyOf(claimed), version: claimed.version }]);
        continue;
      }
      const notBefore = later(clock.now(), backoff(claim.tries));
      await store.commit([{ kind: 'replace', item: next(claimed, { ...claim, notBefore, stuck: last }) }]);
      if (last) stuck.push(waiting.id);
    } else {
      await store.commit([{ kind: 'replace', item: next(claimed, { ...waiting, notBefore: answer.again }) }]);
    }
  }
  return { done, failed, stuck };
}

async function said<Effect extends Task>(
  giveUp: GiveUp<Effect> | undefined,
  { effect, id }: Waiting & { readonly effect: Effect },
): Promise<boolean> {
  if (giveUp === undefined) return false;
  const given = giveUp(effect, id);
  return given.then(
    () => true,
    () => false,
  );
}

/** Gives a stuck effect its tries again. @returns whether there is such an effect. */
export async function tryAgain(store: Store, kind: string, id: string): Promise<boolean> {
  const items = await everyItem(store, effectPartition(kind));
  const item = items.find((one) => waitingIn(one).id === id);
  if (item === undefined) return false;
  const change = { kind: 'replace', item: next(item, { ...waitingIn(item), tries: 0, stuck: false }) } as const;
  return (await store.commit([change])) === 'committed';
}

/** @throws naming what waits for somebody, so that the alarm on failed runs speaks. */
export function assertNothingStuck(kind: string, { stuck }: Worked): void {
  if (stuck.length === 0) return;
  throw new Error(`${stuck.length} effects "${kind}" failed too often and wait for somebody, the first is ${stuck[0]}`);
}

const longestBackoff = 6 * 60 * 60;
const backoff = (tries: number): number => Math.min(60 * 2 ** (tries - 1), longestBackoff);

const later = (now: Instant, seconds: number): Instant => new Date(Date.parse(now) + seconds * 1000).toISOString();

const waitingIn = <Effect extends Task>({ body }: Item) => body as unknown as Waiting & { readonly effect: Effect };

const keyOf = ({ partition, sort }: Item) => ({ partition, sort });

const next = (item: Item, waiting: Waiting): Item => ({ ...item, version: item.version + 1, body: { ...waiting } });
