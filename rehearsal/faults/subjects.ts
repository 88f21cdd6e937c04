import { strict as assert } from 'node:assert';
import {
  AuthorizeSecurityGroupIngressCommand,
  DescribeSecurityGroupsCommand,
  DescribeVpcsCommand,
  DisableEbsEncryptionByDefaultCommand,
  GetEbsEncryptionByDefaultCommand,
} from '@aws-sdk/client-ec2';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { DeletePublicAccessBlockCommand, GetPublicAccessBlockCommand } from '@aws-sdk/client-s3-control';
import { bucketOf } from '../target/names.ts';
import type { Stage } from '../target/stage.ts';
import { versionsIn } from '../target/stored.ts';
import { airlockSubjects } from './airlock-subjects.ts';
import { gateSubjects } from './gate-subjects.ts';
import type { Subject } from './subject.ts';

async function defaultGroup({ deployment, clients: { ec2 } }: Stage) {
  const cidr = [{ Name: 'cidr', Values: [deployment.network.cidr] }];
  const { Vpcs = [] } = await ec2.send(new DescribeVpcsCommand({ Filters: cidr }));
  const VpcId = Vpcs[0]?.VpcId ?? '';
  const { SecurityGroups = [] } = await ec2.send(
    new DescribeSecurityGroupsCommand({ Filters: [{ Name: 'vpc-id', Values: [VpcId] }] }),
  );
  const group = SecurityGroups.find(({ GroupName }) => GroupName === 'default');
  assert.ok(group?.GroupId, 'the VPC has a default group');
  return {
    vpcId: VpcId,
    id: group.GroupId,
    rules: [...(group.IpPermissions ?? []), ...(group.IpPermissionsEgress ?? [])],
  };
}

const networkSettings: Subject = {
  name: 'closing the default security group',
  noun: 'network-settings',
  works: 'Create',
  async properties(stage) {
    const { vpcId, id } = await defaultGroup(stage);
    return { vpcId, defaultSecurityGroupId: id, region: stage.region };
  },
  async setUp(stage) {
    const { id: GroupId, rules } = await defaultGroup(stage);
    if (rules.length > 0) return;
    const IpPermissions = [{ IpProtocol: 'tcp', FromPort: 22, ToPort: 22, IpRanges: [{ CidrIp: '198.51.100.0/24' }] }];
    await stage.clients.ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions }));
  },
  async holds(stage) {
    assert.deepEqual((await defaultGroup(stage)).rules, [], 'the default group has no rule');
  },
};

const accountSettings: Subject = {
  name: 'switching on what an account has once',
  noun: 'account-settings',
  works: 'Create',
  properties: async ({ account }) => ({ account, inspector: true, s3BlockPublicAccess: true, ebsEncryption: true }),
  async setUp({ account, clients: { ec2, s3control } }) {
    await ec2.send(new DisableEbsEncryptionByDefaultCommand({}));
    await s3control.send(new DeletePublicAccessBlockCommand({ AccountId: account }));
  },
  async holds({ account, clients: { ec2, s3control } }) {
    const { EbsEncryptionByDefault } = await ec2.send(new GetEbsEncryptionByDefaultCommand({}));
    const { PublicAccessBlockConfiguration: block } = await s3control.send(
      new GetPublicAccessBlockCommand({ AccountId: account }),
    );
    assert.deepEqual(
      [EbsEncryptionByDefault, block?.BlockPublicAcls, block?.RestrictPublicBuckets],
      [true, true, true],
    );
  },
};

const landing = ({ deployment }: Stage): string => bucketOf(deployment, 'landing');

const purge: Subject = {
  name: 'emptying the buckets of a trial',
  noun: 'purge-safe-data',
  works: 'Delete',
  properties: async (stage) => ({ bucket: landing(stage) }),
  async setUp(stage) {
    for (const Key of ['a', 'b', 'a']) {
      await stage.clients.s3.send(new PutObjectCommand({ Bucket: landing(stage), Key, Body: 'x' }));
    }
  },
  async holds(stage) {
    assert.deepEqual(await versionsIn(stage.clients, landing(stage)), [], 'the bucket is empty');
  },
};

/** Every function, a test sees to that. What a subject leaves, the next begins anew, but for the store of releases. */
export const subjects: readonly Subject[] = [
  networkSettings,
  accountSettings,
  purge,
  ...gateSubjects,
  ...airlockSubjects,
];
