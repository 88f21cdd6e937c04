import { CreateRoleCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { EncryptCommand, ListAliasesCommand } from '@aws-sdk/client-kms';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import type { Clients } from '../clients.ts';
import { bucketOf } from '../target/names.ts';
import type { Stage } from '../target/stage.ts';
import type { Answer, Case } from './case.ts';
import { deeds, type Scene } from './deeds.ts';
import { administratorRole, type Projects, people, type Who } from './who.ts';

export interface Answered {
  readonly question: Case;
  readonly answer: Answer | 'unclear';
  /** What the service said, where it did not do it. */
  readonly said: string;
}

/** Only a refusal is a refusal; an error of another kind says nothing about rights. */
export function answerOf(error: { name: string; $metadata?: { httpStatusCode?: number } }): Answer | 'unclear' {
  if (/AccessDenied|Unauthorized|NotAuthorized/.test(error.name) || error.$metadata?.httpStatusCode === 403) {
    return 'refused';
  }
  return 'unclear';
}

/** Puts every question to the deployed estate as the principal in question, each principal's session made once. */
export async function putTheQuestions(
  stage: Stage,
  projects: Projects,
  questions: readonly Case[],
): Promise<readonly Answered[]> {
  const scene = await setTheScene(stage, projects);
  const sessions = new Map<Who, Promise<Clients>>();
  const answered: Answered[] = [];
  for (const question of questions) {
    const session = sessions.get(question.who) ?? people[question.who](stage, projects);
    sessions.set(question.who, session);
    try {
      await deeds[question.deed](await session, scene);
      answered.push({ question, answer: 'allowed', said: '' });
    } catch (error) {
      const failure = error as Error;
      answered.push({ question, answer: answerOf(failure), said: `${failure.name}: ${failure.message}` });
    }
  }
  return answered;
}

async function setTheScene(stage: Stage, projects: Projects): Promise<Scene> {
  const { deployment, clients, account } = stage;
  const { iam, kms, s3 } = clients;
  await iam.send(
    new CreateRoleCommand({
      RoleName: administratorRole,
      AssumeRolePolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: { AWS: account }, Action: 'sts:AssumeRole' }],
      }),
    }),
  );
  await iam.send(
    new PutRolePolicyCommand({
      RoleName: administratorRole,
      PolicyName: 'everything',
      PolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
      }),
    }),
  );
  const { Aliases = [] } = await kms.send(new ListAliasesCommand({ Limit: 100 }));
  const ciphertext = async (noun: string): Promise<Uint8Array> => {
    const alias = Aliases.find(({ AliasName }) => AliasName === `alias/tre-${deployment.id}-${noun}`);
    if (alias === undefined) throw new Error(`no key has the alias alias/tre-${deployment.id}-${noun}`);
    const { CiphertextBlob } = await kms.send(
      new EncryptCommand({ KeyId: alias.TargetKeyId, Plaintext: Buffer.from('probe') }),
    );
    return CiphertextBlob ?? new Uint8Array();
  };
  const put = (noun: string, Key: string) =>
    s3.send(new PutObjectCommand({ Bucket: bucketOf(deployment, noun), Key, Body: 'probe' }));
  await put(`p-${projects.own}`, 'extract/probe');
  await put('vault', 'probe');
  const key = `AWSLogs/${account}/CloudTrail/probe.txt`;
  const { VersionId = '' } = await put('trail', key);
  return {
    ...projects,
    stage,
    ciphertextOf: { own: await ciphertext(`project-${projects.own}`), vault: await ciphertext('vault') },
    trailObject: { key, versionId: VersionId },
  };
}
