import { strict as assert } from 'node:assert';
import {
  checked,
  commandAt,
  deposited,
  drafted,
  filesIn,
  harmless,
  requestIn,
  scanEvent,
  stepAt,
  tooSmall,
} from '../doors/airlock.ts';
import { rulesOf } from '../doors/door.ts';
import { invoke, tick } from '../doors/functions.ts';
import type { Stage } from '../target/stage.ts';
import { airlockCompanyOf, doneAtOnce } from './airlock-company.ts';
import { commanding, from, historyIsWhole, nothingLeaves, settles, signedIn, stateOf } from './airlock-trial.ts';
import { companyOf } from './company.ts';
import { goBackTo, type Past, past } from './past.ts';
import type { CalledByOthers } from './subject.ts';
import { hardest, stored } from './trying.ts';

/** Where a request that is turned away begins; each is made when it is first asked for. */
interface Beginning {
  readonly request: string;
  readonly stood: Past;
}

const beginning =
  (name: string, make: (stage: Stage) => Promise<string>) =>
  async (stage: Stage): Promise<Beginning> => {
    const known = stage.memory.get(name);
    if (known !== undefined) return known as Beginning;
    await airlockCompanyOf(stage);
    const made = { request: await make(stage), stood: await past(stage, doneAtOnce) };
    stage.memory.set(name, made);
    return made;
  };

const beginningAt = (found: (stage: Stage) => Promise<Beginning>) => async (stage: Stage) => {
  await goBackTo(stage, (await found(stage)).stood);
  await signedIn(stage);
};

const withdrawing: CalledByOthers = {
  name: 'the withdrawal of what was submitted',
  noun: 'airlock-private',
  beside: ['authoriser-private'],
  kinds: hardest,
  setUp: from('submitted'),
  run: commanding('researcher', 'withdraw', { reason: 'the rehearsal thinks better of it' }),
  async holds(stage) {
    assert.equal(await stateOf(stage), 'withdrawn');
    await settles(stage, ['airlock-checker']);
    assert.equal(await stateOf(stage), 'withdrawn', 'and what was ordered before comes to nothing');
    await nothingLeaves(stage);
  },
};

/** The second reviewer has voted against what the first approved, and has not finished. */
const unwanted = beginning('an unwanted request', async (stage) => {
  const { request, reviewed } = await airlockCompanyOf(stage);
  await goBackTo(stage, reviewed);
  for (const { id: file } of await filesIn(stage, request))
    await stepAt(stage, 'checker-2', request, 'vote', { file, choice: 'reject', reason: 'a reviewer says why not' });
  return request;
});

const rejecting: CalledByOthers = {
  name: 'the review of one who says no',
  noun: 'airlock-private',
  beside: ['authoriser-private'],
  kinds: hardest,
  setUp: beginningAt(unwanted),
  run: commanding('checker-2', 'finish-review'),
  async holds(stage) {
    assert.equal(await stateOf(stage), 'rejected', 'one who says no is enough');
    await historyIsWhole(stage);
    await nothingLeaves(stage);
  },
};

/** One file with a cell of three people, frozen and reported on; its scan is the last that is waited for. */
const unmended = beginning('an unmended request', async (stage) => {
  const { live } = await airlockCompanyOf(stage);
  const { project } = await companyOf(stage);
  await goBackTo(stage, live);
  const file = { deposit: await deposited(stage, 'researcher', project, tooSmall), name: 'small.csv' };
  const request = await drafted(stage, 'researcher', project, [file]);
  await stepAt(stage, 'researcher', request, 'submit');
  await tick(stage, 'airlock-checker');
  await tick(stage, 'airlock-checker');
  assert.ok((await requestIn(stage, request)).report, 'the engine has looked');
  return request;
});

const mending: CalledByOthers = {
  name: 'the last check of what needs mending',
  noun: 'airlock-scan',
  setUp: beginningAt(unmended),
  async run(stage) {
    const { request } = await unmended(stage);
    const [file] = await filesIn(stage, request);
    assert.ok(file);
    const ran = await invoke(stage, 'airlock-scan', scanEvent(stage, file, 'NO_THREATS_FOUND', 'another-event-of-it'));
    return ran.done ? { done: true } : ran;
  },
  async holds(stage) {
    const { request } = await unmended(stage);
    assert.equal(await stateOf(stage, request), 'changes-requested', 'before a reviewer is troubled');
    await settles(stage, ['airlock-checker'], request);
    await nothingLeaves(stage);
  },
};

/** Asked for by somebody who is a checker as well. */
const owned = beginning('a request of a checker', async (stage) => {
  const { live } = await airlockCompanyOf(stage);
  const { project } = await companyOf(stage);
  await goBackTo(stage, live);
  const file = { deposit: await deposited(stage, 'lead', project, harmless), name: 'own.csv' };
  const request = await drafted(stage, 'lead', project, [file]);
  assert.equal(await checked(stage, 'lead', request), 'in-review');
  return request;
});

const owning: CalledByOthers = {
  name: 'a review of one’s own request',
  noun: 'airlock-private',
  beside: ['authoriser-private'],
  kinds: hardest,
  setUp: beginningAt(owned),
  async run(stage) {
    const answer = await commandAt(stage, 'lead', (await owned(stage)).request, 'take-review');
    assert.ok(answer.status >= 400, `whoever asked for it is answered ${answer.status}`);
    if (rulesOf(answer).includes('not-requester')) return { done: true };
    return { done: false, because: `${answer.status} ${JSON.stringify(answer.body.refusals ?? '')}` };
  },
  async holds(stage) {
    const { request } = await owned(stage);
    const { state, reviews } = await requestIn(stage, request);
    assert.deepEqual([state, reviews], ['in-review', []], 'nobody reviews it');
    assert.deepEqual(await stored(stage, 'airlock', 'vote'), [], 'and nobody voted');
    await historyIsWhole(stage, request);
  },
};

export const airlockRefusals: readonly CalledByOthers[] = [withdrawing, rejecting, mending, owning];
