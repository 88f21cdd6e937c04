import { CreateNamedQueryCommand, StartQueryExecutionCommand } from '@aws-sdk/client-athena';
import { GetTablesCommand } from '@aws-sdk/client-glue';
import { GetRoleCommand, ListRolesCommand } from '@aws-sdk/client-iam';
import { DecryptCommand } from '@aws-sdk/client-kms';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListBucketsCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import type { Clients } from '../clients.ts';
import { bucketOf } from '../target/names.ts';
import { resultsAt, resultsBucket } from '../target/results-bucket.ts';
import type { Stage } from '../target/stage.ts';
import type { Projects } from './who.ts';

/** What a deed needs to know; ciphertexts were made beforehand, one under each key. */
export interface Scene extends Projects {
  readonly stage: Stage;
  readonly ciphertextOf: Readonly<Record<'own' | 'vault', Uint8Array>>;
  /** A version in the trail's bucket. */
  readonly trailObject: { readonly key: string; readonly versionId: string };
}

const nameOf = ({ stage }: Scene, noun: string): string => `tre-${stage.deployment.id}-${noun}`;

const query = (clients: Clients, scene: Scene, noun: string) => {
  const { outputLocation: OutputLocation } = resultsAt(scene.stage);
  return clients.athena.send(
    new StartQueryExecutionCommand({
      WorkGroup: nameOf(scene, noun),
      QueryString: 'SELECT 1 AS one',
      ...(OutputLocation === undefined ? {} : { ResultConfiguration: { OutputLocation } }),
    }),
  );
};

const tables = (clients: Clients, scene: Scene, project: string) =>
  clients.glue.send(new GetTablesCommand({ DatabaseName: nameOf(scene, `project-${project}`).replaceAll('-', '_') }));

const put = (clients: Clients, Bucket: string) =>
  clients.s3.send(new PutObjectCommand({ Bucket, Key: 'extract/smuggled', Body: 'x' }));

async function assume(clients: Clients, scene: Scene, project: string, session: { person?: string; tag?: string }) {
  const { Role } = await scene.stage.clients.iam.send(
    new GetRoleCommand({ RoleName: nameOf(scene, `project-${project}`) }),
  );
  const { person, tag } = session;
  return clients.sts.send(
    new AssumeRoleCommand({
      RoleArn: Role?.Arn,
      RoleSessionName: 'table',
      ...(person === undefined ? {} : { SourceIdentity: person, ExternalId: person }),
      Tags: tag === undefined ? [] : [{ Key: 'tre:project', Value: tag }],
    }),
  );
}

const person = 'researcher@example.nhs.uk';

export const deeds = {
  'ask in the own workgroup': (clients: Clients, scene: Scene) => query(clients, scene, `project-${scene.own}`),
  "ask in another project's workgroup": (clients: Clients, scene: Scene) =>
    query(clients, scene, `project-${scene.other}`),
  'ask in the audit workgroup': (clients: Clients, scene: Scene) => query(clients, scene, 'audit'),
  'save a question': (clients: Clients, scene: Scene) =>
    clients.athena.send(
      new CreateNamedQueryCommand({
        Name: 'x',
        Database: 'x',
        QueryString: 'SELECT 1',
        WorkGroup: nameOf(scene, `project-${scene.own}`),
      }),
    ),
  'list the own tables': (clients: Clients, scene: Scene) => tables(clients, scene, scene.own),
  "list another project's tables": (clients: Clients, scene: Scene) => tables(clients, scene, scene.other),
  'read an object of the own extract directly': (clients: Clients, scene: Scene) =>
    clients.s3.send(
      new GetObjectCommand({ Bucket: bucketOf(scene.stage.deployment, `p-${scene.own}`), Key: 'extract/probe' }),
    ),
  'write into the own extract': (clients: Clients, scene: Scene) =>
    put(clients, bucketOf(scene.stage.deployment, `p-${scene.own}`)),
  'write into a bucket elsewhere': (clients: Clients) => put(clients, resultsBucket),
  'list all buckets': (clients: Clients) => clients.s3.send(new ListBucketsCommand({})),
  'list all roles': (clients: Clients) => clients.iam.send(new ListRolesCommand({})),
  'decrypt with the own key directly': (clients: Clients, { ciphertextOf }: Scene) =>
    clients.kms.send(new DecryptCommand({ CiphertextBlob: ciphertextOf.own })),
  "decrypt with the vault's key": (clients: Clients, { ciphertextOf }: Scene) =>
    clients.kms.send(new DecryptCommand({ CiphertextBlob: ciphertextOf.vault })),
  'read from the vault': (clients: Clients, { stage }: Scene) =>
    clients.s3.send(new GetObjectCommand({ Bucket: bucketOf(stage.deployment, 'vault'), Key: 'probe' })),
  'read the trail directly': (clients: Clients, { stage, trailObject }: Scene) =>
    clients.s3.send(new GetObjectCommand({ Bucket: bucketOf(stage.deployment, 'trail'), Key: trailObject.key })),
  'delete a record of the trail': (clients: Clients, { stage, trailObject: { key, versionId } }: Scene) =>
    clients.s3.send(
      new DeleteObjectCommand({ Bucket: bucketOf(stage.deployment, 'trail'), Key: key, VersionId: versionId }),
    ),
  "change the own extract's bucket policy": (clients: Clients, { stage, own }: Scene) =>
    clients.s3.send(
      new PutBucketPolicyCommand({
        Bucket: bucketOf(stage.deployment, `p-${own}`),
        Policy: JSON.stringify({ Version: '2012-10-17', Statement: [] }),
      }),
    ),
  'become a researcher in a name and for the project': (clients: Clients, scene: Scene) =>
    assume(clients, scene, scene.own, { person, tag: scene.own }),
  'become a researcher without a name': (clients: Clients, scene: Scene) =>
    assume(clients, scene, scene.own, { tag: scene.own }),
  "become a researcher with another project's tag": (clients: Clients, scene: Scene) =>
    assume(clients, scene, scene.own, { person, tag: scene.other }),
  'become a researcher without a tag': (clients: Clients, scene: Scene) =>
    assume(clients, scene, scene.own, { person }),
  "become another project's researcher": (clients: Clients, scene: Scene) =>
    assume(clients, scene, scene.other, { person, tag: scene.other }),
} as const satisfies Record<string, (clients: Clients, scene: Scene) => Promise<unknown>>;

export type Deed = keyof typeof deeds;
