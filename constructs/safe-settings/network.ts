import { CfnRouteTable, CfnSubnet, CfnSubnetRouteTableAssociation, CfnVPC } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { nameOf, type Tenancy } from '../tenancy.ts';
import { carve, type Tier, type TierRange, tiers } from './network-ranges.ts';

export interface NetworkProps {
  readonly tenancy: Tenancy;
  /** IPv4 range, /16 to /20. */
  readonly cidr: string;
  /** Zone ids, not names: names differ per account, and the secure browser exists in some zones only. */
  readonly availabilityZoneIds: readonly string[];
}

export interface NetworkTier extends TierRange {
  readonly subnetIds: readonly string[];
  readonly routeTableId: string;
}

/**
 * A VPC without a way out: no gateway, NAT, peering or route, so what leaves it passes an endpoint with a policy.
 *
 * No network ACLs: they are stateless and take no prefix lists, so the S3 gateway endpoint would need AWS's public ranges
 * in them. https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html
 */
export class Network extends Construct {
  readonly vpcId: string;
  readonly defaultSecurityGroupId: string;
  readonly tiers: Readonly<Record<Tier, NetworkTier>>;

  constructor(scope: Construct, id: string, { tenancy, cidr, availabilityZoneIds }: NetworkProps) {
    super(scope, id);
    const named = (...nouns: string[]) => [{ key: 'Name', value: nameOf(tenancy, ...nouns) }];
    const vpc = new CfnVPC(this, 'Vpc', {
      cidrBlock: cidr,
      enableDnsSupport: true,
      enableDnsHostnames: true, // private names of endpoints need both
      tags: named('network'),
    });
    vpc.overrideLogicalId('Vpc');
    this.vpcId = vpc.ref;
    this.defaultSecurityGroupId = vpc.attrDefaultSecurityGroup;

    const ranges = carve(cidr, availabilityZoneIds.length);
    const build = (tier: Tier): NetworkTier => {
      const word = tier.charAt(0).toUpperCase() + tier.slice(1);
      const routes = new CfnRouteTable(this, `${word}Routes`, { vpcId: vpc.ref, tags: named(tier) });
      routes.overrideLogicalId(`${word}Routes`);
      const subnetIds = availabilityZoneIds.map((zone, index) => {
        const suffix = `${index + 1}`;
        const subnet = new CfnSubnet(this, `${word}Subnet${suffix}`, {
          vpcId: vpc.ref,
          cidrBlock: ranges[tier].subnets[index] as string,
          availabilityZoneId: zone,
          mapPublicIpOnLaunch: false,
          tags: named(tier, zone),
        });
        subnet.overrideLogicalId(`${word}Subnet${suffix}`);
        new CfnSubnetRouteTableAssociation(this, `${word}Association${suffix}`, {
          subnetId: subnet.ref,
          routeTableId: routes.ref,
        }).overrideLogicalId(`${word}Association${suffix}`);
        return subnet.ref;
      });
      return { ...ranges[tier], subnetIds, routeTableId: routes.ref };
    };
    this.tiers = Object.fromEntries(tiers.map((tier) => [tier, build(tier)])) as Record<Tier, NetworkTier>;
  }
}
