import { type Body, type Mutant, set } from '../mutant.ts';

type Statement = Record<string, unknown>;

const lists = 'endpoint-policies-name-actions-and-resources';
const stays = 'endpoints-stay-in-region-on-aws';
const secret = 'templates-hold-no-secret';

const change = (rule: string, name: string, type: string, id: string, edit: (body: Body) => void): Mutant => ({
  rule,
  name,
  mutate: (templates) => templates.change(type, edit, (_, logicalId) => logicalId === id),
});

const listing = (name: string, edit: (statement: Statement) => Statement): Mutant =>
  change(lists, name, 'AWS::EC2::VPCEndpoint', 'AthenaEndpoint', (body) => {
    const document = body.Properties.PolicyDocument as { Statement: Statement[] };
    document.Statement = document.Statement.map((one) => (one.Action === 'athena:ListWorkGroups' ? edit(one) : one));
  });

const pins = (one: Statement) => (one.Condition as { StringEquals: Statement }).StringEquals;

const units = (name: string, path: string, value: unknown): Mutant =>
  change(secret, name, 'AWS::Cognito::UserPoolClient', 'PublicClient', (body) => set(body, path, value));

/** Names are listed on everything, since AWS knows nothing narrower; nothing else is, and nothing of strangers. */
export const narrowLineMutants: readonly Mutant[] = [
  listing('workgroups are listed and changed', (one) => ({
    ...one,
    Action: ['athena:ListWorkGroups', 'athena:UpdateWorkGroup'],
  })),
  listing('what is asked is listed on everything too', (one) => ({ ...one, Action: 'athena:ListQueryExecutions' })),
  listing('names of another account are listed', (one) => ({
    ...one,
    Condition: { StringEquals: { ...pins(one), 'aws:ResourceAccount': '999988887777' } },
  })),
  listing('names are listed for another account too', (one) => ({
    ...one,
    Condition: {
      StringEquals: { ...pins(one), 'aws:PrincipalAccount': [pins(one)['aws:PrincipalAccount'], '999988887777'] },
    },
  })),
  listing('names are listed for whoever does not say who they are', (one) => ({
    ...one,
    Condition: { StringEqualsIfExists: pins(one) },
  })),

  change(
    stays,
    'a desktop is reached instead of the secure browser',
    'AWS::EC2::VPCEndpoint',
    'AthenaEndpoint',
    (body) => set(body, 'ServiceName', 'com.amazonaws.eu-west-2.workspaces'),
  ),
  change(stays, 'the secure browser of another region is reached', 'AWS::EC2::VPCEndpoint', 'AthenaEndpoint', (body) =>
    set(body, 'ServiceName', 'com.amazonaws.eu-west-1.workspaces-web'),
  ),

  units('a secret stands for the unit of a token', 'TokenValidityUnits.AccessToken', 'correct horse battery staple'),
  units('a secret stands beside the units of tokens', 'AccessToken', 'minutes'),
];
