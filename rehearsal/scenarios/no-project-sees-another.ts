import { strict as assert } from 'node:assert';
import { StartQueryExecutionCommand } from '@aws-sdk/client-athena';
import { GetDatabaseCommand, GetTablesCommand } from '@aws-sdk/client-glue';
import { DecryptCommand, DescribeKeyCommand, EncryptCommand } from '@aws-sdk/client-kms';
import { GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import type { Clients } from '../clients.ts';
import { answerOf } from '../table/put-the-questions.ts';
import { becomeResearcher } from '../target/become.ts';
import { grantsOf } from '../target/granted.ts';
import { bucketOf } from '../target/names.ts';
import { resultsAt } from '../target/results-bucket.ts';
import type { Stage } from '../target/stage.ts';
import { writeExtract } from '../target/write-extract.ts';
import { cannotCompare } from './no-row-of-a-project-lies-elsewhere.ts';
import type { Scenario } from './scenario.ts';

const most = 40;

/**
 * Tried as the researcher, and read from the grants: directly nobody reads a bucket or uses a key, so a refusal of those alone would not
 * tell another project from one's own.
 */
export const noProjectSeesAnother: Scenario = {
  sentence:
    'a researcher of one project is refused and not granted the bucket, key, workgroup and database of any other',
  at: 'updated',
  passes: ['iam'],
  cannot: cannotCompare,
  async run(stage) {
    const { openProjects } = stage;
    const objects = new Map<string, string>();
    for (const project of openProjects) {
      objects.set(project, (await writeExtract(stage, project, most))[0]?.key ?? '');
    }
    let refusals = 0;
    for (const own of openProjects) {
      const granted = await grantsOf(stage.clients, nameOf(stage, own));
      const as = await becomeResearcher(stage, own, true);
      // Neither a refusal nor a missing grant means anything of a role that may do nothing.
      await catalogue(as, stage, own);
      await query(as, stage, own);
      for (const [action, arn] of await thingsOf(stage, own)) assert.ok(granted(action, arn), `${own}: ${action}`);
      for (const other of openProjects.filter((project) => project !== own)) {
        for (const [action, arn] of await thingsOf(stage, other)) {
          assert.ok(!granted(action, arn), `${own} is granted ${action} on ${arn}`);
        }
        const there = { Bucket: bucketOf(stage.deployment, `p-${other}`) };
        const secret = await encrypted(stage, other);
        const tries: Readonly<Record<string, () => Promise<unknown>>> = {
          'list the bucket': () => as.s3.send(new ListObjectsV2Command(there)),
          'read an object': () => as.s3.send(new GetObjectCommand({ ...there, Key: objects.get(other) })),
          'use the key': () => as.kms.send(new DecryptCommand({ CiphertextBlob: secret })),
          'ask in the workgroup': () => query(as, stage, other),
          'look at the database': () => as.glue.send(new GetDatabaseCommand({ Name: databaseOf(stage, other) })),
          'list the tables': () => catalogue(as, stage, other),
        };
        for (const [deed, attempt] of Object.entries(tries)) {
          const answer = await attempt().then(() => 'allowed', answerOf);
          assert.equal(answer, 'refused', `${own} tries to ${deed} of ${other}`);
          refusals += 1;
        }
      }
    }
    return `${openProjects.length} projects, ${refusals} refusals`;
  },
};

const nameOf = ({ deployment }: Stage, project: string) => `tre-${deployment.id}-project-${project}`;
const databaseOf = (stage: Stage, project: string) => nameOf(stage, project).replaceAll('-', '_');

const catalogue = ({ glue }: Clients, stage: Stage, project: string) =>
  glue.send(new GetTablesCommand({ DatabaseName: databaseOf(stage, project) }));

function query({ athena }: Clients, stage: Stage, project: string) {
  const { outputLocation: OutputLocation } = resultsAt(stage);
  return athena.send(
    new StartQueryExecutionCommand({
      WorkGroup: nameOf(stage, project),
      QueryString: 'SELECT 1 AS one',
      ...(OutputLocation === undefined ? {} : { ResultConfiguration: { OutputLocation } }),
    }),
  );
}

const aliasOf = (stage: Stage, project: string) => `alias/${nameOf(stage, project)}`;

/** What a project owns, each with the action by which its researchers come to it. */
async function thingsOf(stage: Stage, project: string): Promise<readonly (readonly [action: string, arn: string])[]> {
  const { account, region, clients } = stage;
  const { KeyMetadata } = await clients.kms.send(new DescribeKeyCommand({ KeyId: aliasOf(stage, project) }));
  const key = KeyMetadata?.Arn ?? '';
  const [, partition] = key.split(':');
  const bucket = `arn:${partition}:s3:::${bucketOf(stage.deployment, `p-${project}`)}`;
  const arn = (service: string, resource: string) => `arn:${partition}:${service}:${region}:${account}:${resource}`;
  return [
    ['s3:ListBucket', bucket],
    ['s3:GetObject', `${bucket}/extract/x`],
    ['kms:Decrypt', key],
    ['athena:StartQueryExecution', arn('athena', `workgroup/${nameOf(stage, project)}`)],
    ['glue:GetDatabase', arn('glue', `database/${databaseOf(stage, project)}`)],
    ['glue:GetTable', arn('glue', `table/${databaseOf(stage, project)}/x`)],
  ];
}

async function encrypted(stage: Stage, project: string): Promise<Uint8Array> {
  const KeyId = aliasOf(stage, project);
  const { CiphertextBlob } = await stage.clients.kms.send(
    new EncryptCommand({ KeyId, Plaintext: Buffer.from('synthetic') }),
  );
  return CiphertextBlob ?? new Uint8Array();
}
