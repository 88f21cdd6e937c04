// Long because it is one table: ways that lead past routes and groups, or that others open from their side.

import { placeOf } from '../arns.ts';
import type { Estate, Json, Resource } from '../estate.ts';
import { at, list, record, text } from '../values.ts';
import type { DestinationKind, Gate, NetworkPath } from './path.ts';
import { stateOf } from './path.ts';

interface Way {
  readonly from: Resource | undefined;
  readonly fromKind: string;
  readonly to: string;
  readonly toKind: DestinationKind;
  readonly direction: NetworkPath['direction'];
  readonly protocol?: string;
  readonly effect: Gate['effect'];
  readonly says: string;
}

type Reader = (estate: Estate, resource: Resource) => readonly Way[];

const toInternet = { to: 'internet', toKind: 'internet', direction: 'inward' } as const;

/** Kinds of shared things that join networks: somebody else then stands in them. */
const joining = /:ec2:|:route53resolver:|:vpc-lattice:|:network-firewall:/;
const joiningTypes = /^AWS::(EC2|Route53Resolver|VpcLattice|NetworkFirewall)::/;

const readers: Readonly<Record<string, Reader>> = {
  'AWS::GlobalAccelerator::EndpointGroup': (estate, group) =>
    list(group.properties.EndpointConfigurations).map((endpoint) => ({
      ...toInternet,
      from: estate.find(record(endpoint).EndpointId),
      fromKind: 'accelerated endpoint',
      effect: 'passes',
      says: `${group.logicalId} brings the internet to it, whatever subnet it stands in`,
    })),
  'AWS::CloudFront::VpcOrigin': (estate, origin) => [
    {
      ...toInternet,
      from: estate.find(at(origin, 'VpcOriginEndpointConfig.Arn')),
      fromKind: 'origin of a distribution',
      effect: 'passes',
      says: `${origin.logicalId} brings the internet to it, whatever subnet it stands in`,
    },
  ],
  'AWS::EC2::VerifiedAccessEndpoint': (_, endpoint) => [
    {
      ...toInternet,
      from: endpoint,
      fromKind: 'verified access',
      effect: 'narrows',
      says: 'whoever satisfies the policy of Verified Access comes in from the internet',
    },
  ],
  'AWS::EC2::InstanceConnectEndpoint': (_, endpoint) => [
    {
      ...toInternet,
      from: endpoint,
      fromKind: 'connect endpoint',
      protocol: 'tcp 22',
      effect: 'narrows',
      says: 'whoever has the right to open a tunnel comes in from the internet',
    },
  ],
  'AWS::EC2::ClientVpnTargetNetworkAssociation': (estate, association) => [
    {
      ...toInternet,
      from: estate.find(association.properties.SubnetId, 'AWS::EC2::Subnet'),
      fromKind: 'subnet',
      protocol: 'all',
      effect: 'narrows',
      says: `clients of the VPN ${association.logicalId} come in from the internet and are answered`,
    },
  ],
  'AWS::EC2::VPCEndpointService': (_, service) => [
    {
      from: service,
      fromKind: 'endpoint service',
      to: 'consumers of the endpoint service',
      toKind: 'account',
      direction: 'inward',
      effect: service.properties.AcceptanceRequired === true ? 'narrows' : 'passes',
      says: 'other accounts reach it through endpoints of theirs',
    },
  ],
  'AWS::ApiGateway::VpcLink': (estate, link) =>
    list(link.properties.TargetArns).map((target) => ({
      from: estate.find(target),
      fromKind: 'target of an API',
      to: 'API Gateway',
      toKind: 'service',
      direction: 'inward',
      effect: 'narrows',
      says: `${link.logicalId} lets the APIs that use it call the target`,
    })),
  'AWS::EC2::TrafficMirrorSession': (estate, session) => [
    {
      from: estate.find(session.properties.NetworkInterfaceId),
      fromKind: 'mirrored interface',
      to: text(session.properties.TrafficMirrorTargetId) ?? 'an unknown target',
      toKind: 'network',
      direction: 'outward',
      effect: 'passes',
      says: `${session.logicalId} copies every packet to the target`,
    },
  ],
  'AWS::VpcLattice::ServiceNetworkVpcAssociation': (estate, association) => {
    const held = estate.find(association.properties.ServiceNetworkIdentifier, 'AWS::VpcLattice::ServiceNetwork');
    return [
      {
        from: estate.find(association.properties.VpcIdentifier, 'AWS::EC2::VPC'),
        fromKind: 'VPC',
        to: held?.address ?? 'a service network that is shared with us',
        toKind: held === undefined ? 'account' : 'network',
        direction: 'outward',
        effect: list(association.properties.SecurityGroupIds).length > 0 ? 'narrows' : 'passes',
        says: `${association.logicalId} joins the VPC to the service network`,
      },
    ];
  },
  'AWS::VpcLattice::ServiceNetworkResourceAssociation': (_, association) => [
    {
      from: association,
      fromKind: 'resource of a service network',
      to: 'whoever is joined to the service network',
      toKind: 'network',
      direction: 'inward',
      effect: 'passes',
      says: 'the resource is reached from every network that is joined',
    },
  ],
  'AWS::Route53Resolver::ResolverEndpoint': (_, endpoint) => {
    const { Direction } = endpoint.properties;
    const outbound = Direction !== 'INBOUND';
    return [
      {
        from: endpoint,
        fromKind: 'resolver endpoint',
        to: outbound ? 'resolvers elsewhere' : 'whoever asks from elsewhere',
        toKind: 'network',
        direction: outbound ? 'outward' : 'inward',
        protocol: 'dns',
        effect: 'passes',
        says: outbound ? 'names are asked of resolvers elsewhere' : 'names of the VPC are answered elsewhere',
      },
    ];
  },
  'AWS::RAM::ResourceShare': (estate, share) => {
    const shared = list(share.properties.ResourceArns);
    const joins = (arn: Json): boolean =>
      text(arn) === undefined || joining.test(text(arn) ?? '') || joiningTypes.test(estate.find(arn)?.type ?? '');
    return shared.filter(joins).map((arn) => ({
      from: estate.find(arn) ?? share,
      fromKind: 'shared resource',
      to: 'accounts with which it is shared',
      toKind: 'account',
      direction: 'inward',
      effect: text(arn) === undefined ? 'unknown' : 'passes',
      says: `${share.logicalId} shares it`,
    }));
  },
  'AWS::EC2::VPCPeeringConnection': (estate, peering) => {
    const { PeerOwnerId } = peering.properties;
    const { account } = placeOf(estate, peering);
    if (PeerOwnerId === undefined || (account !== undefined && PeerOwnerId === account)) return [];
    return [
      {
        from: estate.find(peering.properties.VpcId, 'AWS::EC2::VPC'),
        fromKind: 'VPC',
        to: `account ${text(PeerOwnerId) ?? 'that is not told'}`,
        toKind: 'account',
        direction: 'inward',
        effect: 'unknown',
        says: `${peering.logicalId} joins it to a VPC there, whose routes are not seen here`,
      },
    ];
  },
};

/** Ways that the routes of subnets do not show. */
export const otherWays = (estate: Estate): readonly NetworkPath[] =>
  estate.ofType(...Object.keys(readers)).flatMap((resource) =>
    (readers[resource.type]?.(estate, resource) ?? []).map((way) => {
      const gates: readonly Gate[] = [
        {
          kind: 'service',
          resource: resource.address,
          effect: way.from === undefined ? 'unknown' : way.effect,
          says: way.says,
        },
      ];
      return {
        from: way.from?.address ?? resource.address,
        fromKind: way.fromKind,
        to: way.to,
        toKind: way.toKind,
        direction: way.direction,
        protocol: way.protocol ?? 'all',
        state: stateOf(gates),
        gates,
      };
    }),
  );

export const otherWayTypes: readonly string[] = Object.keys(readers);
