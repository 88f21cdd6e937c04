// Long because it is one table: every kind of resource that stands in a network, one row each.

import type { Estate, Json, Resource } from '../estate.ts';
import { isUnresolved } from '../resolve.ts';
import { at, isRecord, isTrue, list, text } from '../values.ts';

/** How a kind of resource stands in a network. Paths are below `Properties`; `*` stands for every item of a list. */
export interface Bearer {
  /** In words, such as `function`. */
  readonly kind: string;
  readonly subnets: readonly string[];
  /** A property that names a resource which holds the subnets, such as a subnet group, and the property there. */
  readonly by?: { readonly property: string; readonly type: string; readonly subnets: string };
  readonly groups: readonly string[];
  /** Where it names other bearers through which it stands in a network. */
  readonly through?: readonly string[];
  /** Sentence on AWS's own connection to the internet, past every subnet; undefined for none. */
  readonly internet?: (resource: Resource, isInVpc: boolean, estate: Estate) => string | undefined;
  /** Whether it has a public address, for itself or through the subnet: `subnet` where the subnet decides. */
  readonly address?: (resource: Resource) => Address;
  /** Opens no connection by itself: it only answers. Databases do: their extensions can call other machines. */
  readonly onlyAnswers?: boolean;
  /** Sentence on a door that AWS itself holds open to the internet; undefined for none. */
  readonly door?: (resource: Resource) => string | undefined;
  /** Bears no group at all, where none is named: nothing filters what comes in. */
  readonly unfiltered?: (resource: Resource) => boolean;
}

export type Address = 'yes' | 'no' | 'subnet' | 'unknown';

const ask = (value: Json | undefined, otherwise: Address): Address =>
  value === undefined || value === null
    ? otherwise
    : isTrue(value)
      ? 'yes'
      : value === false || value === 'false'
        ? 'no'
        : 'unknown';

const outsideTheVpc = (what: string) => (_: Resource, isInVpc: boolean) =>
  isInVpc ? undefined : `${what} outside a VPC runs in AWS's network, which has the internet`;

const unless =
  (path: string, closed: string, says: string) =>
  (resource: Resource): string | undefined =>
    at(resource, path) === closed ? undefined : `${path} is not ${closed}: ${says}`;

const publicFlag = (path: string, otherwise: Address) => (resource: Resource) => ask(at(resource, path), otherwise);

const facing =
  (path: string) =>
  (resource: Resource): Address => {
    const scheme = at(resource, path);
    return scheme === 'internal' ? 'no' : scheme === undefined || text(scheme) !== undefined ? 'yes' : 'unknown';
  };

const never = (): Address => 'no';
const bySubnet = (): Address => 'subnet';

/** An instance's own interfaces decide before its subnet does. */
function instanceAddress(resource: Resource): Address {
  const own = list(resource.properties.NetworkInterfaces).map((one) =>
    ask(isRecord(one) ? one.AssociatePublicIpAddress : undefined, 'subnet'),
  );
  return own.find((one) => one === 'yes' || one === 'unknown') ?? own[0] ?? 'subnet';
}

/** The answer of a database whose template is silent depends on its subnet group and VPC, in ways that AWS's own pages tell apart. */
const database = publicFlag('PubliclyAccessible', 'unknown');

export const bearers: Readonly<Record<string, Bearer>> = {
  'AWS::EC2::Instance': {
    kind: 'instance',
    subnets: ['SubnetId', 'NetworkInterfaces.*.SubnetId'],
    groups: ['SecurityGroupIds', 'NetworkInterfaces.*.GroupSet'],
    through: ['NetworkInterfaces.*.NetworkInterfaceId'],
    address: instanceAddress,
  },
  'AWS::EC2::NetworkInterface': { kind: 'interface', subnets: ['SubnetId'], groups: ['GroupSet'], address: bySubnet },
  'AWS::EC2::InstanceConnectEndpoint': {
    kind: 'connect endpoint',
    subnets: ['SubnetId'],
    groups: ['SecurityGroupIds'],
    address: never,
  },
  'AWS::AutoScaling::AutoScalingGroup': {
    kind: 'group of instances',
    subnets: ['VPCZoneIdentifier'],
    groups: [],
    address: () => 'unknown',
  },
  'AWS::Lambda::Function': {
    kind: 'function',
    subnets: ['VpcConfig.SubnetIds'],
    groups: ['VpcConfig.SecurityGroupIds'],
    address: never,
    internet: outsideTheVpc('a function'),
  },
  'AWS::Serverless::Function': {
    kind: 'function',
    subnets: ['VpcConfig.SubnetIds'],
    groups: ['VpcConfig.SecurityGroupIds'],
    address: never,
    internet: outsideTheVpc('a function'),
  },
  'AWS::Synthetics::Canary': {
    kind: 'canary',
    subnets: ['VPCConfig.SubnetIds'],
    groups: ['VPCConfig.SecurityGroupIds'],
    address: never,
    internet: outsideTheVpc('a canary'),
  },
  'AWS::ECS::Service': {
    kind: 'container service',
    subnets: ['NetworkConfiguration.AwsvpcConfiguration.Subnets'],
    groups: ['NetworkConfiguration.AwsvpcConfiguration.SecurityGroups'],
    address: (resource) => {
      const assigned = at(resource, 'NetworkConfiguration.AwsvpcConfiguration.AssignPublicIp');
      return assigned === 'ENABLED' ? 'yes' : assigned === undefined || assigned === 'DISABLED' ? 'no' : 'unknown';
    },
  },
  'AWS::ECS::TaskSet': {
    kind: 'container service',
    subnets: ['NetworkConfiguration.AwsVpcConfiguration.Subnets'],
    groups: ['NetworkConfiguration.AwsVpcConfiguration.SecurityGroups'],
    address: () => 'unknown',
  },
  'AWS::EKS::Cluster': {
    kind: 'cluster',
    subnets: ['ResourcesVpcConfig.SubnetIds'],
    groups: ['ResourcesVpcConfig.SecurityGroupIds'],
    address: never,
    door: (resource) =>
      at(resource, 'ResourcesVpcConfig.EndpointPublicAccess') === false
        ? undefined
        : 'the API of the cluster is on the internet unless EndpointPublicAccess is false',
  },
  'AWS::EKS::Nodegroup': { kind: 'cluster nodes', subnets: ['Subnets'], groups: [], address: bySubnet },
  'AWS::EKS::FargateProfile': { kind: 'cluster pods', subnets: ['Subnets'], groups: [], address: never },
  'AWS::SageMaker::NotebookInstance': {
    kind: 'notebook',
    subnets: ['SubnetId'],
    groups: ['SecurityGroupIds'],
    address: never,
    internet: unless('DirectInternetAccess', 'Disabled', 'SageMaker gives the notebook the internet'),
  },
  'AWS::SageMaker::Domain': {
    kind: 'studio domain',
    subnets: ['SubnetIds'],
    groups: ['DefaultUserSettings.SecurityGroups', 'DomainSettings.SecurityGroupIds'],
    address: never,
    internet: unless('AppNetworkAccessType', 'VpcOnly', 'SageMaker gives the apps the internet'),
  },
  'AWS::SageMaker::Model': {
    kind: 'model',
    subnets: ['VpcConfig.Subnets'],
    groups: ['VpcConfig.SecurityGroupIds'],
    address: never,
    internet: (resource, isInVpc) =>
      isTrue(resource.properties.EnableNetworkIsolation) ? undefined : outsideTheVpc('a model')(resource, isInVpc),
  },
  'AWS::SageMaker::ProcessingJob': {
    kind: 'processing job',
    subnets: ['NetworkConfig.VpcConfig.Subnets'],
    groups: ['NetworkConfig.VpcConfig.SecurityGroupIds'],
    address: never,
    internet: (resource, isInVpc) =>
      isTrue(at(resource, 'NetworkConfig.EnableNetworkIsolation'))
        ? undefined
        : outsideTheVpc('a processing job')(resource, isInVpc),
  },
  'AWS::Glue::Connection': {
    kind: 'Glue connection',
    subnets: ['ConnectionInput.PhysicalConnectionRequirements.SubnetId'],
    groups: ['ConnectionInput.PhysicalConnectionRequirements.SecurityGroupIdList'],
    address: never,
  },
  'AWS::Glue::Job': {
    kind: 'Glue job',
    subnets: [],
    groups: [],
    internet: (resource, _, estate) => {
      const connections = list(at(resource, 'Connections.Connections')).map((name) =>
        estate.find(name, 'AWS::Glue::Connection'),
      );
      const isPlaced = (one: Resource | undefined): boolean =>
        one !== undefined && at(one, 'ConnectionInput.PhysicalConnectionRequirements.SubnetId') !== undefined;
      return connections.length > 0 && connections.every(isPlaced)
        ? undefined
        : "a job without a connection into a VPC runs in AWS's network, which has the internet";
    },
  },
  'AWS::Glue::DevEndpoint': {
    kind: 'Glue endpoint',
    subnets: ['SubnetId'],
    groups: ['SecurityGroupIds'],
    address: bySubnet,
    internet: outsideTheVpc('a development endpoint'),
  },
  'AWS::CodeBuild::Project': {
    kind: 'build',
    subnets: ['VpcConfig.Subnets'],
    groups: ['VpcConfig.SecurityGroupIds'],
    address: never,
    internet: outsideTheVpc('a build'),
  },
  'AWS::EMR::Cluster': {
    kind: 'EMR cluster',
    subnets: ['Instances.Ec2SubnetId', 'Instances.Ec2SubnetIds'],
    groups: [
      'Instances.EmrManagedMasterSecurityGroup',
      'Instances.EmrManagedSlaveSecurityGroup',
      'Instances.ServiceAccessSecurityGroup',
      'Instances.AdditionalMasterSecurityGroups',
      'Instances.AdditionalSlaveSecurityGroups',
    ],
    address: bySubnet,
  },
  'AWS::EMR::Studio': {
    kind: 'EMR studio',
    subnets: ['SubnetIds'],
    groups: ['EngineSecurityGroupId', 'WorkspaceSecurityGroupId'],
    address: never,
  },
  'AWS::EMRServerless::Application': {
    kind: 'EMR application',
    subnets: ['NetworkConfiguration.SubnetIds'],
    groups: ['NetworkConfiguration.SecurityGroupIds'],
    address: never,
    internet: outsideTheVpc('an application'),
  },
  'AWS::Batch::ComputeEnvironment': {
    kind: 'batch compute',
    subnets: ['ComputeResources.Subnets'],
    groups: ['ComputeResources.SecurityGroupIds'],
    address: bySubnet,
  },
  'AWS::MWAA::Environment': {
    kind: 'Airflow',
    subnets: ['NetworkConfiguration.SubnetIds'],
    groups: ['NetworkConfiguration.SecurityGroupIds'],
    address: never,
    door: ({ properties }) =>
      properties.WebserverAccessMode === 'PUBLIC_ONLY' ? 'its web server is on the internet' : undefined,
  },
  'AWS::RDS::DBInstance': {
    kind: 'database',
    subnets: [],
    by: { property: 'DBSubnetGroupName', type: 'AWS::RDS::DBSubnetGroup', subnets: 'SubnetIds' },
    groups: ['VPCSecurityGroups'],
    address: database,
  },
  'AWS::RDS::DBCluster': {
    kind: 'database',
    subnets: [],
    by: { property: 'DBSubnetGroupName', type: 'AWS::RDS::DBSubnetGroup', subnets: 'SubnetIds' },
    groups: ['VpcSecurityGroupIds'],
    address: database,
  },
  'AWS::DocDB::DBCluster': {
    kind: 'database',
    subnets: [],
    by: { property: 'DBSubnetGroupName', type: 'AWS::DocDB::DBSubnetGroup', subnets: 'SubnetIds' },
    groups: ['VpcSecurityGroupIds'],
    address: never,
    onlyAnswers: true,
  },
  'AWS::Neptune::DBCluster': {
    kind: 'database',
    subnets: [],
    by: { property: 'DBSubnetGroupName', type: 'AWS::Neptune::DBSubnetGroup', subnets: 'SubnetIds' },
    groups: ['VpcSecurityGroupIds'],
    address: publicFlag('PubliclyAccessible', 'no'),
  },
  'AWS::Redshift::Cluster': {
    kind: 'warehouse',
    subnets: [],
    by: { property: 'ClusterSubnetGroupName', type: 'AWS::Redshift::ClusterSubnetGroup', subnets: 'SubnetIds' },
    groups: ['VpcSecurityGroupIds'],
    address: publicFlag('PubliclyAccessible', 'no'),
  },
  'AWS::RedshiftServerless::Workgroup': {
    kind: 'warehouse',
    subnets: ['SubnetIds'],
    groups: ['SecurityGroupIds'],
    address: publicFlag('PubliclyAccessible', 'no'),
  },
  'AWS::ElastiCache::ReplicationGroup': {
    kind: 'cache',
    subnets: [],
    by: { property: 'CacheSubnetGroupName', type: 'AWS::ElastiCache::SubnetGroup', subnets: 'SubnetIds' },
    groups: ['SecurityGroupIds'],
    address: never,
    onlyAnswers: true,
  },
  'AWS::OpenSearchService::Domain': {
    kind: 'search domain',
    subnets: ['VPCOptions.SubnetIds'],
    groups: ['VPCOptions.SecurityGroupIds'],
    address: never,
    onlyAnswers: true,
    door: ({ properties }) =>
      properties.VPCOptions === undefined ? 'a domain outside a VPC is on the internet' : undefined,
  },
  'AWS::MSK::Cluster': {
    kind: 'broker',
    subnets: ['BrokerNodeGroupInfo.ClientSubnets'],
    groups: ['BrokerNodeGroupInfo.SecurityGroups'],
    address: (resource) =>
      at(resource, 'BrokerNodeGroupInfo.ConnectivityInfo.PublicAccess.Type') === 'SERVICE_PROVIDED_EIPS' ? 'yes' : 'no',
    onlyAnswers: true,
  },
  'AWS::EFS::MountTarget': {
    kind: 'file system',
    subnets: ['SubnetId'],
    groups: ['SecurityGroups'],
    address: never,
    onlyAnswers: true,
  },
  'AWS::FSx::FileSystem': {
    kind: 'file system',
    subnets: ['SubnetIds'],
    groups: ['SecurityGroupIds'],
    address: never,
    onlyAnswers: true,
  },
  'AWS::DMS::ReplicationInstance': {
    kind: 'replication',
    subnets: [],
    by: {
      property: 'ReplicationSubnetGroupIdentifier',
      type: 'AWS::DMS::ReplicationSubnetGroup',
      subnets: 'SubnetIds',
    },
    groups: ['VpcSecurityGroupIds'],
    address: publicFlag('PubliclyAccessible', 'yes'),
  },
  'AWS::ElasticLoadBalancingV2::LoadBalancer': {
    kind: 'load balancer',
    subnets: ['Subnets', 'SubnetMappings.*.SubnetId'],
    groups: ['SecurityGroups'],
    address: facing('Scheme'),
    unfiltered: ({ properties }) => properties.Type === 'network' || properties.Type === 'gateway',
  },
  'AWS::ElasticLoadBalancing::LoadBalancer': {
    kind: 'load balancer',
    subnets: ['Subnets'],
    groups: ['SecurityGroups'],
    address: facing('Scheme'),
  },
  'AWS::ApiGatewayV2::VpcLink': {
    kind: 'API link',
    subnets: ['SubnetIds'],
    groups: ['SecurityGroupIds'],
    address: never,
  },
  'AWS::WorkSpacesWeb::NetworkSettings': {
    kind: 'secure browser',
    subnets: ['SubnetIds'],
    groups: ['SecurityGroupIds'],
    address: never,
  },
  'AWS::AppStream::Fleet': {
    kind: 'streamed desktops',
    subnets: ['VpcConfig.SubnetIds'],
    groups: ['VpcConfig.SecurityGroupIds'],
    address: never,
    internet: (resource, isInVpc) =>
      isInVpc && ask(resource.properties.EnableDefaultInternetAccess, 'no') === 'no'
        ? undefined
        : 'AppStream gives the fleet the internet, or may',
  },
  'AWS::AppStream::ImageBuilder': {
    kind: 'streamed desktop',
    subnets: ['VpcConfig.SubnetIds'],
    groups: ['VpcConfig.SecurityGroupIds'],
    address: never,
    internet: (resource, isInVpc) =>
      isInVpc && ask(resource.properties.EnableDefaultInternetAccess, 'no') === 'no'
        ? undefined
        : 'AppStream gives the builder the internet, or may',
  },
  'AWS::WorkSpaces::Workspace': {
    kind: 'desktop',
    subnets: [],
    by: { property: 'DirectoryId', type: 'AWS::DirectoryService::MicrosoftAD', subnets: 'VpcSettings.SubnetIds' },
    groups: [],
    address: () => 'unknown',
  },
  'AWS::DirectoryService::MicrosoftAD': {
    kind: 'directory',
    subnets: ['VpcSettings.SubnetIds'],
    groups: [],
    address: never,
  },
  'AWS::DirectoryService::SimpleAD': {
    kind: 'directory',
    subnets: ['VpcSettings.SubnetIds'],
    groups: [],
    address: never,
  },
  'AWS::Transfer::Server': {
    kind: 'file transfer',
    subnets: ['EndpointDetails.SubnetIds'],
    groups: ['EndpointDetails.SecurityGroupIds'],
    address: (resource) => (at(resource, 'EndpointDetails.AddressAllocationIds') === undefined ? 'no' : 'yes'),
    onlyAnswers: true,
    door: (resource) =>
      at(resource, 'EndpointDetails.SubnetIds') === undefined ? 'a server outside a VPC is on the internet' : undefined,
  },
  'AWS::QuickSight::VPCConnection': {
    kind: 'QuickSight connection',
    subnets: ['SubnetIds'],
    groups: ['SecurityGroupIds'],
    address: never,
  },
  'AWS::AppRunner::VpcConnector': {
    kind: 'App Runner connector',
    subnets: ['Subnets'],
    groups: ['SecurityGroups'],
    address: never,
  },
  'AWS::AppRunner::Service': {
    kind: 'App Runner service',
    subnets: [],
    groups: [],
    internet: (resource) =>
      at(resource, 'NetworkConfiguration.EgressConfiguration.EgressType') === 'VPC'
        ? undefined
        : "a service without a connector has AWS's own way to the internet",
  },
  'AWS::ImageBuilder::InfrastructureConfiguration': {
    kind: 'image builder',
    subnets: ['SubnetId'],
    groups: ['SecurityGroupIds'],
    address: bySubnet,
  },
  'AWS::Route53Resolver::ResolverEndpoint': {
    kind: 'resolver endpoint',
    subnets: ['IpAddresses.*.SubnetId'],
    groups: ['SecurityGroupIds'],
    address: never,
  },
  'AWS::VpcLattice::ResourceGateway': {
    kind: 'resource gateway',
    subnets: ['SubnetIds'],
    groups: ['SecurityGroupIds'],
    address: never,
  },
  'AWS::EC2::VerifiedAccessEndpoint': {
    kind: 'verified access',
    subnets: ['LoadBalancerOptions.SubnetIds', 'CidrOptions.SubnetIds', 'RdsOptions.SubnetIds'],
    groups: ['SecurityGroupIds'],
    address: never,
  },
  'AWS::OpenSearchServerless::VpcEndpoint': {
    kind: 'search endpoint',
    subnets: ['SubnetIds'],
    groups: ['SecurityGroupIds'],
    address: never,
    onlyAnswers: true,
  },
};

/** The value at a path; what could not be resolved on the way stands for everything below it. */
function below(value: Json | undefined, keys: readonly string[]): Json | undefined {
  const [key, ...rest] = keys;
  if (key === undefined || value === undefined || isUnresolved(value)) return value;
  return isRecord(value) ? below(value[key], rest) : undefined;
}

/** The values at a path of a bearer: a list of lists becomes one list. */
export function valuesAt(resource: Resource, path: string): readonly Json[] {
  const [head = '', rest] = path.split('.*.');
  const found = list(below(resource.properties, head.split('.')));
  return rest === undefined ? found : found.flatMap((item) => list(below(item, rest.split('.'))));
}
