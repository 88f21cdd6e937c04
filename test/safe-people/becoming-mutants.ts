// Long because it is one table: every way of becoming somebody, with the edit that opens it.
import { editStatements, type Mutant, set } from '../mutant.ts';
import {
  account,
  alsoTrusting,
  broker,
  changed,
  given,
  type Statement,
  settings,
  trust,
  trusting,
} from './role-edits.ts';

const path = 'no-path-leads-to-another-identity';
const everyRole = `arn:aws:iam::${account}:role/*`;
const backup = `arn:aws:iam::${account}:role/tre-gtr-manchester-backup`;

const published: readonly (readonly [string, string])[] = [
  ['iam:PassRole', everyRole],
  ['iam:PutRolePolicy', everyRole],
  ['iam:AttachRolePolicy', backup],
  ['iam:UpdateAssumeRolePolicy', backup],
  ['iam:DeleteRolePermissionsBoundary', everyRole],
  ['iam:SetDefaultPolicyVersion', `arn:aws:iam::${account}:policy/tre-gtr-manchester-researcher-boundary`],
  ['iam:CreatePolicyVersion', '*'],
  ['iam:CreateAccessKey', `arn:aws:iam::${account}:user/*`],
  ['iam:AddUserToGroup', '*'],
  ['lambda:UpdateFunctionCode', `arn:aws:lambda:eu-west-2:${account}:function:*`],
  ['lambda:UpdateFunctionConfiguration', '*'],
  ['lambda:UpdateEventSourceMapping', '*'],
  ['glue:UpdateDevEndpoint', '*'],
  ['cloudformation:CreateStack', '*'],
  ['ssm:SendCommand', '*'],
  ['ec2:RunInstances', '*'],
  ['codebuild:StartBuild', '*'],
  ['datapipeline:PutPipelineDefinition', '*'],
  ['bedrock:CreateAgentActionGroup', '*'],
  ['sso:CreateAccountAssignment', '*'],
  ['kms:PutKeyPolicy', `arn:aws:kms:eu-west-2:${account}:key/*`],
  ['s3:PutObject', 'arn:aws:s3:::cdk-*/*'],
  ['sts:AssumeRole', everyRole],
  ['sts:GetFederationToken', '*'],
];

const takingOver: readonly Mutant[] = [
  ...published
    // Keys, roles and the bucket of waiting code have policies of their own that refuse it.
    .filter(([action]) => !/^kms:|^s3:|^sts:AssumeRole$/.test(action))
    .map(([Action, Resource]) => given(path, `a function may ${Action}`, { Action, Resource }, settings)),
  given(path, 'a function may do all of a service that writes rights', { Action: 'i*:*', Resource: '*' }, settings),
  given(path, 'a function may do everything but look', { NotAction: 'iam:Get*', Resource: '*' }, settings),
  {
    rule: path,
    name: 'a function may put the policy of a key that admits it',
    mutate: (templates) => {
      templates.change('AWS::KMS::Key', (body) => {
        const document = body.Properties.KeyPolicy as { Statement: Statement[] };
        document.Statement.push({
          Effect: 'Allow',
          Principal: { AWS: `arn:aws:iam::${account}:role/tre-gtr-manchester-network-settings` },
          Action: 'kms:Put*',
          Resource: '*',
        });
      });
    },
  },
  {
    rule: path,
    name: 'backups may grant a key to anybody',
    mutate: (templates) =>
      templates.change(
        'AWS::KMS::Key',
        (body) =>
          editStatements(body, 'KeyPolicy', (one) => {
            if (one.Sid !== 'GrantsForBackupOnly') return one;
            const { Bool: _, ...rest } = one.Condition as Statement;
            return { ...one, Condition: rest };
          }),
        (body) => JSON.stringify(body).includes('GrantsForBackupOnly'),
      ),
  },
  alsoTrusting(
    path,
    'a role of a function trusts the role of a project',
    {
      Principal: { AWS: `arn:aws:iam::${account}:role/tre-gtr-manchester-project-foot-care` },
    },
    settings,
  ),
  alsoTrusting(path, "a project's role trusts the role of backups", { Principal: { AWS: backup } }),
  alsoTrusting(path, 'the broker can be assumed by the role of backups', { Principal: { AWS: backup } }, broker),
  alsoTrusting(
    path,
    'the role of backups lets the broker in',
    {
      Principal: { AWS: `arn:aws:iam::${account}:role/tre-gtr-manchester-broker` },
    },
    (body) => body.Properties.RoleName === 'tre-gtr-manchester-backup',
  ),
  {
    rule: path,
    name: 'a function lets a role change its code',
    mutate: (templates) =>
      templates.add('network', 'Opened', {
        Type: 'AWS::Lambda::Permission',
        Properties: {
          FunctionName: { Ref: 'NetworkSettingsFunction281306E2' },
          Action: 'lambda:UpdateFunctionCode',
          Principal: `arn:aws:iam::${account}:role/tre-gtr-manchester-backup`,
        },
      }),
  },
  {
    rule: path,
    name: 'a user may make keys for itself',
    mutate: (templates) =>
      templates.add('safe-people', 'Somebody', {
        Type: 'AWS::IAM::User',
        Properties: {
          UserName: 'somebody',
          Policies: [
            {
              PolicyName: 'own',
              PolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'iam:CreateAccessKey', Resource: '*' }] },
            },
          ],
        },
      }),
  },
  changed(
    path,
    'a role has a policy of AWS that nobody here has read',
    (body) => set(body, 'ManagedPolicyArns', ['arn:aws:iam::aws:policy/PowerUserAccess']),
    settings,
  ),
];

const lent = 'roles-of-people-are-lent-in-a-name-only';

const withCondition = (name: string, edit: (all: Record<string, Record<string, unknown>>) => void): Mutant =>
  trusting(lent, name, (one) => {
    const conditions = structuredClone(one.Condition) as Record<string, Record<string, unknown>>;
    edit(conditions);
    return { ...one, Condition: conditions };
  });

const lending: readonly Mutant[] = [
  withCondition('a session may leave out in whose name it acts', (all) => {
    delete all.StringLike;
  }),
  withCondition('a session names somebody only if it likes', (all) => {
    all.StringLikeIfExists = all.StringLike ?? {};
    delete all.StringLike;
  }),
  withCondition('a session may act in an empty name', (all) => {
    all.StringLike = { 'sts:SourceIdentity': '*' };
  }),
  withCondition('a session may leave out its project', (all) => {
    delete all.StringEquals;
  }),
  withCondition('a session names its project only if it likes', (all) => {
    all.StringEqualsIfExists = all.StringEquals ?? {};
    delete all.StringEquals;
  }),
  withCondition('a session may name any project', (all) => {
    delete all.StringEquals;
    all.StringLike = { ...all.StringLike, 'aws:RequestTag/tre:project': '*' };
  }),
  withCondition('a session may name a project that begins alike', (all) => {
    delete all.StringEquals;
    all.StringLike = { ...all.StringLike, 'aws:RequestTag/tre:project': 'foot-*' };
  }),
  withCondition('a session may bring tags of its own', (all) => {
    delete all['ForAllValues:StringEquals'];
  }),
  alsoTrusting(lent, 'the role of backups may take it too', { Principal: { AWS: backup } }),
  alsoTrusting(lent, 'whoever the account lets may take it', { Principal: { AWS: `arn:aws:iam::${account}:root` } }),
  alsoTrusting(lent, 'a stranger may take it', { Principal: { AWS: 'arn:aws:iam::999988887777:root' } }),
  alsoTrusting(lent, 'anybody may take it in a name', {
    Principal: { AWS: '*' },
    Condition: { StringLike: { 'sts:SourceIdentity': '?*' } },
  }),
];

const services = 'services-act-for-nobody-else';

const without =
  (sid: string): Mutant['mutate'] =>
  (templates) =>
    templates.change(
      'AWS::KMS::Key',
      (body) => editStatements(body, 'KeyPolicy', (one) => (one.Sid === sid ? { ...one, Condition: undefined } : one)),
      (body) => JSON.stringify(body).includes(`"${sid}"`),
    );

const topic =
  (edit: (statement: Statement) => Statement): Mutant['mutate'] =>
  (templates) =>
    templates.change('AWS::SNS::TopicPolicy', (body) =>
      editStatements(body, 'PolicyDocument', (one) => (one.Sid === 'AlarmSourcesPublish' ? edit(one) : one)),
    );

const deputies: readonly Mutant[] = [
  ...[
    'AthenaKeepsResults',
    'CloudTrailUsesBucketKey',
    'LogGroupsEncrypt',
    'SecureBrowser',
    'ConfigDelivers',
    'AlarmsPublish',
  ].map(
    (sid): Mutant => ({
      rule: services,
      name: `the statement ${sid} of a key asks for no source`,
      mutate: without(sid),
    }),
  ),
  {
    rule: services,
    name: 'alarms of every account may be published',
    mutate: topic((one) => ({ ...one, Condition: undefined })),
  },
  {
    rule: services,
    name: 'a publisher needs to name its account only if it likes',
    mutate: topic(({ Condition, ...one }) => ({
      ...one,
      Condition: { StringEqualsIfExists: (Condition as { StringEquals: unknown }).StringEquals },
    })),
  },
  {
    rule: services,
    name: 'access logs of every account may be delivered',
    mutate: (templates) =>
      templates.change(
        'AWS::S3::BucketPolicy',
        (body) =>
          editStatements(body, 'PolicyDocument', (one) =>
            one.Sid === 'AccessLogDelivery' ? { ...one, Condition: {} } : one,
          ),
        (body) => JSON.stringify(body).includes('AccessLogDelivery'),
      ),
  },
  {
    rule: services,
    name: 'a trail of every account may write',
    mutate: (templates) =>
      templates.change(
        'AWS::S3::BucketPolicy',
        (body) =>
          editStatements(body, 'PolicyDocument', (one) =>
            one.Sid === 'CloudTrailWrites'
              ? { ...one, Condition: { StringEquals: { 's3:x-amz-acl': 'bucket-owner-full-control' } } }
              : one,
          ),
        (body) => JSON.stringify(body).includes('CloudTrailWrites'),
      ),
  },
  changed(
    services,
    'the recorder may work for every account',
    (body) => editStatements(body, trust, (one) => ({ ...one, Condition: undefined })),
    (body) => JSON.stringify(body.Properties.RoleName ?? '').includes('config-recorder'),
  ),
  changed(
    services,
    'flow logs of any trail of a wildcard account may be written',
    (body) =>
      editStatements(body, trust, (one) => ({
        ...one,
        Condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:ec2:*:*:vpc-flow-log/*' } },
      })),
    (_, id) => id === 'FlowLogsWriter',
  ),
  changed(
    services,
    'a service that schedules for everybody may take a role',
    (body) =>
      editStatements(body, trust, (one) => ({
        ...one,
        Principal: { Service: ['lambda.amazonaws.com', 'scheduler.amazonaws.com'] },
      })),
    settings,
  ),
  {
    rule: services,
    name: 'a function answers the events of every account',
    mutate: (templates) =>
      templates.add('network', 'Opened', {
        Type: 'AWS::Lambda::Permission',
        Properties: {
          FunctionName: { Ref: 'NetworkSettingsFunction281306E2' },
          Action: 'lambda:InvokeFunction',
          Principal: 's3.amazonaws.com',
        },
      }),
  },
];

export const becomingMutants: readonly Mutant[] = [...takingOver, ...lending, ...deputies];
