import { strict as assert } from 'node:assert';
import { GetWorkGroupCommand } from '@aws-sdk/client-athena';
import { DescribeKeyCommand } from '@aws-sdk/client-kms';
import { castOf } from '../doors/cast.ts';
import { tick } from '../doors/functions.ts';
import { askQuestion } from '../doors/queries.ts';
import { itemsOf } from '../doors/stored.ts';
import { bucketOf } from '../target/names.ts';
import type { Stage } from '../target/stage.ts';
import { keysIn, textOf, versionsIn } from '../target/stored.ts';
import { cannotSignIn, rehearsed } from './access-is-applied-for.ts';
import type { Scenario } from './scenario.ts';

const day = 86_400_000;

export interface Certificate {
  readonly project: string;
  readonly extract: { readonly versionsDeleted: number; readonly versionsLeft: number };
  readonly keys: { readonly keys: readonly { readonly key: string; readonly deletionDate: string }[] };
  readonly finalFrom: string;
  readonly excludes: readonly string[];
}

/** Every certificate of a project's destruction in the archive. */
export async function certificatesOf(stage: Stage, project: string): Promise<readonly Certificate[]> {
  const bucket = bucketOf(stage.deployment, 'records');
  const keys = (await keysIn(stage.clients, bucket)).filter((key) => /certificate[^/]*\.json$/.test(key));
  const found = await Promise.all(keys.map((key) => textOf(stage.clients, bucket, key)));
  return found.map((text) => JSON.parse(text) as Certificate).filter((one) => one.project === project);
}

/** @throws AssertionError where anything of a project's data could still be read, or nobody could prove that it cannot. */
export async function isDestroyed(stage: Stage, project: string): Promise<Certificate> {
  const { clients, deployment } = stage;
  assert.deepEqual(await versionsIn(clients, bucketOf(deployment, `p-${project}`)), [], 'no version of the extract');
  const alias = `alias/tre-${deployment.id}-project-${project}`;
  const { KeyMetadata } = await clients.kms.send(new DescribeKeyCommand({ KeyId: alias }));
  assert.equal(KeyMetadata?.KeyState, 'PendingDeletion', 'its key can no longer be used');
  const [certificate] = await certificatesOf(stage, project);
  assert.ok(certificate, 'a certificate lies in the archive');
  assert.equal(certificate.extract.versionsLeft, 0);
  assert.ok(
    certificate.keys.keys.some(({ key }) => key === KeyMetadata?.Arn),
    'it names the key',
  );
  assert.ok(Date.parse(certificate.finalFrom) > Date.now() + 6 * day, 'it says from when it is final');
  assert.ok(certificate.excludes.length > 0, 'it says what it does not cover');
  return certificate;
}

export const projectIsClosed: Scenario = {
  sentence:
    'a closed project answers nobody, its extract and key are gone, a certificate says so in the archive, and every event of it all is there',
  at: 'updated',
  passes: ['plain'],
  cannot: cannotSignIn,
  async run(stage) {
    const cast = castOf(stage);
    const project = rehearsed(stage);
    const bucket = bucketOf(stage.deployment, `p-${project}`);
    const before = (await versionsIn(stage.clients, bucket)).length;
    assert.ok(before > 0, 'there is something to destroy');
    await cast.tokens('researcher', 'private', true);
    const { state } = await cast.command('lead', `/projects/${project}/close`, { reason: 'The question is answered.' });
    assert.equal(state, 'closed');
    const { status } = await askQuestion(
      stage,
      'researcher',
      project,
      `SELECT 1 AS n FROM ${stage.memory.get('table')}`,
    );
    assert.equal(status, 403, 'the very next request is refused');

    await tick(stage, 'closer');
    const certificate = await isDestroyed(stage, project);
    stage.memory.set('ended project', project);
    assert.equal(certificate.extract.versionsDeleted, before);
    const shown = await cast.get('officer', { door: 'public', path: `/projects/${project}` });
    assert.equal(shown.state, 'archived', 'destroyed it is only when the key is gone');

    await tick(stage, 'sweeper');
    const name = `tre-${stage.deployment.id}-project-${project}`;
    const { WorkGroup } = await stage.clients.athena.send(new GetWorkGroupCommand({ WorkGroup: name }));
    assert.equal(WorkGroup?.State, 'DISABLED');

    await tick(stage, 'recorder');
    const events = await everythingIsRecorded(stage);
    return `${before} versions deleted, final from ${certificate.finalFrom.slice(0, 10)}; ${events} events in the archive`;
  },
};

interface EventInHistory {
  readonly at: string;
  readonly workflow: string;
  readonly id: string;
  readonly sequence: number;
}

/** Every event of every table's histories has its object in the archive, and nothing waits. */
async function everythingIsRecorded(stage: Stage): Promise<number> {
  const records = await keysIn(stage.clients, bucketOf(stage.deployment, 'records'));
  let events = 0;
  for (const noun of ['register', 'queries', 'airlock', 'releases'] as const) {
    const items = await itemsOf(stage, noun);
    const waiting = items.filter(({ partition }) => partition === 'outbox').map(({ sort }) => sort);
    assert.deepEqual(waiting, [], `events of ${noun} that wait`);
    const told = items.filter(({ partition }) => partition.startsWith('history#'));
    for (const { body } of told) {
      const { at, workflow, id, sequence } = body.record as EventInHistory;
      const name = `${at.replaceAll(':', '')}_${workflow.replaceAll('#', '_')}_${id}_${String(sequence).padStart(10, '0')}_`;
      assert.ok(
        records.some((key) => key.startsWith(`${noun}/`) && key.includes(`/${name}`)),
        `${noun}: ${name} is in the archive`,
      );
    }
    events += told.length;
  }
  return events;
}
