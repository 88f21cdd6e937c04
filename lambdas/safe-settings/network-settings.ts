import type { CustomResourceEvent, Work } from './custom-resource.ts';

/** One rule of a group, as `DescribeSecurityGroups` gives it and `RevokeSecurityGroup…` takes it back. */
export type Permission = Readonly<Record<string, unknown>>;

export interface SecurityGroup {
  readonly name: string;
  readonly vpcId: string;
  readonly ingress: readonly Permission[];
  readonly egress: readonly Permission[];
}

/** What EC2 can tell and do; the only such calls of this function. */
export interface Ports {
  securityGroup(id: string): Promise<SecurityGroup | undefined>;
  revokeIngress(id: string, permissions: readonly Permission[]): Promise<void>;
  revokeEgress(id: string, permissions: readonly Permission[]): Promise<void>;
  prefixListId(name: string): Promise<string | undefined>;
}

export interface Wanted {
  readonly vpcId: string;
  readonly defaultSecurityGroupId: string;
  readonly region: string;
}

/** Attributes of the custom resource. */
export type Found = Readonly<Record<'s3PrefixListId' | 'dynamodbPrefixListId', string>>;

/**
 * Takes every rule from the default security group, which no template can do, and looks up the two prefix lists that no
 * template attribute gives. Idempotent: a closed group is left alone.
 */
export async function applyNetworkSettings(
  ports: Ports,
  { vpcId, defaultSecurityGroupId, region }: Wanted,
): Promise<Found> {
  const group = await ports.securityGroup(defaultSecurityGroupId);
  if (group?.name !== 'default' || group.vpcId !== vpcId) {
    throw new Error(
      `${defaultSecurityGroupId} must be the default security group of ${vpcId}, got ${
        group ? `"${group.name}" of ${group.vpcId}` : 'nothing'
      }; pass the attribute DefaultSecurityGroup of the network`,
    );
  }
  if (group.ingress.length > 0) await ports.revokeIngress(defaultSecurityGroupId, group.ingress);
  if (group.egress.length > 0) await ports.revokeEgress(defaultSecurityGroupId, group.egress);

  const prefixList = async (service: string) => {
    const name = `com.amazonaws.${region}.${service}`;
    const id = await ports.prefixListId(name);
    if (id === undefined) {
      throw new Error(
        `region ${region} has no prefix list ${name}; gateway endpoints of ${service} do not exist there`,
      );
    }
    return id;
  };
  return { s3PrefixListId: await prefixList('s3'), dynamodbPrefixListId: await prefixList('dynamodb') };
}

/** Deletion changes nothing: the group goes with its network, and nobody wants it open before. */
export const networkSettings =
  (ports: Ports): Work =>
  async ({ RequestType, ResourceProperties }) =>
    RequestType === 'Delete' ? {} : applyNetworkSettings(ports, wantedFrom(ResourceProperties));

function wantedFrom(properties: CustomResourceEvent['ResourceProperties']): Wanted {
  const { vpcId, defaultSecurityGroupId, region } = properties;
  if (typeof vpcId !== 'string' || typeof defaultSecurityGroupId !== 'string' || typeof region !== 'string') {
    throw new Error(
      `the custom resource must give vpcId, defaultSecurityGroupId and region, got ${Object.keys(properties).join(', ')}`,
    );
  }
  return { vpcId, defaultSecurityGroupId, region };
}
