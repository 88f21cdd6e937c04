import { strict as assert } from 'node:assert';
import { type Fetched, fetched, filesIn, harmless, sha256 } from '../doors/airlock.ts';
import type { Stage } from '../target/stage.ts';
import { airlockCompanyOf } from './airlock-company.ts';
import { commanding, from, historyIsWhole, settles, stateOf } from './airlock-trial.ts';
import type { CalledByOthers, Trial } from './subject.ts';
import { byClock, claimsLapse, hardest, historyOf, saidIn, stored } from './trying.ts';

/** How often the file was asked for in this trial, and how often its bytes came. */
let tried = 0;
let came = 0;

const beginningAt = (which: 'released' | 'reviewed') => async (stage: Stage) => {
  await from(which)(stage);
  tried = 0;
  came = 0;
};

/** Whole, or a failure that shows nothing of it. */
function whole(answer: Fetched): Trial {
  tried += 1;
  if (answer.status !== 200) {
    const text = Buffer.from(answer.bytes).toString('utf8');
    assert.ok(!text.includes(harmless.slice(0, 8)), 'a failure shows nothing of the file');
    return { done: false, because: `${answer.status} ${saidIn(answer)}` };
  }
  came += 1;
  assert.equal(sha256(answer.bytes), sha256(harmless), 'whole or not at all');
  return { done: true };
}

/** No byte goes that is not written down before it, and nothing is written down that nobody asked for. */
function assertCounted(count: number): void {
  assert.ok(count >= came, `its bytes came ${came} times and were counted ${count} times`);
  assert.ok(count <= tried, `it was asked for ${tried} times and counted ${count} times`);
}

/** The first file of the one request, fetched by its requester as from anywhere outside. */
async function fetchedOutside(stage: Stage) {
  const { request } = await airlockCompanyOf(stage);
  const [file] = await filesIn(stage, request);
  return fetched(stage, 'researcher', 'public', `/releases/${request}/files/${file?.id}`);
}

export const downloading: CalledByOthers = {
  name: 'the download of what was released',
  noun: 'airlock-bytes-public',
  beside: ['authoriser-public'],
  kinds: hardest,
  setUp: beginningAt('released'),
  run: async (stage) => whole(await fetchedOutside(stage)),
  async holds(stage) {
    const { request } = await airlockCompanyOf(stage);
    const [release] = await stored(stage, 'releases', 'release');
    assert.equal(release?.body.state, 'offered');
    const counts = Object.entries((release?.body.downloads ?? {}) as Record<string, number>);
    const [file] = await filesIn(stage, request);
    assert.deepEqual(
      counts.map(([id]) => id),
      [file?.id],
      'of the file that was fetched, and of no other',
    );
    const count = counts[0]?.[1] ?? 0;
    assertCounted(count);
    const kinds = await historyOf(stage, 'releases', 'release', request);
    assert.equal(kinds.filter((kind) => kind === 'downloaded').length, count, 'an event of each count');
    assert.equal((await stored(stage, 'releases', 'outbox')).length, count, 'each on its way into the archive');
  },
};

export const looking: CalledByOthers = {
  name: 'a look at a file under review',
  noun: 'airlock-bytes-private',
  beside: ['authoriser-private'],
  kinds: hardest,
  setUp: beginningAt('reviewed'),
  async run(stage) {
    const { request } = await airlockCompanyOf(stage);
    const [file] = await filesIn(stage, request);
    return whole(await fetched(stage, 'checker-2', 'private', `/airlock/${request}/files/${file?.id}`));
  },
  async holds(stage) {
    const { request } = await airlockCompanyOf(stage);
    const kinds = await historyOf(stage, 'airlock', 'airlock', request);
    assertCounted(kinds.filter((kind) => kind === 'viewed').length);
    assert.equal(await stateOf(stage), 'in-review');
  },
};

/** No byte of it is fetched any more, and the bytes themselves lie where they lay. */
async function isRevoked(stage: Stage): Promise<void> {
  const { request } = await airlockCompanyOf(stage);
  assert.equal(await stateOf(stage), 'revoked');
  const [release] = await stored(stage, 'releases', 'release');
  assert.equal(release?.body.state, 'revoked');
  const kinds = await historyOf(stage, 'releases', 'release', request);
  assert.equal(kinds.filter((kind) => kind === 'revoked').length, 1, 'its offer ended once');
  const { status } = await fetchedOutside(stage);
  assert.ok(status >= 400, 'nobody fetches what was revoked');
}

export const revoking: CalledByOthers = {
  name: 'the revocation of a release',
  noun: 'airlock-private',
  beside: ['authoriser-private'],
  kinds: hardest,
  setUp: from('released'),
  run: commanding('checker-3', 'revoke', { reason: 'the rehearsal takes it back' }),
  async holds(stage) {
    assert.equal(await stateOf(stage), 'revoked');
    assert.equal((await stored(stage, 'airlock', 'effect#airlock-revoke')).length, 1, 'its end is ordered once');
    await historyIsWhole(stage);
    await settles(stage, ['airlock-release']);
    await isRevoked(stage);
  },
};

export const ending: CalledByOthers = {
  name: 'the end of a release that was revoked',
  noun: 'airlock-release',
  kinds: hardest,
  setUp: from('revoked'),
  run: byClock('airlock-release'),
  between: claimsLapse,
  async holds(stage) {
    await settles(stage, ['airlock-release']);
    await isRevoked(stage);
  },
};
