import type { Actor, Instant } from '../../workflow/contract.ts';
import { sha256 } from '../sql/fingerprint.ts';
import { lookAt, quietly } from './ending.ts';
import { nextInTurn, type Seat } from './floor.ts';
import { allowanceKey, type MonthAllowance, mayHaveRoom, untouched } from './month-allowance.ts';
import { type QueryPorts, textKey } from './query-ports.ts';
import { monthOf, type QueryRecord } from './query-record.ts';
import { floorOf, order, queryOf, ruleOf } from './query-store.ts';

export const broker: Actor = { kind: 'service', name: 'broker' };

/** Longer than any function runs: what is `starting` since then was left by one that died. */
export const startingLease = 5 * 60_000;

/** What one caller does for others before it goes home. */
const most = { starts: 5, looks: 5 };

/** Athena is asked again after this long, times up to two, so that those who wait do not come back all at once. */
const hold = 5_000;

const later = (now: Instant, milliseconds: number): Instant => new Date(Date.parse(now) + milliseconds).toISOString();

/**
 * Starts what waits, in turn, as far as places, allowances and the register allow; first it takes up what a dead function left, and asks
 * after what runs if all places are taken. Anybody's request does this for everybody, and so does the tick: nobody holds the queue.
 * @returns how many were started. What fails is left as it stands, for the next caller.
 */
export async function startWaiting(ports: QueryPorts, now: Instant, bound = most): Promise<number> {
  await takeUp(ports, now, bound.looks);
  const skipping: string[] = [];
  let started = 0;
  for (let round = 0; round < bound.starts * 2 && started < bound.starts; round += 1) {
    let floor = await floorOf(ports);
    if (nextInTurn(floor, skipping, now) === undefined) break;
    if (floor.active.length >= ports.atOnce) {
      await lookAt(
        ports,
        floor.active.slice(0, bound.looks).map(({ query }) => query),
      );
      floor = await floorOf(ports);
      if (floor.active.length >= ports.atOnce) break;
    }
    const seat = nextInTurn(floor, skipping, now);
    if (seat === undefined) break;
    const outcome = await takeTurn(ports, seat, skipping, now);
    if (outcome === 'started') started += 1;
    if (outcome === 'skip') skipping.push(seat.project);
    if (outcome === 'held') break;
  }
  return started;
}

type Turn = 'started' | 'skip' | 'again' | 'held';

async function takeTurn(ports: QueryPorts, seat: Seat, skipping: readonly string[], now: Instant): Promise<Turn> {
  const { query: id, project, person } = seat;
  const standing = await ports.register.ask({ project, person });
  if (!standing.access.allowed || standing.project === undefined) {
    const because = standing.access.allowed ? 'project' : standing.access.refusals.map(({ rule }) => rule).join(',');
    await order(ports, {
      id,
      command: { kind: 'end', as: 'stopped', because },
      actor: broker,
      commandId: ports.newId(),
    });
    return 'again';
  }
  const means = standing.project.allowance;
  const month = monthOf(now);
  const command = { kind: 'take-place', month, means, skipping } as const;
  const ran = await order(ports, { id, command, actor: broker, commandId: ports.newId() });
  if (ran.ok) return launch(ports, ran.state, now, true);
  if (ruleOf(ran.refusals) !== 'allowance') return 'again';

  const item = await ports.store.get(allowanceKey(project, month));
  const allowance = (item?.body as MonthAllowance | undefined) ?? untouched;
  if (mayHaveRoom(allowance, means.bytesPerQuery, means.bytesPerMonth)) {
    // Some of what is reserved may have been read already, or not, with nobody looking.
    const reserved = Object.keys(allowance.reserved).slice(0, most.looks);
    return (await lookAt(ports, reserved)) > 0 ? 'again' : 'skip';
  }
  const end = { kind: 'end', as: 'stopped', because: 'allowance' } as const;
  await order(ports, { id, command: end, actor: broker, commandId: ports.newId() });
  return 'again';
}

/**
 * Asks Athena to start what has a place. The query's id is Athena's token, so that asking once more after a crash gives the same execution
 * and starts nothing. The register is asked last of all before Athena.
 * https://docs.aws.amazon.com/athena/latest/APIReference/API_StartQueryExecution.html
 * @param fresh whether it is certain that Athena was never asked: then nothing can have been read.
 */
async function launch(ports: QueryPorts, query: QueryRecord, now: Instant, fresh: boolean): Promise<Turn> {
  const { id, project, person, askedAt, textHash, startedAt = now, reserved = 0 } = query;
  const tell = async (command: Parameters<typeof order>[1]['command']) =>
    order(ports, { id, command, actor: broker, commandId: ports.newId() });
  const over = (as: 'failed' | 'stopped', because: string) =>
    tell({ kind: 'over', as, because, ...(fresh ? { bytes: 0 } : {}) });

  const text = await ports.texts.get(textKey(project, askedAt, id));
  if (text === undefined || sha256(text.sql) !== textHash) {
    if (fresh) await over('failed', 'text'); // else it may run all the same, and the sweeper ends it
    return 'again';
  }
  const athena = await ports.athena({ project, person, action: 'start' });
  const { access } = await ports.register.ask({ project, person });
  if (!access.allowed) {
    // What a dead function may have started runs on: it stays in sight of the sweeper, who finds it and stops it.
    if (fresh) await over('stopped', access.refusals.map(({ rule }) => rule).join(','));
    return 'again';
  }
  const answer = await athena.start(text.sql, id, reserved);
  if (answer.kind === 'started') {
    await tell({ kind: 'started', execution: answer.execution });
    return 'started';
  }
  if (answer.kind === 'refused') {
    await over('failed', answer.because);
    return 'again';
  }
  const from = startedAt > now ? startedAt : now;
  await tell({ kind: 'hold', until: later(from, hold * (1 + ports.random())) });
  return 'held';
}

/** What is `starting` for longer than a function lives is asked for again. */
async function takeUp(ports: QueryPorts, now: Instant, looks: number): Promise<void> {
  const { active } = await floorOf(ports);
  const stale = active.filter(({ since }) => later(since, startingLease) <= now);
  let looked = 0;
  for (const { query: id } of stale) {
    if (looked >= looks) return;
    const query = await queryOf(ports, id);
    if (query?.state !== 'starting') continue;
    looked += 1;
    await quietly(() => launch(ports, query, now, false));
  }
}
