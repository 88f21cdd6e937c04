import { canonical, sha256 } from './canonical.ts';
import {
  type Actor,
  type Change,
  type Clock,
  commandPartition,
  type Instant,
  type Item,
  type Key,
  type Named,
  type Refusal,
  type Store,
  type Task,
  type Workflow,
} from './contract.ts';
import { eventIn, eventsOf, recorded } from './history.ts';
import { outgrows } from './limits.ts';
import { changesOf } from './transaction.ts';

export interface Ports {
  readonly store: Store;
  readonly clock: Clock;
  /** Lets some milliseconds pass. */
  pause(milliseconds: number): Promise<void>;
  /** From 0 up to, not including, 1. */
  random(): number;
}

/** Reads one item for a decision. The transaction fails if the item changed since, or came into being. */
export type Read = (key: Key) => Promise<Item | undefined>;

export interface Asked<State, Command> {
  readonly id: string;
  readonly command: Command;
  readonly actor: Actor;
  readonly state: State | undefined;
}

/** A workflow with where its facts come from. */
export interface Runnable<State, Command extends Named, Event extends Named, Effect extends Task, Facts = undefined> {
  readonly workflow: Workflow<State, Command, Event, Effect, Facts>;
  /** Whatever is read by `read` is part of the transaction; whatever is found out otherwise may be stale when it is written. */
  facts(read: Read, asked: Asked<State, Command>): Promise<Facts>;
  /** Other writes that hold or fail together with the events, such as an index or a count. */
  also?(written: {
    readonly id: string;
    readonly before: State | undefined;
    readonly after: State;
    readonly events: readonly Event[];
    readonly facts: Facts;
    readonly now: Instant;
  }): readonly Change[];
}

/** Of a workflow that decides on its own state alone. */
export const noFacts = async (): Promise<undefined> => undefined;

export interface Request<Command> {
  /** Instance of the workflow: letters, digits and hyphens. */
  readonly id: string;
  readonly command: Command;
  /** Chosen by whoever asks, 8 to 64 letters, digits and hyphens: the same id asks the same thing once more, however much later. */
  readonly commandId: string;
  readonly actor: Actor;
}

export type Ran<State, Event> =
  | {
      readonly ok: true;
      /** As it is now, which on a replay may be later than `version`. */
      readonly state: State;
      /** That the command led to, and its events; none: the command changed nothing. */
      readonly version: number;
      readonly events: readonly Event[];
      /** The command had been obeyed before, and was not obeyed again. */
      readonly replayed: boolean;
    }
  | { readonly ok: false; readonly refusals: readonly Refusal[] };

const attempts = 6;
const firstPause = 50;

const refused = (rule: string, says: string) => ({ ok: false, refusals: [{ rule, says }] }) as const;

/**
 * Obeys a command, or says why not. Either the new state, its events and its effects are all written, or nothing is; a decision never rests on
 * a fact that changed before it was written.
 * @throws when the store does not answer (the outcome is unknown then: ask again with the same `commandId`), and on a bug of the workflow.
 */
export async function run<State, Command extends Named, Event extends Named, Effect extends Task, Facts>(
  ports: Ports,
  runnable: Runnable<State, Command, Event, Effect, Facts>,
  request: Request<Command>,
): Promise<Ran<State, Event>> {
  assertNames(runnable.workflow.name, request);
  for (let attempt = 0; attempt < attempts; attempt++) {
    if (attempt > 0) await ports.pause(ports.random() * firstPause * 2 ** (attempt - 1));
    const ran = await once(ports, runnable, request);
    if (ran !== 'changed') return ran;
  }
  return refused('contended', `others changed the same thing ${attempts} times meanwhile; ask again`);
}

async function once<State, Command extends Named, Event extends Named, Effect extends Task, Facts>(
  { store, clock }: Ports,
  { workflow, facts: load, also }: Runnable<State, Command, Event, Effect, Facts>,
  { id, command, commandId, actor }: Request<Command>,
): Promise<Ran<State, Event> | 'changed'> {
  const own = { partition: workflow.name, sort: id };
  const fingerprint = sha256(canonical({ command, by: [actor.kind, actor.kind === 'person' ? actor.id : actor.name] }));

  // The state first: if its command is not among the obeyed ones after that, the state is from before it.
  const item = await store.get(own);
  const obeyed = await store.get({ partition: commandPartition(workflow.name, id), sort: commandId });
  if (obeyed !== undefined) return replay<State, Event>(store, own, obeyed, fingerprint);
  // A state may be seen a moment before the rest of its transaction.
  if (item?.head?.command === commandId) return 'changed';
  if (item !== undefined && item.head === undefined) {
    throw new Error(`${workflow.name} ${id}: version ${item.version} has no event; it was not written by this engine`);
  }

  const before = item?.body as State | undefined;
  const { read, seen } = reading(store, own, item);
  const facts = await load(read, { id, command, actor, state: before });
  const moment = { now: clock.now(), actor };
  const decision = workflow.decide(before, command, moment, facts);
  if (!decision.ok) return decision;

  const { events, effects } = decision;
  const reached = item?.version ?? 0;
  if (events.length === 0) {
    if (before === undefined || effects.length > 0) {
      throw new Error(`${workflow.name} ${id}: "${command.kind}" has no event to show for itself; nothing was written`);
    }
    return { ok: true, state: before, version: reached, events, replayed: false };
  }

  let after = before;
  for (const event of events) after = workflow.evolve(after, event, moment);
  const state = after as State;
  if (outgrows(before, state, workflow.roomFor?.(command))) {
    return refused('record-full', 'the record is full; what is left of its room is for ending what it allows');
  }
  const version = reached + 1;
  const origin = { workflow: workflow.name, id, version, command: commandId, moment };
  const changes = changesOf({
    ...origin,
    state: state as Readonly<Record<string, unknown>>,
    recorded: recorded(origin, events, item?.head),
    effects,
    fingerprint,
    read: seen(),
    also: also?.({ id, before, after: state, events, facts, now: moment.now }) ?? [],
  });
  const answer = await store.commit(changes);
  return answer === 'changed' ? answer : { ok: true, state, version, events, replayed: false };
}

/** What the command came to when it was obeyed; `changed` while that is still being written. */
async function replay<State, Event extends Named>(
  store: Store,
  own: Key,
  { body }: Item,
  fingerprint: string,
): Promise<Ran<State, Event> | 'changed'> {
  if (body.fingerprint !== fingerprint) {
    return refused('command-id', 'this command id was used for another command or by somebody else; choose a new one');
  }
  const version = Number(body.version);
  const events = await eventsOf(store, own.partition, own.sort, version);
  const now = await store.get(own);
  if (now === undefined || now.version < version || events.length < Number(body.events)) return 'changed';
  return { ok: true, state: now.body as State, version, events: events.map(eventIn<Event>), replayed: true };
}

/** Gives one answer per item, however often it is read, and remembers its version. */
function reading(store: Store, own: Key, item: Item | undefined) {
  const name = ({ partition, sort }: Key) => canonical([partition, sort]);
  const answers = new Map([[name(own), { key: own, item }]]);
  const read: Read = async ({ partition, sort }) => {
    const key = { partition, sort };
    const known = answers.get(name(key)) ?? { key, item: await store.get(key) };
    // Two readings may have been under way at once: the first to be answered stands.
    const answer = answers.get(name(key)) ?? known;
    answers.set(name(key), answer);
    return answer.item;
  };
  const seen = () => [...answers.values()].map(({ key, item: found }) => ({ ...key, version: found?.version ?? 0 }));
  return { read, seen };
}

/** The parts of keys are told apart by `#`. */
function assertNames(workflow: string, { id, commandId }: Request<Named>): void {
  const wrong = [
    ...(/^[a-z][A-Za-z0-9#-]*$/.test(workflow) ? [] : [`workflow "${workflow}"`]),
    ...(/^[A-Za-z0-9-]{1,64}$/.test(id) ? [] : [`id of ${id.length} characters`]),
    ...(/^[A-Za-z0-9-]{8,64}$/.test(commandId) ? [] : [`command id of ${commandId.length} characters`]),
  ];
  if (wrong.length > 0)
    throw new Error(`ids have letters, digits and hyphens, got ${wrong.join(' and ')}; the door checks them`);
}
