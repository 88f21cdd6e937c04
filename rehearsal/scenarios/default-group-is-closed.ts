import { strict as assert } from 'node:assert';
import {
  DescribeManagedPrefixListsCommand,
  DescribeSecurityGroupsCommand,
  DescribeVpcsCommand,
} from '@aws-sdk/client-ec2';
import type { Scenario } from './scenario.ts';

export const defaultGroupIsClosed: Scenario = {
  sentence:
    'the default security group has no rule left, and other groups reach only our addresses and AWS prefix lists',
  at: 'deployed',
  passes: ['plain', 'iam'],
  async run({ deployment, region, clients: { ec2 } }) {
    const { Vpcs = [] } = await ec2.send(
      new DescribeVpcsCommand({ Filters: [{ Name: 'cidr', Values: [deployment.network.cidr] }] }),
    );
    assert.equal(Vpcs.length, 1, 'one VPC has the addresses of the deployment');
    const { SecurityGroups = [] } = await ec2.send(
      new DescribeSecurityGroupsCommand({ Filters: [{ Name: 'vpc-id', Values: [Vpcs[0]?.VpcId ?? ''] }] }),
    );
    const own = SecurityGroups.find(({ GroupName }) => GroupName === 'default');
    assert.ok(own, 'the VPC has a default group');
    assert.deepEqual([own.IpPermissions, own.IpPermissionsEgress], [[], []]);

    const { PrefixLists = [] } = await ec2.send(new DescribeManagedPrefixListsCommand({}));
    const known = new Set(
      PrefixLists.filter(({ PrefixListName = '' }) =>
        [`com.amazonaws.${region}.s3`, `com.amazonaws.${region}.dynamodb`].includes(PrefixListName),
      ).map(({ PrefixListId }) => PrefixListId),
    );
    const used = SecurityGroups.flatMap(({ IpPermissionsEgress = [] }) =>
      IpPermissionsEgress.flatMap(({ PrefixListIds = [] }) => PrefixListIds.map(({ PrefixListId }) => PrefixListId)),
    );
    assert.ok(used.length > 0, 'some group reaches a prefix list');
    assert.deepEqual(
      used.filter((id) => !known.has(id)),
      [],
      'prefix lists of S3 and DynamoDB only, as the custom resource found them',
    );
    const everywhere = SecurityGroups.flatMap(({ GroupName, IpPermissions = [], IpPermissionsEgress = [] }) =>
      [...IpPermissions, ...IpPermissionsEgress].flatMap(({ IpRanges = [] }) =>
        IpRanges.filter(({ CidrIp }) => CidrIp === '0.0.0.0/0').map(() => GroupName),
      ),
    );
    assert.deepEqual(everywhere, [], 'no group reaches or admits every address');
    return `${SecurityGroups.length} groups`;
  },
};
