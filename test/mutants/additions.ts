// Long because it is one table: everything that somebody could add beside what stands there, one row each.

import type { Safe } from '../../policies/rule.ts';
import type { MutableTemplates } from '../mutant.ts';
import {
  accountOf,
  type Change,
  foreignAccount,
  foreignArn,
  foreignBucket,
  foreignBucketArn,
  foreignRoot,
  type Operator,
  roleArn,
  type Site,
} from './site.ts';

type Fields = Record<string, unknown>;

interface Addition {
  readonly what: string;
  readonly safe?: Safe;
  readonly Type: string;
  readonly Properties: (site: Site) => Fields;
}

const ref = (site: Site): Fields => ({ Ref: site.logicalId });
const arnOf = (site: Site): Fields => ({ 'Fn::GetAtt': [site.logicalId, 'Arn'] });
const anywhere = '0.0.0.0/0';
const plus = (what: string, Type: string, Properties: Addition['Properties'], safe?: Safe): Addition => ({
  what,
  Type,
  Properties,
  ...(safe && { safe }),
});

const routeBy = (what: string, target: Fields, destination: Fields = { DestinationCidrBlock: anywhere }): Addition =>
  plus(`gets a route ${what}`, 'AWS::EC2::Route', (site) => ({ RouteTableId: ref(site), ...destination, ...target }));

const compute = (what: string, Type: string, Properties: Addition['Properties']): Addition =>
  plus(what, Type, Properties, 'projects');

const leak = (what: string, Type: string, Properties: Addition['Properties']): Addition =>
  plus(what, Type, Properties, 'outputs');

/** What stands beside a resource of a kind after somebody was in a hurry. */
const additions: Readonly<Record<string, readonly Addition[]>> = {
  'AWS::EC2::VPC': [
    plus('gets an internet gateway', 'AWS::EC2::VPCGatewayAttachment', (site) => ({
      VpcId: ref(site),
      InternetGatewayId: 'igw-0123456789abcdef0',
    })),
    plus('gets a way out for version 6', 'AWS::EC2::EgressOnlyInternetGateway', (site) => ({ VpcId: ref(site) })),
    plus('gets addresses of version 6', 'AWS::EC2::VPCCidrBlock', (site) => ({
      VpcId: ref(site),
      AmazonProvidedIpv6CidrBlock: true,
    })),
    plus('is peered with a network of another account', 'AWS::EC2::VPCPeeringConnection', (site) => ({
      VpcId: ref(site),
      PeerVpcId: 'vpc-0123456789abcdef0',
      PeerOwnerId: foreignAccount,
    })),
    plus('is attached to a transit gateway', 'AWS::EC2::TransitGatewayAttachment', (site) => ({
      VpcId: ref(site),
      TransitGatewayId: 'tgw-0123456789abcdef0',
      SubnetIds: ['subnet-0123456789abcdef0'],
    })),
    plus('joins a service network', 'AWS::VpcLattice::ServiceNetworkVpcAssociation', (site) => ({
      VpcIdentifier: ref(site),
      ServiceNetworkIdentifier: foreignArn('vpc-lattice', 'servicenetwork/sn-1'),
    })),
    plus('asks a resolver elsewhere', 'AWS::Route53Resolver::ResolverRuleAssociation', (site) => ({
      VPCId: ref(site),
      ResolverRuleId: 'rslvr-rr-0123456789abcdef0',
    })),
    plus('sees a zone of names of somebody', 'AWS::Route53::HostedZone', (site) => ({
      Name: 'eu-west-2.amazonaws.com',
      VPCs: [{ VPCId: ref(site), VPCRegion: 'eu-west-2' }],
    })),
    plus('has a firewall that fails open', 'AWS::Route53Resolver::FirewallConfig', (site) => ({
      ResourceId: ref(site),
      FirewallFailOpen: 'ENABLED',
    })),
    plus(
      'has a second group of name rules, first in line',
      'AWS::Route53Resolver::FirewallRuleGroupAssociation',
      (site) => ({
        VpcId: ref(site),
        FirewallRuleGroupId: 'rslvr-frg-0123456789abcdef0',
        Priority: 101,
        Name: 'first',
      }),
    ),
    plus('gets an endpoint of a service of somebody', 'AWS::EC2::VPCEndpoint', (site) => ({
      VpcId: ref(site),
      VpcEndpointType: 'Interface',
      ServiceName: 'com.amazonaws.vpce.eu-west-2.vpce-svc-0123456789abcdef0',
      SubnetIds: ['subnet-0123456789abcdef0'],
    })),
    plus('gets an endpoint of one more service of AWS, open', 'AWS::EC2::VPCEndpoint', (site) => ({
      VpcId: ref(site),
      VpcEndpointType: 'Interface',
      ServiceName: 'com.amazonaws.eu-west-2.ssmmessages',
      SubnetIds: ['subnet-0123456789abcdef0'],
      PrivateDnsEnabled: true,
    })),
    plus('gets an endpoint of a resource elsewhere', 'AWS::EC2::VPCEndpoint', (site) => ({
      VpcId: ref(site),
      VpcEndpointType: 'Resource',
      ResourceConfigurationArn: foreignArn('vpc-lattice', 'resourceconfiguration/rcfg-1'),
      SubnetIds: ['subnet-0123456789abcdef0'],
    })),
    leak('mirrors its traffic', 'AWS::EC2::TrafficMirrorSession', () => ({
      NetworkInterfaceId: 'eni-0123456789abcdef0',
      SessionNumber: 1,
      TrafficMirrorFilterId: 'tmf-0123456789abcdef0',
      TrafficMirrorTargetId: 'tmt-0123456789abcdef0',
    })),
    leak('writes its flows into a foreign bucket too', 'AWS::EC2::FlowLog', (site) => ({
      ResourceId: ref(site),
      ResourceType: 'VPC',
      TrafficType: 'ALL',
      LogDestinationType: 's3',
      LogDestination: `${foreignBucketArn}/flows`,
    })),
    plus('has one more subnet, public', 'AWS::EC2::Subnet', (site) => ({
      VpcId: ref(site),
      CidrBlock: '10.40.250.0/24',
      AvailabilityZoneId: 'euw2-az1',
      MapPublicIpOnLaunch: true,
    })),
    plus('has one more security group, open', 'AWS::EC2::SecurityGroup', (site) => ({
      VpcId: ref(site),
      GroupDescription: 'Open',
    })),
  ],
  'AWS::EC2::RouteTable': [
    routeBy('to an internet gateway', { GatewayId: 'igw-0123456789abcdef0' }),
    routeBy('to a NAT gateway', { NatGatewayId: 'nat-0123456789abcdef0' }),
    routeBy('to a transit gateway', { TransitGatewayId: 'tgw-0123456789abcdef0' }),
    routeBy('to a peer', { VpcPeeringConnectionId: 'pcx-0123456789abcdef0' }, { DestinationCidrBlock: '10.0.0.0/8' }),
    routeBy(
      'out for version 6',
      { EgressOnlyInternetGatewayId: 'eigw-0123456789abcdef0' },
      { DestinationIpv6CidrBlock: '::/0' },
    ),
    routeBy('to a network interface', { NetworkInterfaceId: 'eni-0123456789abcdef0' }),
    plus('learns routes from a gateway', 'AWS::EC2::VPNGatewayRoutePropagation', (site) => ({
      RouteTableIds: [ref(site)],
      VpnGatewayId: 'vgw-0123456789abcdef0',
    })),
  ],
  'AWS::EC2::Subnet': [
    plus('gets a NAT gateway', 'AWS::EC2::NatGateway', (site) => ({
      SubnetId: ref(site),
      AllocationId: 'eipalloc-0123456789abcdef0',
    })),
    compute('gets a virtual machine', 'AWS::EC2::Instance', (site) => ({
      SubnetId: ref(site),
      ImageId: 'ami-0123456789abcdef0',
      InstanceType: 't3.large',
      BlockDeviceMappings: [{ DeviceName: '/dev/sdf', Ebs: { SnapshotId: 'snap-0123456789abcdef0' } }],
    })),
    compute('gets a notebook with its own way to the internet', 'AWS::SageMaker::NotebookInstance', (site) => ({
      SubnetId: ref(site),
      DirectInternetAccess: 'Enabled',
      InstanceType: 'ml.t3.medium',
      RoleArn: roleArn(accountOf(site.neighbours), 'notebook'),
    })),
    compute('gets a cluster with a public endpoint', 'AWS::EKS::Cluster', (site) => ({
      ResourcesVpcConfig: { SubnetIds: [ref(site)], EndpointPublicAccess: true },
      RoleArn: roleArn(accountOf(site.neighbours), 'cluster'),
    })),
    compute('gets a desktop from a streaming fleet', 'AWS::AppStream::Fleet', (site) => ({
      Name: 'desktops',
      InstanceType: 'stream.standard.medium',
      EnableDefaultInternetAccess: true,
      VpcConfig: { SubnetIds: [ref(site)] },
    })),
    plus('gets a door for VPN clients', 'AWS::EC2::ClientVpnTargetNetworkAssociation', (site) => ({
      SubnetId: ref(site),
      ClientVpnEndpointId: 'cvpn-endpoint-0123456789abcdef0',
    })),
    plus('gets a network interface with a public address', 'AWS::EC2::EIP', () => ({
      Domain: 'vpc',
      NetworkInterfaceId: 'eni-0123456789abcdef0',
    })),
    plus('gets a list of its own for packets, open', 'AWS::EC2::SubnetNetworkAclAssociation', (site) => ({
      SubnetId: ref(site),
      NetworkAclId: 'acl-0123456789abcdef0',
    })),
  ],
  'AWS::EC2::SecurityGroup': [
    plus('lets everything out by a rule of its own', 'AWS::EC2::SecurityGroupEgress', (site) => ({
      GroupId: { 'Fn::GetAtt': [site.logicalId, 'GroupId'] },
      CidrIp: anywhere,
      IpProtocol: '-1',
    })),
    plus('admits everybody by a rule of its own', 'AWS::EC2::SecurityGroupIngress', (site) => ({
      GroupId: { 'Fn::GetAtt': [site.logicalId, 'GroupId'] },
      CidrIp: anywhere,
      IpProtocol: '-1',
    })),
  ],
  'AWS::S3::Bucket': [
    leak('gets an access point for the internet', 'AWS::S3::AccessPoint', (site) => ({ Bucket: ref(site) })),
    leak('gets an access point of another account', 'AWS::S3::AccessPoint', (site) => ({
      Bucket: ref(site),
      BucketAccountId: foreignAccount,
      Policy: {
        Statement: [{ Effect: 'Allow', Principal: { AWS: foreignRoot }, Action: 's3:GetObject', Resource: '*' }],
      },
    })),
    leak('is behind a point of many regions', 'AWS::S3::MultiRegionAccessPoint', (site) => ({
      Regions: [{ Bucket: ref(site) }],
    })),
    leak('is granted to a person of the directory', 'AWS::S3::AccessGrant', (site) => ({
      AccessGrantsLocationId: 'default',
      Permission: 'READ',
      Grantee: { GranteeType: 'IAM', GranteeIdentifier: foreignRoot },
      AccessGrantsLocationConfiguration: { S3SubPrefix: ref(site) },
    })),
    leak('is served to the world', 'AWS::CloudFront::Distribution', (site) => ({
      DistributionConfig: {
        Enabled: true,
        Origins: [{ Id: 'one', DomainName: { 'Fn::GetAtt': [site.logicalId, 'RegionalDomainName'] } }],
        DefaultCacheBehavior: { TargetOriginId: 'one', ViewerProtocolPolicy: 'allow-all' },
      },
    })),
    leak('is copied by a task', 'AWS::DataSync::LocationS3', (site) => ({
      S3BucketArn: arnOf(site),
      S3Config: { BucketAccessRoleArn: roleArn(foreignAccount, 'copier') },
    })),
    leak('is reached over SFTP', 'AWS::Transfer::User', (site) => ({
      UserName: 'somebody',
      ServerId: 's-0123456789abcdef0',
      Role: roleArn(accountOf(site.neighbours), 'transfer'),
      HomeDirectory: { 'Fn::Join': ['', ['/', ref(site)]] },
    })),
    leak('is shared through Lake Formation', 'AWS::LakeFormation::Resource', (site) => ({
      ResourceArn: arnOf(site),
      UseServiceLinkedRole: true,
      HybridAccessEnabled: true,
    })),
    plus('has a second policy', 'AWS::S3::BucketPolicy', (site) => ({
      Bucket: ref(site),
      PolicyDocument: {
        Statement: [
          {
            Effect: 'Allow',
            Principal: '*',
            Action: 's3:GetObject',
            Resource: { 'Fn::Join': ['', [arnOf(site), '/*']] },
          },
        ],
      },
    })),
    plus('has one more role that reads it', 'AWS::IAM::Role', (site) => extraRole(site, 's3:GetObject')),
    leak('has one more role that writes it', 'AWS::IAM::Role', (site) => extraRole(site, 's3:PutObject')),
    plus('has one more role that empties it', 'AWS::IAM::Role', (site) => extraRole(site, 's3:DeleteObjectVersion')),
  ],
  'AWS::KMS::Key': [
    plus('is copied into another region', 'AWS::KMS::ReplicaKey', (site) => ({
      PrimaryKeyArn: arnOf(site),
      KeyPolicy: {
        Statement: [{ Effect: 'Allow', Principal: { AWS: foreignRoot }, Action: 'kms:*', Resource: '*' }],
      },
    })),
    plus('has one more role that opens it', 'AWS::IAM::Role', (site) => ({
      AssumeRolePolicyDocument: trust({ Service: 'lambda.amazonaws.com' }),
      Policies: [policy('kms:Decrypt', arnOf(site))],
    })),
  ],
  'AWS::Logs::LogGroup': [
    leak('streams to another account', 'AWS::Logs::SubscriptionFilter', (site) => ({
      LogGroupName: ref(site),
      DestinationArn: foreignArn('logs', 'destination:theirs'),
      FilterPattern: '',
    })),
    leak('may be read by another account', 'AWS::Logs::ResourcePolicy', () => ({
      PolicyName: 'theirs',
      PolicyDocument: JSON.stringify({
        Statement: [{ Effect: 'Allow', Principal: { AWS: foreignRoot }, Action: 'logs:*', Resource: '*' }],
      }),
    })),
    leak('is streamed by everybody at once', 'AWS::Logs::AccountPolicy', () => ({
      PolicyName: 'all',
      PolicyType: 'SUBSCRIPTION_FILTER_POLICY',
      PolicyDocument: JSON.stringify({ DestinationArn: foreignArn('logs', 'destination:theirs'), FilterPattern: '' }),
    })),
  ],
  'AWS::SNS::Topic': [
    leak('tells a site of somebody by a subscription of its own', 'AWS::SNS::Subscription', (site) => ({
      TopicArn: ref(site),
      Protocol: 'https',
      Endpoint: 'https://example.com/listen',
    })),
    leak('tells a queue of another account', 'AWS::SNS::Subscription', (site) => ({
      TopicArn: ref(site),
      Protocol: 'sqs',
      Endpoint: foreignArn('sqs', 'listener'),
    })),
    leak('has a second policy, open', 'AWS::SNS::TopicPolicy', (site) => ({
      Topics: [ref(site)],
      PolicyDocument: { Statement: [{ Effect: 'Allow', Principal: '*', Action: 'sns:*', Resource: ref(site) }] },
    })),
  ],
  'AWS::Lambda::Function': [
    leak('has a public address', 'AWS::Lambda::Url', (site) => ({ TargetFunctionArn: arnOf(site), AuthType: 'NONE' })),
    leak('may be called by everybody', 'AWS::Lambda::Permission', (site) => ({
      FunctionName: arnOf(site),
      Action: 'lambda:InvokeFunction',
      Principal: '*',
    })),
    leak('may be read by another account', 'AWS::Lambda::Permission', (site) => ({
      FunctionName: arnOf(site),
      Action: 'lambda:GetFunction',
      Principal: foreignAccount,
    })),
    leak('tells a queue of another account', 'AWS::Lambda::EventInvokeConfig', (site) => ({
      FunctionName: ref(site),
      Qualifier: '$LATEST',
      DestinationConfig: { OnSuccess: { Destination: foreignArn('sqs', 'listener') } },
    })),
    leak('is fed by a stream of another account', 'AWS::Lambda::EventSourceMapping', (site) => ({
      FunctionName: ref(site),
      EventSourceArn: foreignArn('kinesis', 'stream/theirs'),
    })),
  ],
  'AWS::Athena::WorkGroup': [
    leak('has a catalogue that a function answers', 'AWS::Athena::DataCatalog', () => ({
      Name: 'connector',
      Type: 'LAMBDA',
      Parameters: { function: foreignArn('lambda', 'function:connector') },
    })),
    leak('has a saved query that unloads', 'AWS::Athena::NamedQuery', (site) => ({
      Database: 'default',
      WorkGroup: ref(site),
      QueryString: `UNLOAD (SELECT 1) TO 's3://${foreignBucket}/' WITH (format = 'PARQUET')`,
    })),
    leak('has a prepared query that unloads', 'AWS::Athena::PreparedStatement', (site) => ({
      StatementName: 'out',
      WorkGroup: ref(site),
      QueryStatement: `UNLOAD (SELECT 1) TO 's3://${foreignBucket}/' WITH (format = 'PARQUET')`,
    })),
    compute('is rivalled by a workgroup that enforces nothing', 'AWS::Athena::WorkGroup', () => ({
      Name: 'free',
      WorkGroupConfiguration: { EnforceWorkGroupConfiguration: false },
    })),
  ],
  'AWS::Glue::Database': [
    leak('is reached by a connection', 'AWS::Glue::Connection', (site) => ({
      CatalogId: accountOf(site.neighbours),
      ConnectionInput: {
        ConnectionType: 'JDBC',
        ConnectionProperties: { JDBC_CONNECTION_URL: 'jdbc:postgresql://example.com/theirs' },
      },
    })),
    leak('is granted to another account', 'AWS::LakeFormation::PrincipalPermissions', (site) => ({
      Principal: { DataLakePrincipalIdentifier: foreignAccount },
      Permissions: ['SELECT'],
      PermissionsWithGrantOption: [],
      Resource: { Database: { CatalogId: accountOf(site.neighbours), Name: ref(site) } },
    })),
    compute('is crawled', 'AWS::Glue::Crawler', (site) => ({
      Role: roleArn(accountOf(site.neighbours), 'crawler'),
      DatabaseName: ref(site),
      Targets: { S3Targets: [{ Path: `s3://${foreignBucket}/` }] },
    })),
    compute('is read by a job', 'AWS::Glue::Job', (site) => ({
      Role: roleArn(accountOf(site.neighbours), 'job'),
      Command: { Name: 'glueetl', ScriptLocation: `s3://${foreignBucket}/script.py` },
    })),
  ],
  'AWS::Backup::BackupVault': [
    leak('tells a topic of another account', 'AWS::SNS::Subscription', () => ({
      TopicArn: foreignArn('sns', 'listener'),
      Protocol: 'https',
      Endpoint: 'https://example.com/',
    })),
    plus('has a rival that nobody locked', 'AWS::Backup::BackupVault', () => ({ BackupVaultName: 'rival' })),
    leak('is copied into a vault of another account', 'AWS::Backup::BackupPlan', () => ({
      BackupPlan: {
        BackupPlanName: 'away',
        BackupPlanRule: [
          {
            RuleName: 'away',
            TargetBackupVault: 'rival',
            CopyActions: [{ DestinationBackupVaultArn: foreignArn('backup', 'backup-vault:theirs') }],
          },
        ],
      },
    })),
    plus('is tested by restoring', 'AWS::Backup::RestoreTestingPlan', () => ({
      RestoreTestingPlanName: 'weekly',
      ScheduleExpression: 'cron(0 5 ? * 1 *)',
      StartWindowHours: 8,
      RecoveryPointSelection: {
        Algorithm: 'LATEST_WITHIN_WINDOW',
        IncludeVaults: ['*'],
        RecoveryPointTypes: ['SNAPSHOT'],
      },
    })),
  ],
  'AWS::IAM::Role': [
    plus('gets a policy from beside', 'AWS::IAM::Policy', (site) => ({
      PolicyName: 'beside',
      Roles: [ref(site)],
      PolicyDocument: { Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }] },
    })),
    plus('gets a managed policy from beside', 'AWS::IAM::ManagedPolicy', (site) => ({
      Roles: [ref(site)],
      PolicyDocument: { Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] },
    })),
    compute('is the role of a machine', 'AWS::IAM::InstanceProfile', (site) => ({ Roles: [ref(site)] })),
    plus('can be had by a certificate', 'AWS::RolesAnywhere::Profile', (site) => ({
      Name: 'any',
      RoleArns: [arnOf(site)],
    })),
  ],
  'AWS::WorkSpacesWeb::Portal': [
    plus('signs people in by a provider of somebody', 'AWS::WorkSpacesWeb::IdentityProvider', (site) => ({
      PortalArn: ref(site),
      IdentityProviderName: 'theirs',
      IdentityProviderType: 'OIDC',
      IdentityProviderDetails: { oidc_issuer: 'https://example.com' },
    })),
    leak('logs what people type', 'AWS::WorkSpacesWeb::UserAccessLoggingSettings', () => ({
      KinesisStreamArn: foreignArn('kinesis', 'stream/amazon-workspaces-web-theirs'),
    })),
  ],
};

/** What needs nothing to stand beside: one of each to a stack. */
const anywhereAtAll: readonly Addition[] = [
  plus('gets a user', 'AWS::IAM::User', () => ({ UserName: 'somebody' }), 'people'),
  plus('gets a key for a user', 'AWS::IAM::AccessKey', () => ({ UserName: 'somebody' }), 'people'),
  plus(
    'gets a provider of identities',
    'AWS::IAM::OIDCProvider',
    () => ({ Url: 'https://example.com', ClientIdList: ['x'] }),
    'people',
  ),
  plus(
    'gets a role for another account',
    'AWS::IAM::Role',
    () => ({ AssumeRolePolicyDocument: trust({ AWS: foreignRoot }) }),
    'people',
  ),
  plus(
    'gets a role for a person',
    'AWS::IAM::Role',
    () => ({
      AssumeRolePolicyDocument: {
        Statement: [
          { Effect: 'Allow', Principal: { Federated: 'accounts.google.com' }, Action: 'sts:AssumeRoleWithWebIdentity' },
        ],
      },
      Policies: [policy('s3:GetObject', '*')],
    }),
    'people',
  ),
  plus(
    'gets a pool of identities that asks nobody who they are',
    'AWS::Cognito::IdentityPool',
    () => ({ AllowUnauthenticatedIdentities: true }),
    'people',
  ),
  leak('gets a disk from a foreign snapshot', 'AWS::EC2::Volume', () => ({
    AvailabilityZone: 'eu-west-2a',
    SnapshotId: 'snap-0123456789abcdef0',
  })),
  leak('attaches a disk', 'AWS::EC2::VolumeAttachment', () => ({
    InstanceId: 'i-0123456789abcdef0',
    VolumeId: 'vol-0123456789abcdef0',
  })),
  leak('shares a resource with another account', 'AWS::RAM::ResourceShare', () => ({
    Name: 'share',
    Principals: [foreignAccount],
    AllowExternalPrincipals: true,
  })),
  leak('calls a site of somebody', 'AWS::Events::ApiDestination', () => ({
    ConnectionArn: foreignArn('events', 'connection/theirs'),
    HttpMethod: 'POST',
    InvocationEndpoint: 'https://example.com/',
  })),
  leak('pipes events to another account', 'AWS::Pipes::Pipe', () => ({
    RoleArn: roleArn(foreignAccount, 'pipe'),
    Source: foreignArn('sqs', 'one'),
    Target: foreignArn('sqs', 'other'),
  })),
  leak('gets a stream into a foreign bucket', 'AWS::KinesisFirehose::DeliveryStream', () => ({
    ExtendedS3DestinationConfiguration: { BucketARN: foreignBucketArn, RoleARN: roleArn(foreignAccount, 'firehose') },
  })),
  leak('gets a registry of images', 'AWS::ECR::Repository', () => ({
    RepositoryPolicyText: { Statement: [{ Effect: 'Allow', Principal: { AWS: foreignRoot }, Action: 'ecr:*' }] },
  })),
  leak('gets a state machine that calls a site', 'AWS::StepFunctions::StateMachine', () => ({
    RoleArn: roleArn(foreignAccount, 'machine'),
    DefinitionString:
      '{"StartAt":"Call","States":{"Call":{"Type":"Task","Resource":"arn:aws:states:::http:invoke","End":true}}}',
  })),
  leak('gets a flow to a service elsewhere', 'AWS::AppFlow::Flow', () => ({ FlowName: 'out' })),
  leak('gets an API for the world', 'AWS::ApiGateway::RestApi', () => ({
    Name: 'open',
    EndpointConfiguration: { Types: ['REGIONAL'] },
  })),
  leak('gets an HTTP API', 'AWS::ApiGatewayV2::Api', () => ({ Name: 'open', ProtocolType: 'HTTP' })),
  leak('gets a queue that everybody may read', 'AWS::SQS::QueuePolicy', () => ({
    Queues: ['https://sqs.eu-west-2.amazonaws.com/111122223333/q'],
    PolicyDocument: { Statement: [{ Effect: 'Allow', Principal: '*', Action: 'sqs:*', Resource: '*' }] },
  })),
  leak('gets a secret that another account may read', 'AWS::SecretsManager::ResourcePolicy', () => ({
    SecretId: 'theirs',
    ResourcePolicy: {
      Statement: [
        { Effect: 'Allow', Principal: { AWS: foreignRoot }, Action: 'secretsmanager:GetSecretValue', Resource: '*' },
      ],
    },
  })),
  leak('gets a table that is copied to other regions', 'AWS::DynamoDB::GlobalTable', () => ({
    Replicas: [{ Region: 'eu-west-2' }, { Region: 'us-east-1' }],
    AttributeDefinitions: [{ AttributeName: 'a', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'a', KeyType: 'HASH' }],
  })),
  compute('gets a domain of notebooks', 'AWS::SageMaker::Domain', () => ({
    DomainName: 'notebooks',
    AuthMode: 'IAM',
    VpcId: 'vpc-0123456789abcdef0',
    SubnetIds: ['subnet-0123456789abcdef0'],
    AppNetworkAccessType: 'PublicInternetOnly',
    DefaultUserSettings: {},
  })),
  compute('gets a warehouse with a public address', 'AWS::Redshift::Cluster', () => ({
    ClusterType: 'single-node',
    DBName: 'dev',
    MasterUsername: 'a',
    NodeType: 'ra3.large',
    PubliclyAccessible: true,
  })),
  compute('gets a builder of anything', 'AWS::CodeBuild::Project', () => ({ Source: { Type: 'NO_SOURCE' } })),
  compute('gets a template of somebody', 'AWS::CloudFormation::Stack', () => ({
    TemplateURL: 'https://example.com/theirs.json',
  })),
];

const trust = (Principal: Fields): Fields => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' }],
});

const policy = (Action: unknown, Resource: unknown): Fields => ({
  PolicyName: 'access',
  PolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource }] },
});

/** A role of a function as an engineer would write it: trusted by Lambda, one right on one bucket. */
const extraRole = (site: Site, action: string): Fields => ({
  RoleName: `extra-${action.split(':')[1]?.toLowerCase()}`,
  AssumeRolePolicyDocument: trust({ Service: 'lambda.amazonaws.com' }),
  Policies: [policy([action, 's3:ListBucket'], [arnOf(site), { 'Fn::Join': ['', [arnOf(site), '/*']] }])],
});

const addedId = 'AddedInAHurry';

export const addedBeside: Operator = (site) =>
  [...(additions[site.body.Type] ?? []), ...(isFirstOfStack(site) ? anywhereAtAll : [])].map(
    ({ what, safe, Type, Properties }): Change => ({
      what,
      ...(safe && { safe }),
      edit: (_, around: MutableTemplates) => around.add(site.stack, addedId, { Type, Properties: Properties(site) }),
    }),
  );

const isFirstOfStack = ({ stack, logicalId, neighbours }: Site): boolean =>
  neighbours.find((one) => one.stack === stack)?.logicalId === logicalId;
