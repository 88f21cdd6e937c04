import {
  applyNetworkSettings,
  networkSettings,
  type Permission,
  type Ports,
  type SecurityGroup,
} from '../../lambdas/safe-settings/network-settings.ts';

const wanted = { vpcId: 'vpc-1', defaultSecurityGroupId: 'sg-1', region: 'eu-west-2' };
const rule: Permission = { IpProtocol: '-1' };

class FakeEc2 implements Ports {
  readonly revoked: string[] = [];
  group: SecurityGroup | undefined;
  readonly prefixLists: Record<string, string>;

  constructor(group: Partial<SecurityGroup> | undefined, prefixLists?: Record<string, string>) {
    this.group = group && { name: 'default', vpcId: 'vpc-1', ingress: [], egress: [], ...group };
    this.prefixLists = prefixLists ?? {
      'com.amazonaws.eu-west-2.s3': 'pl-s3',
      'com.amazonaws.eu-west-2.dynamodb': 'pl-dynamodb',
    };
  }

  async securityGroup() {
    return this.group;
  }
  async revokeIngress(id: string, permissions: readonly Permission[]) {
    this.revoked.push(`in ${id} ${permissions.length}`);
    if (this.group) this.group = { ...this.group, ingress: [] };
  }
  async revokeEgress(id: string, permissions: readonly Permission[]) {
    this.revoked.push(`out ${id} ${permissions.length}`);
    if (this.group) this.group = { ...this.group, egress: [] };
  }
  async prefixListId(name: string) {
    return this.prefixLists[name];
  }
}

describe('the default security group', () => {
  test('loses every rule, in both directions', async () => {
    const ec2 = new FakeEc2({ ingress: [rule], egress: [rule, rule] });
    await applyNetworkSettings(ec2, wanted);
    expect(ec2.revoked).toEqual(['in sg-1 1', 'out sg-1 2']);
  });

  test('is left alone when it is closed already, so that a repeated call does not fail', async () => {
    const ec2 = new FakeEc2({ ingress: [rule], egress: [rule] });
    await applyNetworkSettings(ec2, wanted);
    await applyNetworkSettings(ec2, wanted);
    expect(ec2.revoked).toHaveLength(2);
  });

  test.each([
    ['another network', { vpcId: 'vpc-2' }, 'got "default" of vpc-2'],
    ['another group', { name: 'database' }, 'got "database" of vpc-1'],
    ['nothing', undefined, 'got nothing'],
  ])('is not touched when the id belongs to %s', async (_what, group, message) => {
    const ec2 = new FakeEc2(group && { ingress: [rule], ...group });
    await expect(applyNetworkSettings(ec2, wanted)).rejects.toThrow(message);
    expect(ec2.revoked).toEqual([]);
  });
});

describe('the prefix lists', () => {
  test('are those of the region', async () => {
    await expect(applyNetworkSettings(new FakeEc2({}), wanted)).resolves.toEqual({
      s3PrefixListId: 'pl-s3',
      dynamodbPrefixListId: 'pl-dynamodb',
    });
  });

  test('a region without one is named, with the list that is missing', async () => {
    const ec2 = new FakeEc2({}, { 'com.amazonaws.eu-west-2.s3': 'pl-s3' });
    await expect(applyNetworkSettings(ec2, wanted)).rejects.toThrow('com.amazonaws.eu-west-2.dynamodb');
  });
});

describe('the custom resource', () => {
  const event = {
    ResponseURL: 'https://example.org',
    StackId: 'stack',
    RequestId: 'request',
    LogicalResourceId: 'Applied',
    ResourceProperties: { ServiceToken: 'function', ...wanted },
  } as const;

  test.each(['Create', 'Update'] as const)(
    '%s closes the group and answers with the prefix lists',
    async (RequestType) => {
      const ec2 = new FakeEc2({ egress: [rule] });
      await expect(networkSettings(ec2)({ ...event, RequestType })).resolves.toEqual({
        s3PrefixListId: 'pl-s3',
        dynamodbPrefixListId: 'pl-dynamodb',
      });
      expect(ec2.revoked).toEqual(['out sg-1 1']);
    },
  );

  test('Delete asks nothing and changes nothing, so that a network which is gone already can be removed', async () => {
    const ec2 = new FakeEc2(undefined);
    await expect(networkSettings(ec2)({ ...event, RequestType: 'Delete' })).resolves.toEqual({});
    expect(ec2.revoked).toEqual([]);
  });

  test('a missing property is named', async () => {
    const ResourceProperties = { vpcId: 'vpc-1', region: 'eu-west-2' };
    await expect(
      networkSettings(new FakeEc2({}))({ ...event, RequestType: 'Create', ResourceProperties }),
    ).rejects.toThrow('must give vpcId, defaultSecurityGroupId and region, got vpcId, region');
  });
});
