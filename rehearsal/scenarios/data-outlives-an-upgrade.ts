import { strict as assert } from 'node:assert';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import type { Template } from '../left-out/template.ts';
import { rowsOf } from '../synthetic-people/rows.ts';
import { bucketOf } from '../target/names.ts';
import type { Stage } from '../target/stage.ts';
import { physicalIds, textOf, versionsIn } from '../target/stored.ts';
import type { Scenario } from './scenario.ts';

/** What holds records, or without which records cannot be read. */
const holdsRecords = ['AWS::S3::Bucket', 'AWS::KMS::Key', 'AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable'];

const holders = ({ Resources }: Template): readonly string[] =>
  Object.entries(Resources)
    .filter(([, { Type }]) => holdsRecords.includes(Type))
    .map(([id]) => id);

const buckets = ({ deployment, openProjects }: Stage): readonly string[] =>
  ['vault', 'curated', 'records', ...openProjects.slice(0, 1).map((project) => `p-${project}`)].map((noun) =>
    bucketOf(deployment, noun),
  );

/** Synthetic people, one a line, another population for each version. */
async function recordsOf({ deployment: { datasets } }: Stage, seed: number): Promise<string> {
  const [dataset] = datasets;
  const [table] = dataset?.tables ?? [];
  if (dataset === undefined || table === undefined) throw new Error('there is no table to write records of');
  const lines: string[] = [];
  for await (const row of rowsOf(dataset, table, { seed, from: 0, to: 100 })) {
    lines.push(JSON.stringify(row, (_, value) => (typeof value === 'bigint' ? String(value) : value)));
  }
  return lines.join('\n');
}

/** Stack -> logical id -> physical id of everything that holds records. */
async function identities({ clients, deployed }: Stage): Promise<Record<string, Record<string, string | undefined>>> {
  const all: Record<string, Record<string, string | undefined>> = {};
  for (const [stack, template] of deployed) {
    const ids = await physicalIds(clients, stack);
    all[stack] = Object.fromEntries(holders(template).map((id) => [id, ids.get(id)]));
  }
  return all;
}

export const recordsAreWritten: Scenario = {
  sentence: 'records lie in the stores of the earlier release',
  at: 'before the upgrade',
  passes: ['upgrade'],
  async run(stage) {
    for (const bucket of buckets(stage)) {
      for (const seed of [1, 2]) {
        const Body = await recordsOf(stage, seed);
        await stage.clients.s3.send(new PutObjectCommand({ Bucket: bucket, Key: 'record', Body }));
      }
      stage.memory.set(bucket, await versionsIn(stage.clients, bucket));
    }
    stage.memory.set('identities', await identities(stage));
    return `${buckets(stage).length} buckets, 2 versions each`;
  },
};

export const dataOutlivesAnUpgrade: Scenario = {
  sentence: 'an upgrade keeps every store and key, every version of every record, and every byte',
  at: 'after the upgrade',
  passes: ['upgrade'],
  async run(stage) {
    const before = stage.memory.get('identities') as Awaited<ReturnType<typeof identities>>;
    const after = await identities(stage);
    for (const [stack, ids] of Object.entries(before)) {
      for (const [id, physical] of Object.entries(ids)) {
        assert.equal(after[stack]?.[id], physical, `${stack}/${id} is the same thing as before`);
      }
    }
    for (const bucket of buckets(stage)) {
      assert.deepEqual(await versionsIn(stage.clients, bucket), stage.memory.get(bucket), bucket);
      assert.equal(await textOf(stage.clients, bucket, 'record'), await recordsOf(stage, 2), bucket);
    }
    const count = Object.values(before).reduce((sum, ids) => sum + Object.keys(ids).length, 0);
    return `${count} stores and keys, ${buckets(stage).length * 2} versions`;
  },
};
