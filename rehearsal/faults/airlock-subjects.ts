import { strict as assert } from 'node:assert';
import { DeleteObjectCommand, ListObjectVersionsCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { fetched, filesIn, harmless, scanEvent, scanned, sha256 } from '../doors/airlock.ts';
import { castOf } from '../doors/cast.ts';
import { invoke } from '../doors/functions.ts';
import { bucketOf } from '../target/names.ts';
import type { Stage } from '../target/stage.ts';
import { versionsIn } from '../target/stored.ts';
import { airlockCompanyOf } from './airlock-company.ts';
import { downloading, ending, looking, revoking } from './airlock-downloads.ts';
import { airlockRefusals } from './airlock-refusals.ts';
import { commanding, from, historyIsWhole, settles, stateOf } from './airlock-trial.ts';
import { companyOf } from './company.ts';
import type { CalledByOthers } from './subject.ts';
import { byClock, claimsLapse, hardest, historyOf, stored, told } from './trying.ts';

const submitting: CalledByOthers = {
  name: 'the submission of a request',
  noun: 'airlock-private',
  beside: ['authoriser-private'],
  kinds: hardest,
  setUp: from('draft'),
  run: commanding('researcher', 'submit'),
  async holds(stage) {
    assert.equal(await stateOf(stage), 'submitted');
    assert.equal((await stored(stage, 'airlock', 'effect#airlock-freeze')).length, 1, 'frozen once');
    await historyIsWhole(stage);
  },
};

const freezing: CalledByOthers = {
  name: 'the freezing of what was submitted, and its check',
  noun: 'airlock-checker',
  kinds: hardest,
  setUp: from('submitted'),
  run: byClock('airlock-checker'),
  between: claimsLapse,
  async holds(stage) {
    await settles(stage, ['airlock-checker']);
    const { request } = await airlockCompanyOf(stage);
    for (const { frozen, name } of await filesIn(stage, request)) assert.ok(frozen, `${name} is frozen`);
    await scanned(stage, request);
    await settles(stage, ['airlock-checker']);
    assert.equal(await stateOf(stage), 'in-review');
  },
};

const scanning: CalledByOthers = {
  name: 'the verdict of the malware scan',
  noun: 'airlock-scan',
  setUp: from('frozen'),
  async run(stage) {
    const { request } = await airlockCompanyOf(stage);
    const [first] = await filesIn(stage, request);
    assert.ok(first);
    const ran = await invoke(stage, 'airlock-scan', scanEvent(stage, first, 'THREATS_FOUND', 'one-event-of-guardduty'));
    return ran.done ? { done: true } : ran;
  },
  async holds(stage) {
    const { request } = await airlockCompanyOf(stage);
    const [first] = await filesIn(stage, request);
    assert.equal(first?.scan, 'THREATS_FOUND');
    await scanned(stage, request);
    await settles(stage, ['airlock-checker', 'airlock-release']);
    assert.equal(await stateOf(stage), 'blocked', 'a clean verdict that comes later takes nothing back');
  },
};

const voting: CalledByOthers = {
  name: 'the second of two reviews',
  noun: 'airlock-private',
  beside: ['authoriser-private'],
  kinds: hardest,
  setUp: from('reviewed'),
  run: commanding('checker-2', 'finish-review'),
  async holds(stage) {
    assert.equal(await stateOf(stage), 'approved');
    const { request } = await airlockCompanyOf(stage);
    const votes = (await stored(stage, 'airlock', 'vote')).filter(({ sort }) => sort.startsWith(`${request}#`));
    assert.equal(votes.length, 2, 'two votes');
    await historyIsWhole(stage);
  },
};

/** Takes out of the store of releases what an earlier try wrote there; on AWS its lock would let nobody. */
async function nothingIsReleased(stage: Stage): Promise<void> {
  const Bucket = bucketOf(stage.deployment, 'release');
  const { Versions = [] } = await stage.clients.s3.send(new ListObjectVersionsCommand({ Bucket }));
  for (const { Key, VersionId } of Versions) {
    const one = { Bucket, Key, VersionId, BypassGovernanceRetention: true };
    await stage.clients.s3.send(new DeleteObjectCommand(one));
  }
}

/** Lays another version over each file that was reviewed. */
async function swapped(stage: Stage): Promise<void> {
  const Bucket = bucketOf(stage.deployment, 'airlock-review');
  for (const { frozen } of await filesIn(stage, (await airlockCompanyOf(stage)).request))
    await stage.clients.s3.send(
      new PutObjectCommand({ Bucket, Key: frozen?.key, Body: harmless.replaceAll(/[0-9]+/g, '1') }),
    );
}

const releasing: CalledByOthers = {
  name: 'the release of what was approved',
  noun: 'airlock-release',
  kinds: hardest,
  async setUp(stage) {
    await from('approved')(stage);
    await nothingIsReleased(stage);
    await swapped(stage);
  },
  run: byClock('airlock-release'),
  between: claimsLapse,
  async holds(stage) {
    await settles(stage, ['airlock-release', 'airlock-release']);
    const { request } = await airlockCompanyOf(stage);
    assert.equal(await stateOf(stage), 'released');
    const versions = await versionsIn(stage.clients, bucketOf(stage.deployment, 'release'));
    assert.equal(versions.length, 5, `two files, tables, record and crate, each once: ${versions.join(', ')}`);
    const offers = await stored(stage, 'releases', 'release');
    assert.deepEqual(
      offers.map(({ sort, body }) => [sort, body.state]),
      [[request, 'offered']],
      'offered once',
    );
    const [file] = await filesIn(stage, request);
    const { status, bytes } = await fetched(stage, 'researcher', 'public', `/releases/${request}/files/${file?.id}`);
    assert.deepEqual([status, sha256(bytes)], [200, sha256(harmless)], 'what is released is what was reviewed');
  },
};

let sent = '';

const sending: CalledByOthers = {
  name: 'the deposit of a result',
  noun: 'broker',
  beside: ['authoriser-private'],
  kinds: hardest,
  setUp: from('live'),
  async run(stage) {
    const { query } = await airlockCompanyOf(stage);
    const { project } = await companyOf(stage);
    const path = `/queries/${query}/send`;
    const answer = await castOf(stage).ask('researcher', { door: 'private', path, body: { project } });
    sent = String(answer.body.deposit);
    return told(answer);
  },
  async holds(stage) {
    const keys = await versionsIn(stage.clients, bucketOf(stage.deployment, 'airlock-draft'));
    const { id } = castOf(stage).identity('researcher');
    const { project } = await companyOf(stage);
    const lying = keys.filter((key) => key.startsWith(`deposits/${project}/${id}/${sent} `));
    assert.equal(lying.length, 1, 'it lies where its person is named, once');
  },
};

const arriving: CalledByOthers = {
  name: 'the deposit of what is to come in',
  noun: 'airlock-public',
  beside: ['authoriser-public'],
  kinds: hardest,
  setUp: from('live'),
  async run(stage) {
    const { project } = await companyOf(stage);
    const ask = (path: string, body: object) =>
      castOf(stage).ask('researcher', { door: 'public', path: `/arrivals${path}`, body: { project, ...body } });
    const opened = await ask('', { kind: 'data' });
    if (!told(opened).done) return told(opened);
    const hash = sha256(harmless);
    const bytes = Buffer.from(harmless).toString('base64');
    const part = await ask(`/${opened.body.deposit}/parts`, { part: 1, bytes, sha256: hash });
    if (!told(part).done) return told(part);
    return told(await ask(`/${opened.body.deposit}/complete`, { parts: 1, sha256: hash }));
  },
  async holds(stage) {
    const items = await stored(stage, 'releases', 'deposit');
    const complete = items.filter(({ body }) => body.state === 'complete');
    assert.ok(complete.length > 0, 'what was sent is there');
    for (const { body, sort } of complete) {
      const parts = body.parts as readonly { readonly sha256: string }[];
      assert.deepEqual([body.sha256, parts.map((one) => one.sha256)], [sha256(harmless), [sha256(harmless)]]);
      const kinds = await historyOf(stage, 'releases', 'deposit', sort);
      assert.equal(new Set(kinds).size, kinds.length, `each of its steps once: ${kinds.join(', ')}`);
    }
  },
};

/** The release comes last: it begins with an empty store of releases, where the others want what was released. */
export const airlockSubjects: readonly CalledByOthers[] = [
  sending,
  arriving,
  submitting,
  freezing,
  scanning,
  voting,
  ...airlockRefusals,
  looking,
  downloading,
  revoking,
  ending,
  releasing,
];
