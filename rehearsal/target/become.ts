import { GetRoleCommand } from '@aws-sdk/client-iam';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { type Clients, type Credentials, clientsFor } from '../clients.ts';
import type { Stage } from './stage.ts';
import { sayWorkgroup } from './workgroup-of-the-call.ts';

export interface Session {
  readonly person?: string;
  readonly tags?: Readonly<Record<string, string>>;
}

async function assume(
  { sts }: Clients,
  arn: string,
  { person, tags = {} }: Session,
  emulated: boolean,
): Promise<Credentials> {
  const { Credentials: given } = await sts.send(
    new AssumeRoleCommand({
      RoleArn: arn,
      RoleSessionName: 'rehearsal',
      ...(person === undefined ? {} : { SourceIdentity: person, ...(emulated ? { ExternalId: person } : {}) }),
      Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
    }),
  );
  return {
    accessKeyId: given?.AccessKeyId ?? '',
    secretAccessKey: given?.SecretAccessKey ?? '',
    sessionToken: given?.SessionToken ?? '',
  };
}

/** Clients in the name of a role, from inside our network or from anywhere. */
export async function become(
  stage: Stage,
  by: Clients,
  role: string,
  { inside, ...session }: Session & { readonly inside: boolean },
): Promise<Clients> {
  const { Role } = await stage.clients.iam.send(new GetRoleCommand({ RoleName: role }));
  const credentials = await assume(by, Role?.Arn ?? '', session, stage.emulated);
  return clientsFor({ ...stage.access, credentials, inside });
}

export const becomeBroker = (stage: Stage, inside = true): Promise<Clients> =>
  become(stage, stage.clients, `tre-${stage.deployment.id}-broker`, { inside });

/** As the broker would: in a person's name, for one workgroup. */
async function becomeAsker(stage: Stage, noun: string, workgroup: string, session: Required<Session>, inside: boolean) {
  const clients = await become(stage, await becomeBroker(stage), `tre-${stage.deployment.id}-${noun}`, {
    ...session,
    inside,
  });
  if (stage.emulated) sayWorkgroup(clients.athena, `tre-${stage.deployment.id}-${workgroup}`);
  return clients;
}

export const becomeResearcher = (stage: Stage, project: string, inside: boolean): Promise<Clients> =>
  becomeAsker(
    stage,
    `project-${project}`,
    `project-${project}`,
    { person: 'researcher@example.nhs.uk', tags: { 'tre:project': project } },
    inside,
  );

export const becomeAssessor = (stage: Stage, inside: boolean): Promise<Clients> =>
  becomeAsker(
    stage,
    'auditor',
    'audit',
    { person: 'assessor@example.nhs.uk', tags: { 'tre:project': 'audit:trail' } },
    inside,
  );
