/** Long because it is one way, from a query to bytes outside, and back again. */
import { strict as assert } from 'node:assert';
import { setTimeout as pause } from 'node:timers/promises';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import {
  checked,
  commandAt,
  deposited,
  drafted,
  fetched,
  filesIn,
  gone,
  harmless,
  reviewed,
  sha256,
  stepAt,
} from '../doors/airlock.ts';
import { castOf, enrol } from '../doors/cast.ts';
import { rulesOf } from '../doors/door.ts';
import { tick } from '../doors/functions.ts';
import { answered } from '../doors/queries.ts';
import { itemsOf } from '../doors/stored.ts';
import { bucketOf } from '../target/names.ts';
import type { Stage } from '../target/stage.ts';
import { keysIn, versionsIn } from '../target/stored.ts';
import { cannotSignIn, rehearsed } from './access-is-applied-for.ts';
import type { Scenario } from './scenario.ts';

/** Two who check outputs, and the right to ask for a release for those who do research. */
export async function gatherCheckers(stage: Stage): Promise<void> {
  const cast = castOf(stage);
  if (stage.memory.has('checkers')) return;
  for (const part of ['checker-1', 'checker-2', 'checker-3']) await enrol(stage, part, { roles: ['output-checker'] });
  const expires = new Date(Date.now() + 200 * 86_400_000).toISOString();
  for (const part of ['researcher', 'lead']) {
    const { id } = cast.identity(part);
    for (const role of part === 'lead' ? ['output-requester', 'output-checker'] : ['output-requester']) {
      await cast.command('officer', `/people/${id}/propose-role`, { role, expires });
      await cast.command('second-officer', `/people/${id}/confirm-role`, { role, expires });
    }
  }
  stage.memory.set('checkers', true);
}

const swapped = 'sex,smoker,count\nF,yes,1\nF,no,1\nM,yes,1\nM,no,1\n';

/** Overwrites an object with our own hands, as an attacker who had got that far. */
const swap = (stage: Stage, noun: string, Key: string) =>
  stage.clients.s3.send(new PutObjectCommand({ Bucket: bucketOf(stage.deployment, noun), Key, Body: swapped }));

async function refusedTo(
  stage: Stage,
  [part, request, command, body]: readonly [string, string, string, object?],
  rule: string,
) {
  const answer = await commandAt(stage, part, request, command, body);
  const said = `${part} must not ${command}: ${answer.status} ${JSON.stringify(answer.body)}`;
  assert.ok(answer.status >= 400 && answer.status < 500 && rulesOf(answer).includes(rule), said);
}

/** Everything that lies in the store of releases, or that the table of releases knows of. */
async function releasedOf(stage: Stage, request: string): Promise<readonly string[]> {
  const keys = await keysIn(stage.clients, bucketOf(stage.deployment, 'release'));
  return keys.filter((key) => key.includes(`/${request}/`));
}

/** Events that are not in the archive yet; the recorder, which the stream has woken too, is given time to come to its end. */
async function waitingIn(stage: Stage): Promise<readonly string[]> {
  for (const end = Date.now() + 30_000; ; await pause(500)) {
    const items = await itemsOf(stage, 'airlock');
    const waiting = items.filter(({ partition }) => partition === 'outbox').map(({ sort }) => sort);
    if (waiting.length === 0 || Date.now() > end) return waiting;
  }
}

export const resultsLeaveThroughTheAirlock: Scenario = {
  sentence:
    'results leave when two others approved exactly the bytes that were checked: swapped objects change nothing, nobody approves their own, what is released is fetched by a token alone and counted, and a revocation ends it',
  at: 'deployed',
  passes: ['plain'],
  cannot: cannotSignIn,
  async run(stage) {
    const cast = castOf(stage);
    const project = rehearsed(stage);
    await gatherCheckers(stage);

    const { query } = await answered(
      stage,
      'researcher',
      project,
      `SELECT count(*) AS n FROM ${stage.memory.get('table')}`,
    );
    const sent = await cast.ask('researcher', {
      ...{ door: 'private', path: `/queries/${query}/send` },
      body: { project },
    });
    assert.equal(sent.status, 201, `a result is deposited: ${JSON.stringify(sent.body)}`);
    const files = [
      { deposit: await deposited(stage, 'researcher', project, harmless), name: 'tables/smoking.csv' },
      {
        deposit: await deposited(stage, 'researcher', project, harmless.replace('120', '125')),
        name: 'again/smoking.csv',
      },
    ];
    const request = await drafted(stage, 'researcher', project, files);
    await refusedTo(
      stage,
      [
        'researcher',
        request,
        'add-file',
        { deposit: String(sent.body.deposit), name: 'Tables/SMOKING.csv', context: 'the same name' },
      ],
      'unique-name',
    );

    assert.equal(await checked(stage, 'researcher', request), 'in-review');
    const [first, second] = await filesIn(stage, request);
    assert.ok(
      first?.frozen && second?.frozen && first.frozen.key !== second.frozen.key,
      'two files of one name lie apart',
    );
    const before = await versionsIn(stage.clients, bucketOf(stage.deployment, 'airlock-review'));
    const drafts = await keysIn(stage.clients, bucketOf(stage.deployment, 'airlock-draft'));
    for (const key of drafts.filter((one) => one.includes(first.id))) await swap(stage, 'airlock-draft', key);
    await swap(stage, 'airlock-review', first.frozen.key);
    const after = await versionsIn(stage.clients, bucketOf(stage.deployment, 'airlock-review'));
    assert.equal(after.length, before.length + 1, 'the swap is a version of its own');

    await refusedTo(stage, ['researcher', request, 'take-review'], 'who');
    await refusedTo(stage, ['lead', request, 'take-review'], 'not-found');
    assert.equal(await reviewed(stage, 'checker-1', request, 'approve'), 'in-review', 'one is not enough');
    const blind = await cast.get('checker-2', { door: 'private', path: `/airlock/${request}` });
    const seen = (blind.reviews as { votes: object[] }[]).flatMap(({ votes }) => votes);
    assert.deepEqual(seen, [], 'nobody sees a vote before both are in');
    await tick(stage, 'airlock-release');
    assert.deepEqual(await releasedOf(stage, request), [], 'nothing leaves on one vote');
    const look = await fetched(stage, 'checker-1', 'private', `/airlock/${request}/files/${first.id}`);
    assert.deepEqual([look.status, sha256(look.bytes)], [200, sha256(harmless)], 'what is reviewed is what was frozen');
    assert.equal(await reviewed(stage, 'checker-2', request, 'approve'), 'approved');
    await refusedTo(stage, ['checker-3', request, 'take-review'], 'state');
    await tick(stage, 'airlock-release');
    assert.equal(await gone(stage, request, 'approved', 'releasing'), 'released');
    await tick(stage, 'airlock-release');

    const path = `/releases/${request}/files/${first.id}`;
    const outside = await fetched(stage, 'researcher', 'public', path);
    assert.deepEqual(
      [outside.status, sha256(outside.bytes)],
      [200, sha256(harmless)],
      'what is released is what was reviewed',
    );
    const stranger = await fetched(stage, 'member-1', 'public', path);
    assert.ok(stranger.status === 403 || stranger.status === 404, `a stranger is answered ${stranger.status}`);
    const release = await cast.get('researcher', { door: 'public', path: `/releases/${request}` });
    const counts = (release.files as { id: string; downloads: number }[]).map(({ id, downloads }) => [id, downloads]);
    assert.deepEqual(Object.fromEntries(counts), { [first.id]: 1, [second.id]: 0 }, 'counted by the server');
    const record = await fetched(stage, 'researcher', 'public', `/releases/${request}/record`);
    const reviewers = JSON.stringify(record.body);
    for (const part of ['checker-1', 'checker-2'])
      assert.ok(reviewers.includes(cast.identity(part).id), `${part} is in the record`);
    const keys = await releasedOf(stage, request);
    assert.equal(keys.length, 5, `two files, record, crate and tables: ${keys.join(', ')}`);

    await stepAt(stage, 'checker-3', request, 'revoke', { reason: 'the rehearsal takes it back' });
    await tick(stage, 'airlock-release');
    const revoked = await fetched(stage, 'researcher', 'public', path);
    assert.ok(revoked.status >= 400, 'nobody fetches what was revoked');
    assert.deepEqual(await releasedOf(stage, request), keys, 'and nothing of it is gone');

    await tick(stage, 'recorder');
    assert.deepEqual(await waitingIn(stage), [], 'every event is in the archive');
    return `${keys.length} objects released of ${drafts.length} drafts, 2 swapped in vain`;
  },
};
