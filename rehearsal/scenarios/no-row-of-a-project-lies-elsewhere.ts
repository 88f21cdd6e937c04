import { strict as assert } from 'node:assert';
import { ListBucketsCommand } from '@aws-sdk/client-s3';
import { bucketOf } from '../target/names.ts';
import type { Stage } from '../target/stage.ts';
import { keysIn, textOf } from '../target/stored.ts';
import { cannotWrite, writeExtract } from '../target/write-extract.ts';
import type { Scenario } from './scenario.ts';

const most = 40;

/** After the update even a deployment of one project has a second. */
export const cannotCompare = (stage: Stage): string | undefined =>
  cannotWrite(stage) ?? (stage.openProjects.length < 2 ? 'it needs two open projects' : undefined);

/** Told by the pseudonyms, which are of one project only and lie in the files as plain text. */
export const noRowOfAProjectLiesElsewhere: Scenario = {
  sentence: 'what is stored of one project lies in its own bucket and in no other of the estate',
  at: 'updated',
  passes: ['plain'],
  cannot: cannotCompare,
  async run(stage) {
    const { deployment, clients, openProjects } = stage;
    const pseudonyms = new Map<string, readonly string[]>();
    const foundIn = new Map<string, Set<string>>();
    for (const project of openProjects) {
      const own = (await writeExtract(stage, project, most)).flatMap((extract) => extract.pseudonyms);
      assert.ok(own.length > 0, `${project} has pseudonyms to be told by`);
      const home = bucketOf(deployment, `p-${project}`);
      pseudonyms.set(home, own);
      foundIn.set(home, new Set());
    }
    const { Buckets = [] } = await clients.s3.send(new ListBucketsCommand({}));
    const estate = Buckets.map(({ Name = '' }) => Name).filter((name) => name.startsWith(`tre-${deployment.id}-`));
    let objects = 0;
    for (const bucket of estate) {
      for (const key of await keysIn(clients, bucket)) {
        const text = await textOf(clients, bucket, key);
        objects += 1;
        for (const [home, own] of pseudonyms) {
          if (own.some((pseudonym) => text.includes(pseudonym))) foundIn.get(home)?.add(bucket);
        }
      }
    }
    for (const [home, buckets] of foundIn) assert.deepEqual([...buckets], [home]);
    return `${openProjects.length} projects, ${objects} objects in ${estate.length} buckets`;
  },
};
