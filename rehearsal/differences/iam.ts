import { CreateRoleCommand, ListAttachedRolePoliciesCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { ListBucketsCommand } from '@aws-sdk/client-s3';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { type Clients, clientsFor } from '../clients.ts';
import { networkHeader } from '../rewrites/network-of-the-call.ts';
import { become, becomeBroker } from '../target/become.ts';
import { deployingRole } from '../target/put-back.ts';
import type { Stage } from '../target/stage.ts';
import type { Difference } from './difference.ts';

const passes = ['iam'] as const;
const everybody = (account: string) => ({ AWS: account });

/** A role of the rehearsal's own that the account may become. */
export async function roleFor(
  { clients: { iam }, account }: Stage,
  name: string,
  trust: object,
  policy: object,
): Promise<string> {
  const document = (statement: object) => JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  const { Role } = await iam.send(
    new CreateRoleCommand({
      RoleName: name,
      AssumeRolePolicyDocument: document({
        Effect: 'Allow',
        Principal: everybody(account),
        Action: 'sts:AssumeRole',
        ...trust,
      }),
    }),
  );
  await iam.send(new PutRolePolicyCommand({ RoleName: name, PolicyName: 'probe', PolicyDocument: document(policy) }));
  return Role?.Arn ?? '';
}

const allowed = (work: Promise<unknown>): Promise<boolean> =>
  work.then(
    () => true,
    () => false,
  );

const listsBuckets = (clients: Clients) => allowed(clients.s3.send(new ListBucketsCommand({})));

/** Where the emulator's evaluator knows less than IAM. */
export const iamDifferences: readonly Difference[] = [
  {
    name: 'principal-of-a-session',
    onAws: 'aws:PrincipalArn of a role session is the ARN of the role',
    here: 'it is the ARN of the session',
    bridgedBy: 'rewrites/principal-of-a-session.ts',
    passes,
    async stillThere(stage) {
      const name = 'tre-rehearsal-probe-principal';
      const arn = `arn:*:iam::${stage.account}:role/${name}`;
      const Condition = { ArnLike: { 'aws:PrincipalArn': arn } };
      await roleFor(stage, name, {}, { Effect: 'Allow', Action: 's3:ListAllMyBuckets', Resource: '*', Condition });
      return !(await listsBuckets(await become(stage, stage.clients, name, { inside: false })));
    },
  },
  {
    name: 'network-of-a-call',
    onAws: 'aws:SourceVpc is there when a call comes through an endpoint of a VPC',
    here: 'no call has it; aws:SourceIp is the address of the connection',
    bridgedBy: `rewrites/network-of-the-call.ts and the header ${networkHeader}`,
    passes,
    async stillThere(stage) {
      const name = 'tre-rehearsal-probe-network';
      const Condition = { Null: { 'aws:SourceVpc': 'true' } };
      await roleFor(stage, name, {}, { Effect: 'Allow', Action: 's3:ListAllMyBuckets', Resource: '*', Condition });
      return listsBuckets(await become(stage, stage.clients, name, { inside: true }));
    },
  },
  {
    name: 'name-of-the-person',
    onAws: 'sts:SourceIdentity is in the request that sets it',
    here: 'it is not',
    bridgedBy: 'rewrites/name-of-the-person.ts',
    passes,
    async stillThere(stage) {
      const trust = {
        Action: ['sts:AssumeRole', 'sts:SetSourceIdentity'],
        Condition: { StringLike: { 'sts:SourceIdentity': '?*' } },
      };
      const policy = { Effect: 'Deny', Action: '*', Resource: '*' };
      const RoleArn = await roleFor(stage, 'tre-rehearsal-probe-identity', trust, policy);
      const assume = new AssumeRoleCommand({ RoleArn, RoleSessionName: 'probe', SourceIdentity: 'somebody' });
      return !(await allowed(stage.clients.sts.send(assume)));
    },
  },
  {
    name: 'trust-that-names-a-role-is-enough',
    onAws: 'in one account a trust policy that names a role lets it in without a right of its own',
    here: 'the role must have the right too',
    bridgedBy: 'target/put-back.ts: the broker is lent the right',
    passes,
    async stillThere(stage) {
      const nothing = { Effect: 'Deny', Action: 'ec2:*', Resource: '*' };
      const asker = await roleFor(stage, 'tre-rehearsal-probe-asker', {}, nothing);
      const RoleArn = await roleFor(stage, 'tre-rehearsal-probe-asked', { Principal: { AWS: asker } }, nothing);
      const clients = await become(stage, stage.clients, 'tre-rehearsal-probe-asker', { inside: false });
      return !(await allowed(clients.sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'probe' }))));
    },
  },
  {
    name: 'rights-of-the-deploying-role',
    onAws: 'cdk bootstrap attaches AdministratorAccess to the role with which CloudFormation deploys',
    here: 'it attaches a policy without a name, and the role may do nothing',
    bridgedBy: 'target/put-back.ts: a policy that allows everything is written into the role',
    passes,
    async stillThere({ clients, deployment }) {
      const list = new ListAttachedRolePoliciesCommand({ RoleName: deployingRole(deployment.aws) });
      const { AttachedPolicies = [] } = await clients.iam.send(list);
      return !AttachedPolicies.some(({ PolicyName }) => PolicyName === 'AdministratorAccess');
    },
  },
  {
    name: 'trust-of-a-service-admits-root',
    onAws: 'nobody but the service becomes a role that trusts a service only',
    here: 'the root of the account may, which is how the rehearsal speaks as the broker',
    bridgedBy: 'nothing: it is made use of',
    passes,
    stillThere: (stage) => allowed(becomeBroker(stage)),
  },
  {
    name: 'signatures-of-strangers',
    onAws: 'a call with an unknown key is refused',
    here: 'it is refused too; were it not, no answer of the table would mean anything',
    bridgedBy: 'nothing: it is a check of the evaluator itself',
    passes,
    async stillThere(stage) {
      const credentials = { accessKeyId: 'AKIAUNKNOWNUNKNOWN00', secretAccessKey: 'unknown' };
      return !(await listsBuckets(clientsFor({ ...stage.access, credentials })));
    },
  },
];
