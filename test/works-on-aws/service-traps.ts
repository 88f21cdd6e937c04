import { set } from '../mutant.ts';
import { added, type Change, changed, mentions, region, small, type Trap } from './trap.ts';

const func = 'AWS::Lambda::Function';
const custom = 'AWS::CloudFormation::CustomResource';
const vault = 'AWS::Backup::BackupVault';
const plan = 'AWS::Backup::BackupPlan';
const pool = 'AWS::Cognito::UserPool';
const endpoint = 'AWS::EC2::VPCEndpoint';
const production = (_: unknown, __: string, stack: string): boolean => stack.includes('thames-valley');

const inProduction =
  (wanted: string) =>
  (_: unknown, id: string, stack: string): boolean =>
    id === wanted && stack.includes('thames-valley');

const allow = (Action: unknown, Resource: unknown = '*') => ({
  Statement: [{ Effect: 'Allow', Principal: '*', Action, Resource }],
});

const gateway = (service: string, PolicyDocument?: unknown) => ({
  Type: endpoint,
  Properties: {
    ServiceName: `com.amazonaws.${region}.${service}`,
    VpcId: { Ref: 'Vpc' },
    ...(PolicyDocument ? { PolicyDocument } : {}),
  },
});

/** A function in a sealed network that reads a bucket and answers CloudFormation. */
const sealed = small({
  Vpc: { Type: 'AWS::EC2::VPC', Properties: {} },
  Subnet: { Type: 'AWS::EC2::Subnet', Properties: { VpcId: { Ref: 'Vpc' } } },
  S3: gateway(
    's3',
    allow('s3:*', ['arn:aws:s3:::tre-*/*', 'arn:aws:s3:::cloudformation-custom-resource-response-euwest2/*']),
  ),
  Role: {
    Type: 'AWS::IAM::Role',
    Properties: {
      AssumeRolePolicyDocument: { Statement: [] },
      Policies: [{ PolicyDocument: allow(['s3:GetObject', 'logs:PutLogEvents']) }],
    },
  },
  Function: {
    Type: func,
    Properties: { Role: { 'Fn::GetAtt': ['Role', 'Arn'] }, VpcConfig: { SubnetIds: [{ Ref: 'Subnet' }] } },
  },
  Custom: { Type: custom, Properties: { ServiceToken: { 'Fn::GetAtt': ['Function', 'Arn'] } } },
});

const images = small({
  Vpc: { Type: 'AWS::EC2::VPC', Properties: {} },
  Ecr: gateway('ecr.dkr'),
  S3: gateway('s3', allow('s3:GetObject', 'arn:aws:s3:::prod-eu-west-2-starport-layer-bucket/*')),
});

const privateApi = small({
  Vpc: { Type: 'AWS::EC2::VPC', Properties: {} },
  Door: gateway('execute-api', allow('execute-api:Invoke')),
  SignIn: gateway('cognito-idp'),
  Api: {
    Type: 'AWS::ApiGateway::RestApi',
    Properties: { EndpointConfiguration: { Types: ['PRIVATE'] }, Policy: allow('execute-api:Invoke') },
  },
  Web: {
    Type: 'AWS::WAFv2::WebACLAssociation',
    Properties: { ResourceArn: { 'Fn::Sub': 'arn:aws:apigateway:eu-west-2::/restapis/${Api}/stages/v1' } },
  },
  People: { Type: pool, Properties: {} },
});

/** A custom resource that waits for a slow function through an alias or a version, and not long enough. */
const hasty =
  (through: string): Change =>
  (templates) => {
    templates.add('network', 'Slow', { Type: func, Properties: { Timeout: 120 } });
    templates.add('network', 'Door', { Type: through, Properties: { FunctionName: { Ref: 'Slow' } } });
    templates.add('network', 'Hasty', {
      Type: custom,
      Properties: { ServiceToken: { Ref: 'Door' }, ServiceTimeout: 60 },
    });
  };

export const serviceTraps: readonly Trap[] = [
  {
    rule: 'functions-in-the-network-have-endpoints',
    small: [sealed],
    mutants: {
      'a function calls a service without an endpoint': changed('AWS::IAM::Role', (body) =>
        set(body, 'Policies', [{ PolicyDocument: allow('secretsmanager:GetSecretValue') }]),
      ),
      'the endpoint is gone': (templates) => templates.remove(endpoint),
      'nobody knows the network': changed(func, (body) =>
        set(body, 'VpcConfig.SubnetIds', ['subnet-0123456789abcdef0']),
      ),
    },
  },
  {
    rule: 'custom-resources-in-the-network-can-answer',
    small: [sealed],
    mutants: {
      'the endpoint leaves the bucket of answers out': changed(endpoint, (body) =>
        set(body, 'PolicyDocument', allow('s3:*', 'arn:aws:s3:::tre-*/*')),
      ),
      'the region is written with hyphens': changed(endpoint, (body) =>
        set(body, 'PolicyDocument', allow('s3:*', 'arn:aws:s3:::cloudformation-custom-resource-response-eu-west-2/*')),
      ),
    },
  },
  {
    rule: 'image-layers-pass-the-endpoint',
    small: [images],
    mutants: {
      'the endpoint of S3 lets our buckets through only': changed(
        endpoint,
        (body) => set(body, 'PolicyDocument', allow('s3:GetObject', 'arn:aws:s3:::tre-*/*')),
        mentions('.s3'),
      ),
      'there is no endpoint of S3': (templates) => templates.remove(endpoint, mentions('.s3')),
    },
  },
  {
    rule: 'custom-resources-outlast-their-function',
    mutants: {
      'CloudFormation gives up before the function behind an alias': hasty('AWS::Lambda::Alias'),
      'CloudFormation gives up before a version of the function': hasty('AWS::Lambda::Version'),
      'CloudFormation gives up first': changed(custom, (body) => set(body, 'ServiceTimeout', 60)),
      'CloudFormation is asked to wait too long': changed(custom, (body) => set(body, 'ServiceTimeout', 7200)),
    },
  },
  {
    rule: 'function-log-groups-come-first',
    mutants: {
      'a function does not wait for its log group': changed(func, (body) => {
        body.DependsOn = [];
      }),
      'nor where Lambda names the log group': (templates) => {
        templates.add('network', 'Late', {
          Type: 'AWS::Logs::LogGroup',
          Properties: { LogGroupName: '/aws/lambda/early' },
        });
        templates.add('network', 'Early', { Type: func, Properties: { FunctionName: 'early' } });
      },
    },
  },
  {
    rule: 'reserved-concurrency-fits',
    small: [small({ Function: { Type: func, Properties: { ReservedConcurrentExecutions: 5 } } })],
    mutants: {
      'two functions reserve more than there is': added('small', 'Greedy', func, { ReservedConcurrentExecutions: 896 }),
    },
  },
  {
    rule: 'vault-locks-are-legal',
    mutants: {
      'a lock closes after a day': changed(vault, (body) => set(body, 'LockConfiguration.ChangeableForDays', 1)),
      'a lock keeps longer at least than at most': changed(vault, (body) =>
        set(body, 'LockConfiguration', { MinRetentionDays: 30, MaxRetentionDays: 7 }),
      ),
    },
  },
  {
    rule: 'backup-plans-fit-their-vault',
    mutants: {
      'a plan keeps too short': changed(
        plan,
        (body) => set(body, 'BackupPlan.BackupPlanRule.0.Lifecycle', { DeleteAfterDays: 1 }),
        production,
      ),
      'a plan keeps for ever': (templates) => {
        templates.change(vault, (body) => set(body, 'LockConfiguration.MaxRetentionDays', 400), production);
        templates.change(plan, (body) => set(body, 'BackupPlan.BackupPlanRule.0.Lifecycle', undefined), production);
      },
    },
  },
  {
    rule: 'backup-windows-are-legal',
    mutants: {
      'a backup may start for half an hour': changed(plan, (body) =>
        set(body, 'BackupPlan.BackupPlanRule.0.StartWindowMinutes', 30),
      ),
      'a copy leaves cold storage too soon': changed(plan, (body) =>
        set(body, 'BackupPlan.BackupPlanRule.0.Lifecycle', { MoveToColdStorageAfterDays: 30, DeleteAfterDays: 60 }),
      ),
    },
  },
  {
    rule: 'backed-up-buckets-are-ready',
    mutants: {
      'a bucket has no versions': changed(
        'AWS::S3::Bucket',
        (body) => set(body, 'VersioningConfiguration', undefined),
        inProduction('VaultBucket'),
      ),
      'a bucket sends no events': changed(
        'AWS::S3::Bucket',
        (body) => set(body, 'NotificationConfiguration', undefined),
        inProduction('VaultBucket'),
      ),
      'a plan moves to cold storage': changed(plan, (body) =>
        set(body, 'BackupPlan.BackupPlanRule.0.Lifecycle', { MoveToColdStorageAfterDays: 1, DeleteAfterDays: 95 }),
      ),
    },
  },
  {
    rule: 'user-pools-declare-no-attributes',
    small: [privateApi],
    mutants: { 'a pool declares an attribute': changed(pool, (body) => set(body, 'Schema', [{ Name: 'project' }])) },
  },
  {
    rule: 'user-pools-behind-endpoints-have-no-domain',
    small: [privateApi],
    mutants: {
      'a pool has a domain': added('small', 'Domain', 'AWS::Cognito::UserPoolDomain', {
        UserPoolId: { Ref: 'People' },
      }),
    },
  },
  {
    rule: 'private-apis-have-both-policies',
    small: [privateApi],
    mutants: {
      'the API has no policy': changed('AWS::ApiGateway::RestApi', (body) => set(body, 'Policy', undefined)),
      'the endpoint lets nothing through': changed(
        endpoint,
        (body) => set(body, 'PolicyDocument', allow('execute-api:ManageConnections')),
        mentions('execute-api'),
      ),
      'there is no endpoint': (templates) => templates.remove(endpoint, mentions('execute-api')),
    },
  },
  {
    rule: 'web-acls-guard-what-they-can',
    small: [privateApi],
    mutants: {
      'a web ACL is to guard an HTTP API': changed('AWS::WAFv2::WebACLAssociation', (body) =>
        set(body, 'ResourceArn', 'arn:aws:apigateway:eu-west-2::/apis/abcdef/stages/v1'),
      ),
      'nobody knows what it guards': changed('AWS::WAFv2::WebACLAssociation', (body) =>
        set(body, 'ResourceArn', { Ref: 'Unknown' }),
      ),
    },
  },
];
