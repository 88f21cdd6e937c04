/** Long because each function of the airlock has its own beginning and its own end. */
import { strict as assert } from 'node:assert';
import { DeleteObjectCommand, ListObjectVersionsCommand } from '@aws-sdk/client-s3';
import { commandAt, fetched, filesIn, harmless, requestIn, scanEvent, scanned, sha256 } from '../doors/airlock.ts';
import { castOf } from '../doors/cast.ts';
import { type Answered, rulesOf } from '../doors/door.ts';
import { invoke } from '../doors/functions.ts';
import { itemsOf, type StoredItem, type TableNoun } from '../doors/stored.ts';
import { bucketOf } from '../target/names.ts';
import type { Stage } from '../target/stage.ts';
import { versionsIn } from '../target/stored.ts';
import { type AirlockCompany, airlockCompanyOf } from './airlock-company.ts';
import { companyOf } from './company.ts';
import { anHourPasses, goBackTo, type Past } from './past.ts';
import type { CalledByOthers, Trial } from './subject.ts';

/** What a client's own retry does not mend: an answer that was lost, a service that stays away, a function that dies. */
const hardest = ['reset after the call', 'server error that lasts', 'worker ended'];

const clock = { 'detail-type': 'Scheduled Event', source: 'aws.events' };

const byClock =
  (noun: string) =>
  async (stage: Stage): Promise<Trial> => {
    const ran = await invoke(stage, noun, clock);
    return ran.done ? { done: true } : ran;
  };

/** Whoever asks again after an answer that was lost is told that it is so. */
const told = ({ status, body }: Answered, already: string): Trial =>
  status < 300 || rulesOf({ status, body }).includes(already)
    ? { done: true }
    : { done: false, because: `${status} ${JSON.stringify(body.refusals ?? body.message ?? body.text ?? '')}` };

const stored = async (stage: Stage, noun: TableNoun, partition: string): Promise<readonly StoredItem[]> =>
  (await itemsOf(stage, noun)).filter((item) => item.partition === partition);

const claimsLapse = (stage: Stage) => anHourPasses(stage, /^effect#/, ['notBefore']);

const from =
  (which: { [Key in keyof AirlockCompany]: AirlockCompany[Key] extends Past ? Key : never }[keyof AirlockCompany]) =>
  async (stage: Stage): Promise<void> => {
    const company = await airlockCompanyOf(stage);
    await goBackTo(stage, company[which]);
    for (const part of ['researcher', 'checker-2', 'checker-3']) await castOf(stage).tokens(part, 'private');
    await castOf(stage).tokens('researcher', 'public');
  };

const stateOf = async (stage: Stage): Promise<string> =>
  String((await requestIn(stage, (await airlockCompanyOf(stage)).request)).state);

/** Each event of the request once, in sequence: nothing is lost and nothing happened twice. */
async function historyIsWhole(stage: Stage): Promise<void> {
  const { request } = await airlockCompanyOf(stage);
  const events = (await stored(stage, 'airlock', `history#airlock#${request}`)).map(
    ({ body }) => (body.record as { sequence: number; kind: string }) ?? {},
  );
  const sequences = events.map(({ sequence }) => sequence).sort((a, b) => a - b);
  assert.deepEqual(
    sequences,
    sequences.map((_, at) => at + 1),
    'events without a gap',
  );
  for (const once of ['submitted', 'frozen', 'checked', 'release-begun', 'released', 'revoked'])
    assert.ok(events.filter(({ kind }) => kind === once).length <= 1, `${once} happened once`);
}

/** After whatever went wrong, one more round of every function. */
async function settles(stage: Stage, nouns: readonly string[]): Promise<void> {
  await claimsLapse(stage);
  for (const noun of nouns) {
    const ran = await byClock(noun)(stage);
    assert.ok(ran.done, ran.done ? '' : ran.because);
  }
  await historyIsWhole(stage);
}

const submitting: CalledByOthers = {
  name: 'the submission of a request',
  noun: 'airlock-private',
  beside: ['authoriser-private'],
  kinds: hardest,
  setUp: from('draft'),
  run: async (stage) =>
    told(await commandAt(stage, 'researcher', (await airlockCompanyOf(stage)).request, 'submit'), 'state'),
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
  run: async (stage) =>
    told(await commandAt(stage, 'checker-2', (await airlockCompanyOf(stage)).request, 'finish-review'), 'state'),
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

const releasing: CalledByOthers = {
  name: 'the release of what was approved',
  noun: 'airlock-release',
  kinds: hardest,
  async setUp(stage) {
    await from('approved')(stage);
    await nothingIsReleased(stage);
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

const downloading: CalledByOthers = {
  name: 'the download of what was released',
  noun: 'airlock-bytes-public',
  beside: ['authoriser-public'],
  kinds: hardest,
  setUp: from('released'),
  async run(stage) {
    const { request } = await airlockCompanyOf(stage);
    const [file] = await filesIn(stage, request);
    const path = `/releases/${request}/files/${file?.id}`;
    const { status, body, bytes } = await fetched(stage, 'researcher', 'public', path);
    if (status !== 200) return { done: false, because: `${status} ${JSON.stringify(body.refusals ?? '')}` };
    assert.equal(sha256(bytes), sha256(harmless), 'whole or not at all');
    return { done: true };
  },
  async holds(stage) {
    const [release] = await stored(stage, 'releases', 'release');
    const counts = Object.values((release?.body.downloads ?? {}) as Record<string, number>);
    assert.ok(Math.max(...counts) >= 1, 'counted before its first byte');
  },
};

const revoking: CalledByOthers = {
  name: 'the end of a release that was revoked',
  noun: 'airlock-release',
  kinds: hardest,
  setUp: from('revoked'),
  run: byClock('airlock-release'),
  between: claimsLapse,
  async holds(stage) {
    await settles(stage, ['airlock-release']);
    const { request } = await airlockCompanyOf(stage);
    assert.equal(await stateOf(stage), 'revoked');
    const [file] = await filesIn(stage, request);
    const { status } = await fetched(stage, 'researcher', 'public', `/releases/${request}/files/${file?.id}`);
    assert.ok(status >= 400, 'nobody fetches what was revoked');
  },
};

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
    return told(await castOf(stage).ask('researcher', { door: 'private', path, body: { project } }), 'none');
  },
  async holds(stage) {
    const { query } = await airlockCompanyOf(stage);
    const keys = await versionsIn(stage.clients, bucketOf(stage.deployment, 'airlock-draft'));
    const { id } = castOf(stage).identity('researcher');
    const { project } = await companyOf(stage);
    assert.ok(
      keys.some((key) => key.startsWith(`deposits/${project}/${id}/`)),
      'it lies where its person is named',
    );
    const history = await stored(stage, 'queries', `history#query#${query}`);
    assert.ok(history.length > 0, 'and the query knows of it');
  },
};

export const airlockSubjects: readonly CalledByOthers[] = [
  sending,
  submitting,
  freezing,
  scanning,
  voting,
  releasing,
  downloading,
  revoking,
];
