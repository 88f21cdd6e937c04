import { AssumeRoleCommand, type AssumeRoleCommandInput, type STSClient } from '@aws-sdk/client-sts';
import { type Deployment, roleArn } from './project-names.ts';
import { type SessionUse, sessionPolicy } from './session-policy.ts';

/** The shortest that STS gives. */
const seconds = 900;
const projectTag = 'tre:project';

/**
 * The call by which the broker becomes a project for one person and one thing to do. The role's trust policy demands the person's name and
 * the tag, and refuses any other tag. The tag is not transitive: the role may assume nothing.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html
 */
export function sessionRequest(
  at: Deployment,
  { project, person, use }: { readonly project: string; readonly person: string; readonly use: SessionUse },
): AssumeRoleCommandInput {
  if (!/^[A-Za-z0-9-]{8,64}$/.test(person))
    throw new Error('a person has an id of 8 to 64 letters, digits and hyphens');
  return {
    RoleArn: roleArn(at, project),
    RoleSessionName: person,
    SourceIdentity: person,
    DurationSeconds: seconds,
    Tags: [{ Key: projectTag, Value: project }],
    Policy: sessionPolicy(at, project, use),
  };
}

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

/** Asked for anew each time: nothing of one person or project is kept for the next. @throws when STS says no or gives no credentials. */
export async function projectSession(
  sts: Pick<STSClient, 'send'>,
  at: Deployment,
  who: Parameters<typeof sessionRequest>[1],
): Promise<Credentials> {
  const { Credentials: given } = await sts.send(new AssumeRoleCommand(sessionRequest(at, who)));
  const { AccessKeyId, SecretAccessKey, SessionToken } = given ?? {};
  if (AccessKeyId === undefined || SecretAccessKey === undefined || SessionToken === undefined) {
    throw new Error('STS must give credentials, got none');
  }
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
}
