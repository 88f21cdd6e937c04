import {
  DescribeManagedPrefixListsCommand,
  DescribeSecurityGroupsCommand,
  type EC2Client,
  type IpPermission,
  RevokeSecurityGroupEgressCommand,
  RevokeSecurityGroupIngressCommand,
} from '@aws-sdk/client-ec2';
import type { Permission, Ports } from './network-settings.ts';

/** Whole permissions are handed back as they were read: revoking by rule id would need rights on every rule. */
const permissionsOf = (permissions: readonly Permission[]): IpPermission[] =>
  permissions.map((permission) => permission as IpPermission);

export const ec2Ports = (ec2: EC2Client): Ports => ({
  async securityGroup(id) {
    const { SecurityGroups = [] } = await ec2.send(new DescribeSecurityGroupsCommand({ GroupIds: [id] }));
    const [group] = SecurityGroups;
    return (
      group && {
        name: group.GroupName ?? '',
        vpcId: group.VpcId ?? '',
        ingress: (group.IpPermissions ?? []).map((permission) => ({ ...permission })),
        egress: (group.IpPermissionsEgress ?? []).map((permission) => ({ ...permission })),
      }
    );
  },
  async revokeIngress(GroupId, permissions) {
    await ec2.send(new RevokeSecurityGroupIngressCommand({ GroupId, IpPermissions: permissionsOf(permissions) }));
  },
  async revokeEgress(GroupId, permissions) {
    await ec2.send(new RevokeSecurityGroupEgressCommand({ GroupId, IpPermissions: permissionsOf(permissions) }));
  },
  async prefixListId(name) {
    const { PrefixLists = [] } = await ec2.send(
      new DescribeManagedPrefixListsCommand({ Filters: [{ Name: 'prefix-list-name', Values: [name] }] }),
    );
    return PrefixLists[0]?.PrefixListId;
  },
});
