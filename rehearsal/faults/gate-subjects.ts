/** Long because each function behind the doors has its own beginning and its own end. */
import { strict as assert } from 'node:assert';
import { randomUUID } from 'node:crypto';
import { GetWorkGroupCommand } from '@aws-sdk/client-athena';
import { DeleteItemCommand, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { CancelKeyDeletionCommand, EnableKeyCommand } from '@aws-sdk/client-kms';
import { DeleteObjectCommand } from '@aws-sdk/client-s3';
import { castOf, inDays } from '../doors/cast.ts';
import { knock } from '../doors/door.ts';
import { invoke } from '../doors/functions.ts';
import { askQuestion } from '../doors/queries.ts';
import { itemsOf, queryIn } from '../doors/stored.ts';
import { isDestroyed } from '../scenarios/project-is-closed.ts';
import { bucketOf } from '../target/names.ts';
import type { Stage } from '../target/stage.ts';
import { keysIn } from '../target/stored.ts';
import { writeExtract } from '../target/write-extract.ts';
import { companyOf, setWorkgroup } from './company.ts';
import { anHourPasses, goBackTo, nothing, past } from './past.ts';
import type { CalledByOthers } from './subject.ts';
import { byClock, claimsLapse, hardest, stored, told } from './trying.ts';

/** The table of what the doors know the issuer by, which holds one item. */
const keySet = ({ deployment }: Stage) => ({
  TableName: `tre-${deployment.id}-signing-keys`,
  Key: { partition: { S: 'signing-keys' }, sort: { S: 'current' } },
});

/** What it asks the issuer for does not come by the proxy; what it writes does. */
const fetchingKeys: CalledByOthers = {
  name: 'the keys by which the doors know the issuer',
  noun: 'signing-keys',
  async setUp(stage) {
    await companyOf(stage);
    await stage.clients.dynamodb.send(new DeleteItemCommand(keySet(stage)));
  },
  run: byClock('signing-keys'),
  async holds(stage) {
    const { Item } = await stage.clients.dynamodb.send(new GetItemCommand({ ...keySet(stage), ConsistentRead: true }));
    assert.match(Item?.body?.M?.keys?.S ?? '', /"kid"/, 'they are there');
  },
};

const evidence = 'https://example.nhs.uk/evidence/2';
let command = '';
/** Whoever asks once more asks the same, to the millisecond. */
let since = '';

const recordingACredential: CalledByOthers = {
  name: 'a command at the public door',
  noun: 'people-public',
  beside: ['authoriser-public'],
  async setUp(stage) {
    await goBackTo(stage, (await companyOf(stage)).live);
    await castOf(stage).tokens('officer', 'public');
    command = randomUUID();
    since = inDays(-1);
  },
  run: async (stage) =>
    told(
      await castOf(stage).ask('officer', {
        door: 'public',
        path: `/people/${castOf(stage).identity('researcher').id}/record-credential`,
        body: {
          ...{ type: 'training', scheme: 'rehearsed', number: command, evidence, from: since },
          ...{ expires: '2027-06-01T00:00:00.000Z', commandId: command },
        },
      }),
    ),
  async holds(stage) {
    const { id } = castOf(stage).identity('researcher');
    const [person] = (await stored(stage, 'register', 'person')).filter(({ sort }) => sort === id);
    const credentials = (person?.body.credentials ?? []) as readonly { number: string }[];
    assert.equal(
      credentials.filter(({ number }) => number === command).length,
      1,
      'one credential, however often sent',
    );
    const waiting = (await stored(stage, 'register', 'outbox')).filter(({ body }) =>
      JSON.stringify(body).includes(command),
    );
    assert.equal(waiting.length, 1, 'one event');
  },
};

const aStepOfAProject: CalledByOthers = {
  name: 'a step of a project at the public door',
  noun: 'projects-public',
  beside: ['authoriser-public'],
  async setUp(stage) {
    await goBackTo(stage, (await companyOf(stage)).live);
    await castOf(stage).tokens('officer', 'public');
    command = randomUUID();
  },
  run: async (stage) =>
    told(
      await castOf(stage).ask('officer', {
        door: 'public',
        path: `/projects/${(await companyOf(stage)).project}/suspend`,
        body: { reason: 'for the rehearsal', commandId: command },
      }),
    ),
  async holds(stage) {
    const { project } = await companyOf(stage);
    const [found] = (await stored(stage, 'register', 'project')).filter(({ sort }) => sort === project);
    assert.equal(found?.body.state, 'suspended');
    assert.equal((await stored(stage, 'register', 'outbox')).length, 1, 'one event');
  },
};

const askingOfOneself: CalledByOthers = {
  name: 'a person’s own access, asked for inside',
  noun: 'people-private',
  beside: ['authoriser-private'],
  async setUp(stage) {
    await goBackTo(stage, (await companyOf(stage)).live);
    await castOf(stage).tokens('researcher', 'private');
  },
  async run(stage) {
    const answer = await castOf(stage).ask('researcher', { door: 'private', path: '/me' });
    if (answer.status === 200)
      assert.match(JSON.stringify(answer.body), new RegExp(castOf(stage).identity('researcher').id));
    return told(answer);
  },
  async holds(stage) {
    const { live } = await companyOf(stage);
    const { register } = await past(stage);
    assert.equal(register.length, live.register.length, 'asking writes nothing');
  },
};

const asking: CalledByOthers = {
  name: 'a question at the private door',
  noun: 'broker',
  beside: ['authoriser-private'],
  kinds: hardest,
  async setUp(stage) {
    await goBackTo(stage, (await companyOf(stage)).live);
    await castOf(stage).tokens('researcher', 'private');
  },
  async run(stage) {
    const { project, table } = await companyOf(stage);
    return told(await askQuestion(stage, 'researcher', project, `SELECT count(*) AS n FROM ${table}`));
  },
  /** A query that a dead broker left is taken up after its lease. */
  between: (stage) => anHourPasses(stage, /^(floor|query)$/, ['since', 'startedAt', 'heldUntil']),
  async holds(stage) {
    await anHourPasses(stage, /^floor$/, ['since', 'heldUntil']);
    for (const end = Date.now() + 30_000; ; ) {
      const ran = await byClock('broker')(stage);
      assert.ok(ran.done, ran.done ? '' : ran.because);
      const { project } = await companyOf(stage);
      const queries = await stored(stage, 'queries', 'query');
      for (const { sort } of queries) {
        const path = `/queries/${sort}?project=${project}`;
        const { status } = await castOf(stage).ask('researcher', { door: 'private', path });
        assert.equal(status, 200);
      }
      const states = (await stored(stage, 'queries', 'query')).map(({ body }) => body.state);
      assert.ok(states.length > 0, 'the question is kept');
      const [floor] = await stored(stage, 'queries', 'floor');
      const { waiting = [], active = [] } = (floor?.body ?? {}) as { waiting?: unknown[]; active?: unknown[] };
      if (waiting.length + active.length === 0) {
        assert.ok(states.includes('succeeded'), `it is answered: ${states.join(', ')}`);
        assert.ok(
          states.every((state) => ['succeeded', 'failed', 'stopped'].includes(String(state))),
          states.join(', '),
        );
        return;
      }
      assert.ok(Date.now() < end, `places are still taken: ${JSON.stringify(floor?.body)}`);
    }
  },
};

/** Whatever fails, whoever may not is not let in: nothing else is ever answered here than no. */
const refusing: CalledByOthers = {
  name: 'a refusal at the private door',
  noun: 'authoriser-private',
  beside: ['broker'],
  async setUp(stage) {
    await goBackTo(stage, (await companyOf(stage)).live);
    await castOf(stage).tokens('leaver', 'private');
    await goBackTo(stage, (await companyOf(stage)).left);
  },
  async run(stage) {
    const { project, table } = await companyOf(stage);
    const { AccessToken } = await castOf(stage).tokens('leaver', 'private');
    const { status, body } = await knock(stage, {
      ...{ door: 'private', path: '/queries', authorization: `Bearer ${AccessToken}` },
      body: { project, sql: `SELECT count(*) AS n FROM ${table}`, why: 'Who left asks once more' },
    });
    assert.ok(status >= 400, `whoever left is answered ${status}`);
    return status === 403 ? { done: true } : { done: false, because: `${status} ${JSON.stringify(body)}` };
  },
  async holds(stage) {
    assert.equal((await stored(stage, 'queries', 'query')).length, 1, 'no question but the one of before');
  },
};

const sweeping: CalledByOthers = {
  name: 'the sweep after somebody left',
  noun: 'sweeper',
  kinds: hardest,
  async setUp(stage) {
    const { left, project } = await companyOf(stage);
    await goBackTo(stage, left);
    for (const one of stage.openProjects) await setWorkgroup(stage, one, one === project ? 'DISABLED' : 'ENABLED');
  },
  run: byClock('sweeper'),
  async holds(stage) {
    const { project, query, leaver } = await companyOf(stage);
    // The emulator may have come to its end in the meantime, and then the query is found to be over.
    const { state } = await queryIn(stage, query);
    assert.ok(['stopped', 'succeeded'].includes(String(state)), `the query of who left is ${state}`);
    const [swept] = (await stored(stage, 'register', 'enforcement#person')).filter(({ sort }) => sort === leaver);
    assert.match(JSON.stringify(swept?.body), /barred@/, 'that they were signed out is recorded');
    for (const one of stage.openProjects) {
      const WorkGroup = `tre-${stage.deployment.id}-project-${one}`;
      const found = await stage.clients.athena.send(new GetWorkGroupCommand({ WorkGroup }));
      assert.equal(found.WorkGroup?.State, one === project ? 'ENABLED' : 'DISABLED', one);
    }
  },
};

const closing: CalledByOthers = {
  name: 'the close of a project',
  noun: 'closer',
  kinds: hardest,
  async setUp(stage) {
    const { closed, project } = await companyOf(stage);
    const KeyId = `alias/tre-${stage.deployment.id}-project-${project}`;
    // Where no deletion waits, there is none to cancel.
    await stage.clients.kms.send(new CancelKeyDeletionCommand({ KeyId })).catch(() => undefined);
    await stage.clients.kms.send(new EnableKeyCommand({ KeyId })).catch(() => undefined);
    await writeExtract(stage, project, 5);
    await goBackTo(stage, closed);
  },
  run: byClock('closer'),
  between: claimsLapse,
  async holds(stage) {
    const { project } = await companyOf(stage);
    // A step that failed is none that the run failed for: it waits, and the run after finds it.
    await claimsLapse(stage);
    await byClock('closer')(stage);
    await isDestroyed(stage, project);
    const [found] = (await stored(stage, 'register', 'project')).filter(({ sort }) => sort === project);
    assert.equal(found?.body.state, 'archived');
  },
};

const recording: CalledByOthers = {
  name: 'the way of events into the archive',
  noun: 'recorder',
  async setUp(stage) {
    await goBackTo(stage, (await companyOf(stage)).unrecorded);
    const Bucket = bucketOf(stage.deployment, 'records');
    for (const Key of await keysIn(stage.clients, Bucket))
      if (Key.startsWith('register/')) await stage.clients.s3.send(new DeleteObjectCommand({ Bucket, Key }));
  },
  run: byClock('recorder'),
  async holds(stage) {
    assert.deepEqual(await stored(stage, 'register', 'outbox'), [], 'nothing waits');
    const keys = await keysIn(stage.clients, bucketOf(stage.deployment, 'records'));
    const { unrecorded } = await companyOf(stage);
    const events = unrecorded.register
      .filter(({ partition }) => partition?.S === 'outbox')
      .map(({ sort }) => sort?.S ?? '');
    for (const event of events) {
      const hash = event.split('#').at(-1) ?? '';
      assert.ok(
        keys.some((key) => key.startsWith('register/') && key.includes(hash)),
        `${event} is in the archive`,
      );
    }
  },
};

const telling: CalledByOthers = {
  name: 'the notices that decisions order',
  noun: 'worker',
  setUp: async (stage) => goBackTo(stage, (await companyOf(stage)).untold),
  run: byClock('worker'),
  between: claimsLapse,
  async holds(stage) {
    await claimsLapse(stage);
    await byClock('worker')(stage);
    assert.deepEqual(await stored(stage, 'register', 'effect#notify'), [], 'nothing waits');
    const { untold } = await companyOf(stage);
    const ordered = untold.register.filter(({ partition }) => partition?.S === 'effect#notify');
    const notices = (await itemsOf(stage, 'register')).filter(({ partition }) => partition.startsWith('notice#'));
    for (const { body } of ordered) {
      const id = body?.M?.id?.S ?? '';
      const told = notices.filter(({ sort }) => sort.endsWith(`#${id}`)).map(({ partition }) => partition);
      assert.ok(told.length > 0, `${id} was told`);
      assert.equal(new Set(told).size, told.length, `${id} was told once to each`);
    }
  },
};

const founding: CalledByOthers = {
  name: 'the founding of the register',
  noun: 'founding',
  async setUp(stage) {
    await companyOf(stage);
    await goBackTo(stage, nothing);
  },
  async run(stage) {
    const officers = ['officer', 'second-officer'].map((part) => {
      const { id, email } = castOf(stage).identity(part);
      return { id, email, name: 'Officer of the rehearsal', organisation: 'X0X0X' };
    });
    const ran = await invoke(stage, 'founding', { officers, expires: inDays(100) });
    if (!ran.done) return ran;
    // Whoever asks again after an answer that was lost learns that it is done.
    const { ok, refusals = [] } = ran.answer as { ok: boolean; refusals?: readonly { rule: string }[] };
    return ok || refusals.some(({ rule }) => rule === 'founded')
      ? { done: true }
      : { done: false, because: JSON.stringify(refusals) };
  },
  async holds(stage) {
    assert.equal((await stored(stage, 'register', 'person')).length, 2);
    assert.equal((await stored(stage, 'register', 'register')).length, 1);
    assert.equal((await stored(stage, 'register', 'outbox')).length, 5, 'founded; two enrolled; two officers');
  },
};

const watching: CalledByOthers = {
  name: 'the watch over credentials that administrators reset',
  noun: 'identity-watch',
  async setUp(stage) {
    await goBackTo(stage, (await companyOf(stage)).live);
    command = randomUUID();
  },
  async run(stage) {
    const { id } = castOf(stage).identity('researcher');
    const detail = {
      eventSource: 'cognito-idp.amazonaws.com',
      eventName: 'AdminSetUserPassword',
      eventID: command,
      additionalEventData: { sub: id },
    };
    const ran = await invoke(stage, 'identity-watch', { source: 'aws.cognito-idp', detail });
    return ran.done ? { done: true } : ran;
  },
  async holds(stage) {
    const { id } = castOf(stage).identity('researcher');
    const [person] = (await stored(stage, 'register', 'person')).filter(({ sort }) => sort === id);
    const suspensions = (person?.body.suspensions ?? []) as readonly { because: string; liftedAt?: string }[];
    const standing = suspensions.filter(({ liftedAt }) => liftedAt === undefined).map(({ because }) => because);
    assert.deepEqual(standing, ['credential-reset-by-administrator'], 'suspended once');
  },
};

export const gateSubjects: readonly CalledByOthers[] = [
  fetchingKeys,
  founding,
  recordingACredential,
  aStepOfAProject,
  refusing,
  askingOfOneself,
  asking,
  sweeping,
  recording,
  telling,
  watching,
  closing,
];
