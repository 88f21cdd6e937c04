import { type Body, type Mutant, set } from '../mutant.ts';

const readable = (name: string, mutate: Mutant['mutate']): Mutant => ({ rule: 'policies-can-be-read', name, mutate });
const ofKey = (
  name: string,
  edit: (policy: { Version?: string; Statement: Record<string, unknown>[] }) => void,
): Mutant =>
  readable(name, (templates) =>
    templates.change('AWS::KMS::Key', (body) => edit(body.Properties.KeyPolicy as Parameters<typeof edit>[0])),
  );
const attached = (name: string, type: string, Properties: Record<string, unknown>): Mutant =>
  readable(name, (templates) => templates.add('safe-people', 'Added', { Type: type, Properties }));

const everything = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::a/*' }],
};

export const readableMutants: readonly Mutant[] = [
  attached('a policy depends on a condition', 'AWS::IAM::Policy', {
    Roles: [{ Ref: 'BrokerRole' }],
    PolicyDocument: { 'Fn::If': ['Yes', everything, everything] },
  }),
  attached('a policy is what a resource answers', 'AWS::IAM::RolePolicy', {
    RoleName: { Ref: 'BrokerRole' },
    PolicyDocument: { 'Fn::GetAtt': ['Answer', 'Document'] },
  }),
  attached('a policy is attached to a role of others', 'AWS::IAM::Policy', {
    Roles: ['PowerUser'],
    PolicyDocument: everything,
  }),
  attached('a policy is attached to a person', 'AWS::IAM::ManagedPolicy', {
    Users: ['eve'],
    PolicyDocument: everything,
  }),
  readable('an endpoint policy cannot be read', (templates) =>
    templates.change('AWS::EC2::VPCEndpoint', (body: Body) => set(body, 'PolicyDocument', '{{resolve:ssm:policy}}')),
  ),
  ofKey('a statement hides under a small letter', (policy) => {
    (policy as unknown as Record<string, unknown>).statement = [{ Effect: 'Allow', Principal: '*', Action: 'kms:*' }];
  }),
  ofKey('an element hides under a small letter', ({ Statement: [first] }) => {
    if (first !== undefined) first.notPrincipal = { AWS: '*' };
  }),
  ofKey('a policy is of the older version, in which a variable is only text', (policy) => {
    policy.Version = '2008-10-17';
  }),
  ofKey('a policy has no version', (policy) => {
    delete policy.Version;
  }),
  ofKey('an effect is misspelt', ({ Statement: [first] }) => {
    if (first !== undefined) first.Effect = 'allow';
  }),
];
