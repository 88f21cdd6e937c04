import { type Mutant, set } from '../mutant.ts';
import { account, alsoTrusting, broker, changed, named, type Statement, trust, trusting } from './role-edits.ts';

const stranger = 'arn:aws:iam::999988887777:role/reader';

const added = (type: string, properties: Record<string, unknown> = {}): Mutant => ({
  rule: 'no-person-holds-aws-credentials',
  name: `${type} is added`,
  mutate: (templates) => templates.add('safe-people', 'Added', { Type: type, Properties: properties }),
});

const credentials: readonly Mutant[] = [
  ...[
    'AWS::IAM::User',
    'AWS::IAM::Group',
    'AWS::IAM::AccessKey',
    'AWS::IAM::UserToGroupAddition',
    'AWS::IAM::VirtualMFADevice',
    'AWS::Cognito::IdentityPool',
    'AWS::RolesAnywhere::TrustAnchor',
    'AWS::SSO::Assignment',
    'AWS::SSO::PermissionSet',
  ].map((type) => added(type)),
  {
    rule: 'no-person-holds-aws-credentials',
    name: 'a policy is attached to a user from outside the estate',
    mutate: (templates) => templates.change('AWS::IAM::ManagedPolicy', (body) => set(body, 'Users', ['helper'])),
  },
  {
    rule: 'no-person-holds-aws-credentials',
    name: 'a policy is attached to a group from outside the estate',
    mutate: (templates) =>
      templates.add('safe-people', 'Added', {
        Type: 'AWS::IAM::Policy',
        Properties: { PolicyName: 'x', Groups: ['helpers'], PolicyDocument: { Statement: [] } },
      }),
  },
];

const byName = 'roles-are-trusted-by-name';
const oidc = `arn:aws:iam::${account}:oidc-provider/tokens.example.org`;
const byToken = (Condition: unknown): Statement => ({
  Principal: { Federated: oidc },
  Action: 'sts:AssumeRoleWithWebIdentity',
  Condition,
});

const names: readonly Mutant[] = [
  alsoTrusting(byName, 'a role trusts everybody', { Principal: '*' }),
  alsoTrusting(byName, 'a role trusts every principal of AWS', { Principal: { AWS: '*' } }),
  alsoTrusting(byName, 'a role trusts the whole account', { Principal: { AWS: `arn:aws:iam::${account}:root` } }),
  alsoTrusting(byName, 'a role trusts the account by its number', { Principal: { AWS: account } }),
  alsoTrusting(byName, 'a role trusts another account', { Principal: { AWS: stranger } }),
  alsoTrusting(byName, 'a role trusts a role of the same name in another account', {
    Principal: { AWS: 'arn:aws:iam::999988887777:role/tre-gtr-manchester-broker' },
  }),
  alsoTrusting(byName, 'a role trusts a role that nobody here has seen', {
    Principal: { AWS: `arn:aws:iam::${account}:role/Administrator` },
  }),
  alsoTrusting(byName, 'a role trusts everybody but one', { NotPrincipal: { AWS: stranger } }),
  alsoTrusting(byName, 'a role trusts whatever is decided at deployment', { Principal: { AWS: { Ref: 'Unknown' } } }),
  alsoTrusting(byName, 'a role trusts every service', { Principal: { Service: '*' } }, broker),
  alsoTrusting(
    byName,
    'a role trusts what only looks like a service',
    { Principal: { Service: 'evil.example' } },
    broker,
  ),
  alsoTrusting(byName, 'a role trusts a canonical user', { Principal: { CanonicalUser: '79a59df900b949e5' } }),
  alsoTrusting(byName, 'a token of anybody is taken', byToken({ StringEquals: { 'tokens.example.org:aud': 'tre' } })),
  alsoTrusting(byName, 'a token for anybody is taken', byToken({ StringEquals: { 'tokens.example.org:sub': 'ci' } })),
  alsoTrusting(
    byName,
    'a token is compared by a pattern',
    byToken({ StringLike: { 'tokens.example.org:aud': '*', 'tokens.example.org:sub': '*' } }),
  ),
  trusting(byName, 'every action of the token service is trusted', (one) => ({ ...one, Action: 'sts:*' })),
  changed(byName, 'a trust policy cannot be read', (body) => set(body, trust, { Ref: 'Unknown' })),
];

const forAccount = 'services-act-for-this-account-only';
const flows = named('FlowLogsWriter');

const services: readonly Mutant[] = [
  trusting(forAccount, 'flow logs are written for anybody', ({ Condition: _, ...one }) => one, flows),
  trusting(
    forAccount,
    'flow logs are written for another account',
    (one) => ({ ...one, Condition: { StringEquals: { 'aws:SourceAccount': '999988887777' } } }),
    flows,
  ),
  trusting(
    forAccount,
    'flow logs need not say for whom they are written',
    (one) => ({ ...one, Condition: { StringEqualsIfExists: { 'aws:SourceAccount': account } } }),
    flows,
  ),
  trusting(
    forAccount,
    'the recorder records for whoever matches a pattern',
    (one) => ({ ...one, Condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:config:*:*:config-rule/*' } } }),
    (body) => JSON.stringify(body.Properties[trust]).includes('config.amazonaws.com'),
  ),
  alsoTrusting(
    forAccount,
    'the scheduler may use a role for anybody',
    { Principal: { Service: 'scheduler.amazonaws.com' } },
    broker,
  ),
];

export const credentialMutants: readonly Mutant[] = [...credentials, ...names, ...services];
