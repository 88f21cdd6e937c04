import { strict as assert } from 'node:assert';
import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { bucketOf } from '../target/names.ts';
import type { Stage } from '../target/stage.ts';
import { castOf } from './cast.ts';
import { type Answered, answerOf, type Request, send } from './door.ts';
import { invoke, tick } from './functions.ts';
import { itemsOf, type StoredItem } from './stored.ts';

/** Words of the airlock as a person would say them at a door. */

export const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

/** Nobody is in it, and no profile finds anything to withhold: every count is far above each threshold, and rounded to five. */
export const harmless = 'sex,smoker,count\nF,yes,120\nF,no,340\nM,yes,150\nM,no,310\n';
/** One cell of three people. */
export const tooSmall = 'sex,smoker,count\nF,yes,3\nF,no,340\nM,yes,150\nM,no,310\n';

/** Bytes sent in two parts, as a deposit of whoever sends them. @returns its id. */
export async function deposited(stage: Stage, part: string, project: string, text: string): Promise<string> {
  const cast = castOf(stage);
  const ask = (path: string, body: object) => cast.get(part, { door: 'private', path, body });
  const { deposit } = await ask('/airlock/deposits', { project });
  const bytes = Buffer.from(text, 'utf8');
  const half = Math.ceil(bytes.length / 2);
  const parts = [bytes.subarray(0, half), bytes.subarray(half)];
  for (const [at, some] of parts.entries()) {
    const body = { project, part: at + 1, bytes: some.toString('base64'), sha256: sha256(some) };
    await ask(`/airlock/deposits/${deposit}/parts`, body);
  }
  await ask(`/airlock/deposits/${deposit}/complete`, { project, parts: parts.length, sha256: sha256(bytes) });
  return String(deposit);
}

export interface Named {
  readonly deposit: string;
  readonly name: string;
}

export const commandAt = (stage: Stage, part: string, request: string, command: string, body: object = {}) =>
  castOf(stage).ask(part, { door: 'private', path: `/airlock/${request}/${command}`, body });

/** The same, which must succeed. */
export const stepAt = (stage: Stage, part: string, request: string, command: string, body: object = {}) =>
  castOf(stage).get(part, { door: 'private', path: `/airlock/${request}/${command}`, body });

/** A request with its files, not yet submitted. @returns its id. */
export async function drafted(stage: Stage, part: string, project: string, files: readonly Named[]): Promise<string> {
  const { id } = await castOf(stage).get(part, {
    ...{ door: 'private', path: '/airlock' },
    body: { project, direction: 'out', title: 'Smoking by sex', purpose: 'For a table of a paper about smoking.' },
  });
  for (const { deposit, name } of files) {
    const context = 'Counts of people by sex and smoking, all adults of the extract.';
    await stepAt(stage, part, String(id), 'add-file', { deposit, name, context });
  }
  return String(id);
}

export interface Frozen {
  readonly id: string;
  readonly name: string;
  readonly frozen?: { readonly key: string; readonly versionId: string; readonly sha256: string };
  readonly scan?: string;
}

/** A request as it is stored, whoever may see it. */
export async function requestIn(stage: Stage, id: string): Promise<StoredItem['body']> {
  const items = await itemsOf(stage, 'airlock');
  const found = items.find(({ partition, sort }) => partition === 'airlock' && sort === id);
  assert.ok(found, `the table of the airlock has no ${id}`);
  return found.body;
}

export const filesIn = async (stage: Stage, id: string): Promise<readonly Frozen[]> =>
  (await requestIn(stage, id)).files as readonly Frozen[];

/** What GuardDuty tells of one version; the emulator scans nothing. `event` is its id: the same one comes twice. */
export const scanEvent = (
  { deployment, account, region }: Stage,
  { frozen }: Frozen,
  result: string,
  event: string = randomUUID(),
) => ({
  version: '0',
  id: event,
  source: 'aws.guardduty',
  'detail-type': 'GuardDuty Malware Protection Object Scan Result',
  account,
  region,
  time: new Date().toISOString(),
  detail: {
    schemaVersion: '1.0',
    scanStatus: result === 'FAILED' ? 'FAILED' : 'COMPLETED',
    resourceType: 'S3_OBJECT',
    s3ObjectDetails: {
      bucketName: bucketOf(deployment, 'airlock-review'),
      objectKey: frozen?.key,
      versionId: frozen?.versionId,
      s3Throttled: false,
    },
    scanResultDetails: { scanResultStatus: result },
  },
});

/** Woken by the stream or by us, a function may still be at work: waits until the request has left these states. @returns where it came to. */
export async function gone(stage: Stage, request: string, ...states: readonly string[]): Promise<string> {
  for (const end = Date.now() + 60_000; ; await pause(300)) {
    const state = String((await requestIn(stage, request)).state);
    if (!states.includes(state)) return state;
    assert.ok(Date.now() < end, `${request} is still ${state} after a minute`);
  }
}

/** Every frozen file is scanned. */
export async function scanned(stage: Stage, request: string, result = 'NO_THREATS_FOUND'): Promise<void> {
  for (const file of await filesIn(stage, request)) {
    assert.ok(file.frozen, `${request} is frozen`);
    const ran = await invoke(stage, 'airlock-scan', scanEvent(stage, file, result));
    assert.ok(ran.done, ran.done ? '' : `airlock-scan: ${ran.because}`);
  }
}

/** Submitted, frozen, scanned and checked. @returns the state that it came to. */
export async function checked(stage: Stage, part: string, request: string, body: object = {}): Promise<string> {
  await stepAt(stage, part, request, 'submit', body);
  await tick(stage, 'airlock-checker');
  await gone(stage, request, 'submitted');
  await scanned(stage, request);
  await tick(stage, 'airlock-checker');
  return gone(stage, request, 'checking');
}

/** One reviewer's whole review: the same vote for every file. @returns the state that it came to. */
export async function reviewed(stage: Stage, part: string, request: string, choice: string): Promise<string> {
  await stepAt(stage, part, request, 'take-review');
  const reason = choice === 'approve' ? 'rounded, and of many people' : 'a reviewer says why not';
  for (const { id: file } of await filesIn(stage, request))
    await stepAt(stage, part, request, 'vote', { file, choice, reason });
  const { state } = await stepAt(stage, part, request, 'finish-review');
  return String(state);
}

export interface Fetched extends Answered {
  readonly bytes: Uint8Array;
}

/** Bytes through a door, in somebody's name. */
export async function fetched(stage: Stage, part: string, door: Request['door'], path: string): Promise<Fetched> {
  const { AccessToken } = await castOf(stage).tokens(part, door);
  const response = await send(stage, { door, path, authorization: `Bearer ${AccessToken}` });
  const bytes = new Uint8Array(await response.arrayBuffer());
  return { ...answerOf(response.status, Buffer.from(bytes).toString('utf8')), bytes };
}
