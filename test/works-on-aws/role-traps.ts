import { set } from '../mutant.ts';
import { account, added, changed, mentions, push, small, type Trap, times } from './trap.ts';

const role = 'AWS::IAM::Role';
const policy = 'AWS::IAM::ManagedPolicy';
const trustOf = (AWS: unknown) => ({
  Statement: [{ Effect: 'Allow', Principal: { AWS }, Action: 'sts:AssumeRole' }],
});
const broker = `arn:aws:iam::${account}:role/broker`;
const manyBuckets = (count: number) =>
  times(count, (index) => `arn:aws:s3:::tre-thames-valley-project-number-${index}/*`);

export const roleTraps: readonly Trap[] = [
  {
    rule: 'role-policies-fit',
    mutants: {
      'an inline policy names 300 projects': changed(
        role,
        (body) =>
          set(body, 'Policies.0.PolicyDocument.Statement.0', {
            Effect: 'Allow',
            Action: 's3:GetObject',
            Resource: manyBuckets(300),
          }),
        mentions('Policies'),
      ),
      'a policy beside the role names 300 projects': added('thames-valley-safe-people', 'Many', 'AWS::IAM::Policy', {
        Roles: [{ Ref: 'BrokerRole' }],
        PolicyDocument: { Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: manyBuckets(300) }] },
      }),
    },
  },
  {
    rule: 'managed-policies-fit',
    mutants: {
      'the boundary names 200 projects': changed(policy, (body) =>
        push(body, 'PolicyDocument', { Effect: 'Allow', Action: 's3:GetObject', Resource: manyBuckets(200) }),
      ),
    },
  },
  {
    rule: 'trust-policies-fit',
    mutants: {
      'a role trusts 60 others': changed(role, (body) =>
        set(
          body,
          'AssumeRolePolicyDocument',
          trustOf(times(60, (index) => `arn:aws:iam::${account}:role/project-${index}`)),
        ),
      ),
    },
  },
  {
    rule: 'roles-carry-ten-managed-policies',
    mutants: {
      'a role carries eleven policies': changed(role, (body) =>
        set(
          body,
          'ManagedPolicyArns',
          times(11, (index) => `arn:aws:iam::aws:policy/Number${index}`),
        ),
      ),
    },
  },
  {
    rule: 'iam-texts-are-latin',
    mutants: {
      'a description has a hard space': changed(role, (body) => set(body, 'Description', 'Reads the\u00A0vault')),
      'a description has a delete character': changed(role, (body) => set(body, 'Description', 'Reads\u007F')),

      'a description has a long dash': changed(role, (body) =>
        set(body, 'Description', 'Reads the vault — and nothing else'),
      ),
      'a policy has a curly apostrophe': changed(policy, (body) =>
        push(body, 'PolicyDocument', { Sid: 'The’Other', Effect: 'Deny', Action: '*', Resource: '*' }),
      ),
    },
  },
  {
    rule: 'named-principals-exist-first',
    small: [
      small({
        Broker: { Type: role, Properties: { RoleName: 'broker', AssumeRolePolicyDocument: trustOf(account) } },
        Project: { Type: role, Properties: { AssumeRolePolicyDocument: trustOf(broker) }, DependsOn: 'Broker' },
        Key: {
          Type: 'AWS::KMS::Key',
          Properties: { KeyPolicy: { ...trustOf({ 'Fn::GetAtt': ['Broker', 'Arn'] }) } },
        },
      }),
      small({ Topic: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'alarms' } } }, 'early'),
    ],
    mutants: {
      'a role is named that may not exist yet': changed(
        role,
        (body) => {
          delete body.DependsOn;
        },
        (_, id) => id === 'Project',
      ),
      'a role trusts itself': changed(
        role,
        (body) => set(body, 'AssumeRolePolicyDocument', trustOf(broker)),
        (_, id) => id === 'Broker',
      ),
      'a topic names a role of a later stack': (templates) => {
        templates.add('early', 'Policy', {
          Type: 'AWS::SNS::TopicPolicy',
          Properties: { Topics: [{ Ref: 'Topic' }], PolicyDocument: trustOf(broker) },
        });
        templates.change(
          role,
          (body) => set(body, 'Description', { 'Fn::ImportValue': 'early-topic' }),
          (_, id) => id === 'Broker',
        );
        const early = templates.templates.find(({ name }) => name === 'early');
        Object.assign(early?.template ?? {}, {
          Outputs: { Topic: { Value: { Ref: 'Topic' }, Export: { Name: 'early-topic' } } },
        });
      },
    },
  },
  {
    rule: 'names-fit',
    mutants: {
      'a role is named too long': changed(role, (body) => set(body, 'RoleName', `tre-${'x'.repeat(61)}`)),
      'a vault is named too long': changed('AWS::Backup::BackupVault', (body) =>
        set(body, 'BackupVaultName', 'x'.repeat(51)),
      ),
      'an alias takes the name space of AWS': changed('AWS::KMS::Alias', (body) =>
        set(body, 'AliasName', 'alias/aws/ours'),
      ),
      'nobody knows a name': changed(role, (body) => set(body, 'RoleName', { 'Fn::Sub': 'tre-${Unknown}' })),
    },
  },
  {
    rule: 'stacks-hold-at-most-500-resources',
    mutants: {
      'a stack holds 500 topics more': (templates) => {
        for (let index = 0; index < 500; index++)
          templates.add('network', `Topic${index}`, { Type: 'AWS::SNS::Topic' });
      },
    },
  },
  {
    rule: 'stacks-share-at-most-200-values',
    small: [
      small(Object.fromEntries(times(201, (index) => [`T${index}`, { Type: 'AWS::SNS::Topic' }])), 'shared'),
      small({ User: { Type: 'AWS::SNS::Topic', Properties: {} } }),
    ],
    mutants: {
      'another stack imports 201 values': (templates) => {
        const shared = templates.templates.find(({ name }) => name === 'shared');
        const output = (index: number) => ({ Value: { Ref: `T${index}` }, Export: { Name: `topic-${index}` } });
        Object.assign(shared?.template ?? {}, {
          Outputs: Object.fromEntries(times(201, (index) => [`Topic${index}`, output(index)])),
        });
        templates.change(
          'AWS::SNS::Topic',
          (body) =>
            set(
              body,
              'Tags',
              times(201, (index) => ({ 'Fn::ImportValue': `topic-${index}` })),
            ),
          (_, id) => id === 'User',
        );
      },
    },
  },
  {
    rule: 'templates-stay-under-a-megabyte',
    mutants: {
      'a stack holds a megabyte of text': added('network', 'Long', 'AWS::SNS::Topic', {
        DisplayName: 'x'.repeat(1_000_000),
      }),
    },
  },
];
