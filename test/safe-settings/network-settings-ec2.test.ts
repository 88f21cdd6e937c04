import { EC2Client } from '@aws-sdk/client-ec2';
import { ec2Ports } from '../../lambdas/safe-settings/network-settings-ec2.ts';

/** Answers by the name of the command and keeps what was asked; nothing leaves the process. */
function ports(answers: Record<string, unknown>) {
  const ec2 = new EC2Client({ region: 'eu-west-2' });
  const asked: [string, unknown][] = [];
  ec2.send = async (command: { constructor: { name: string }; input: unknown }) => {
    asked.push([command.constructor.name, command.input]);
    return answers[command.constructor.name] ?? {};
  };
  return { asked, ports: ec2Ports(ec2) };
}

const everywhere = { IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] };

test('a group is read with both directions, and its rules are handed back as they were read', async () => {
  const { asked, ports: ec2 } = ports({
    DescribeSecurityGroupsCommand: {
      SecurityGroups: [{ GroupName: 'default', VpcId: 'vpc-1', IpPermissions: [], IpPermissionsEgress: [everywhere] }],
    },
  });
  const group = await ec2.securityGroup('sg-1');
  expect(group).toEqual({ name: 'default', vpcId: 'vpc-1', ingress: [], egress: [everywhere] });
  await ec2.revokeEgress('sg-1', group?.egress ?? []);
  expect(asked.at(-1)).toEqual(['RevokeSecurityGroupEgressCommand', { GroupId: 'sg-1', IpPermissions: [everywhere] }]);
});

test('a prefix list is looked up by its exact name', async () => {
  const { asked, ports: ec2 } = ports({
    DescribeManagedPrefixListsCommand: { PrefixLists: [{ PrefixListId: 'pl-1' }] },
  });
  await expect(ec2.prefixListId('com.amazonaws.eu-west-2.s3')).resolves.toBe('pl-1');
  expect(asked[0]?.[1]).toEqual({ Filters: [{ Name: 'prefix-list-name', Values: ['com.amazonaws.eu-west-2.s3'] }] });
});
