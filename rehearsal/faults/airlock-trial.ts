import { strict as assert } from 'node:assert';
import { commandAt, requestIn } from '../doors/airlock.ts';
import { castOf } from '../doors/cast.ts';
import type { Stage } from '../target/stage.ts';
import { type AirlockCompany, airlockCompanyOf } from './airlock-company.ts';
import { goBackTo, type Past } from './past.ts';
import type { Trial } from './subject.ts';
import { byClock, claimsLapse, historyOf, stored, told } from './trying.ts';

/** Whose requests a subject sends, signed in before a fault is waited for. */
export async function signedIn(stage: Stage): Promise<void> {
  for (const part of ['researcher', 'lead', 'checker-2', 'checker-3']) await castOf(stage).tokens(part, 'private');
  await castOf(stage).tokens('researcher', 'public');
}

/** Begins where the one request of the airlock stood at one of its steps. */
export const from =
  (which: { [Key in keyof AirlockCompany]: AirlockCompany[Key] extends Past ? Key : never }[keyof AirlockCompany]) =>
  async (stage: Stage): Promise<void> => {
    const company = await airlockCompanyOf(stage);
    await goBackTo(stage, company[which]);
    await signedIn(stage);
  };

/** A command of a person on the one request; of one that was obeyed before, and its answer lost, the state says so. */
export const commanding =
  (part: string, command: string, body: object = {}) =>
  async (stage: Stage): Promise<Trial> =>
    told(await commandAt(stage, part, (await airlockCompanyOf(stage)).request, command, body), 'state');

export const stateOf = async (stage: Stage, request?: string): Promise<string> =>
  String((await requestIn(stage, request ?? (await airlockCompanyOf(stage)).request)).state);

const once = ['submitted', 'frozen', 'checked', 'release-begun', 'released', 'revoked', 'withdrawn', 'rejected'];

/** Each event of the request once, in sequence: nothing is lost and nothing happened twice. */
export async function historyIsWhole(stage: Stage, request?: string): Promise<void> {
  const id = request ?? (await airlockCompanyOf(stage)).request;
  const kinds = await historyOf(stage, 'airlock', 'airlock', id);
  for (const kind of once) assert.ok(kinds.filter((one) => one === kind).length <= 1, `${kind} happened once`);
}

/** After whatever went wrong, one more round of every function. */
export async function settles(stage: Stage, nouns: readonly string[], request?: string): Promise<void> {
  await claimsLapse(stage);
  for (const noun of nouns) {
    const ran = await byClock(noun)(stage);
    assert.ok(ran.done, ran.done ? '' : ran.because);
  }
  await historyIsWhole(stage, request);
}

/** Whatever is done next, nothing of this round is offered to anybody. */
export async function nothingLeaves(stage: Stage): Promise<void> {
  assert.deepEqual(await stored(stage, 'airlock', 'effect#airlock-release'), [], 'no release is ordered');
  const ran = await byClock('airlock-release')(stage);
  assert.ok(ran.done, ran.done ? '' : ran.because);
  assert.deepEqual(await stored(stage, 'releases', 'release'), [], 'nothing is offered');
}
