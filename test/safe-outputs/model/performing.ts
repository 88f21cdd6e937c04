import { tally } from '../../model/tallies.ts';
import { checkAnswer } from './checks.ts';
import { commands, doings, events, looks, pleaOf } from './errands.ts';
import type { Errand, Mishap, Step } from './mishaps.ts';
import type { Sent, Stage } from './stage.ts';

/** Carries out one step in a world. */

const last = new WeakMap<Stage, Sent>();
const hour = 3_600_000;
const spans = [
  1,
  1000,
  6 * 60_000,
  16 * 60_000,
  61 * 60_000,
  7 * hour,
  25 * hour,
  73 * hour,
  31 * 24 * hour,
  91 * 24 * hour,
];

/** Asked once more with the same id it asks the same. Reads have none. */
const isCommand = (operation: string): boolean => /^airlock-(?!(request|history|file|input)$)/.test(operation);

async function sends(stage: Stage, sent: Sent, mishaps: readonly Mishap[], again: boolean) {
  const got = await stage.send(sent, mishaps);
  const outcome = got === undefined ? 'unanswered' : got.status < 300 ? 'served' : 'refused';
  tally(`${sent.operation} ${outcome}`);
  if (got !== undefined) checkAnswer(stage, sent, got, again || mishaps.length > 0);
  return got?.status === 200 ? got.body : undefined;
}

function hearing(stage: Stage, { a, b, c }: Errand, mishaps: readonly Mishap[]): Promise<unknown> | undefined {
  const { world } = stage;
  if (c % 8 === 7 && world.said.length > 0) {
    const old = world.said[b % world.said.length];
    if (old === undefined) return undefined;
    // Said again; or found again, and otherwise: a scanner may change its mind.
    if (c % 16 === 7) return stage.hear(old, mishaps);
    const worse = { ...old, result: 'THREATS_FOUND' };
    world.scanned.set(old.versionId, [...(world.scanned.get(old.versionId) ?? []), worse.result]);
    return stage.hear(worse, mishaps);
  }
  const index = b % Math.max(1, world.scans.length);
  const scan = world.scans[index];
  if (scan === undefined) return undefined;
  // A verdict on another version of the same key.
  if (c % 8 === 5) {
    const other = { ...scan, versionId: `other-${scan.versionId}`, result: 'NO_THREATS_FOUND' };
    world.scanned.set(other.versionId, [other.result]);
    return stage.hear(other, mishaps);
  }
  // Lost on its way.
  if (c % 8 === 6 && a % 2 === 0) return void world.scans.splice(index, 1);
  return stage.hear(scan, mishaps).then((heard) => {
    if (!heard) return;
    const at = world.scans.indexOf(scan);
    if (at >= 0) world.scans.splice(at, 1);
    world.said.push(scan);
  });
}

export async function perform(stage: Stage, { errand, mishaps }: Step): Promise<void> {
  const { kind, a, c } = errand;
  const send = (sent: Sent, befall: readonly Mishap[]) => {
    stage.world.ids += 1;
    const id = isCommand(sent.operation) ? { commandId: `command-${stage.world.ids}` } : {};
    const whole = { ...sent, body: { ...sent.body, ...id } };
    if (isCommand(sent.operation)) last.set(stage, whole);
    return sends(stage, whole, befall, false);
  };
  if (kind === 'passing') return stage.pass(spans[c % (a % 4 === 0 ? spans.length : 6)] ?? 1);
  if (kind === 'check') return stage.check(mishaps);
  if (kind === 'release') return stage.release(mishaps);
  if (kind === 'archive') return stage.archive(c % 2 === 0 ? 'airlock' : 'releases', mishaps);
  if (kind === 'hear') return void (await hearing(stage, errand, mishaps));
  if (kind === 'again') {
    const sent = last.get(stage);
    return sent === undefined ? undefined : void (await sends(stage, sent, mishaps, true));
  }
  const event = events[kind];
  if (event !== undefined) return event(errand, stage);
  const doing = doings[kind];
  if (doing !== undefined) return doing(errand, stage, send, mishaps);
  const found = pleaOf(stage, errand);
  if (found === undefined) return;
  const [request, plea] = found;
  const look = looks[kind];
  if (look !== undefined) {
    const sent = look(errand, stage, request, plea);
    const file = Object.keys(plea.files)[c % 2] ?? '';
    if (sent !== undefined) await send({ ...sent, parameters: { request, file } }, mishaps);
    return;
  }
  const sent = commands[kind]?.(errand, stage, request, plea);
  if (sent === undefined) throw new Error(`nobody does "${kind}"`);
  await send({ ...sent, parameters: { request } }, mishaps);
}
