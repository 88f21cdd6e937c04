import { waysOut } from '../../policies/audit/ways-out.ts';
import { whoReads } from '../../policies/audit/who-reads.ts';
import type { JsonObject } from '../../policies/estate/estate.ts';
import { estateOf } from '../../policies/estate/model.ts';
import { trustInOthers } from '../../policies/safe-settings/trust-in-others.ts';
import { examples } from '../examples.ts';

const estate = (Resources: JsonObject) =>
  estateOf([
    { name: 's', templateFile: 's.json', account: '123456789012', region: 'eu-west-2', template: { Resources } },
  ]);

const bucket = { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'records' } };
const openTo = (Principal: string | JsonObject): JsonObject => ({
  Type: 'AWS::S3::BucketPolicy',
  Properties: {
    Bucket: { Ref: 'Records' },
    PolicyDocument: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal, Action: 's3:GetObject', Resource: 'arn:aws:s3:::records/*' }],
    },
  },
});
const role = { AWS: 'arn:aws:iam::123456789012:role/known' };

test('who can read which store fails where a stranger can, passes where none can, and judges nothing where no store is', () => {
  expect(whoReads.of(estate({ Records: bucket, P: openTo('*') })).verdict).toBe('fail');
  expect(whoReads.of(estate({ Records: bucket, P: openTo(role) })).verdict).toBe('pass');
  expect(whoReads.of(estate({ T: { Type: 'AWS::SSM::Parameter', Properties: {} } })).verdict).toBe('nothing to judge');
});

test('who can read which store is unknown where nobody can read what a policy says of strangers', () => {
  expect(whoReads.of(estate({ Records: bucket, P: openTo({ AWS: { Ref: 'Somebody' } }) })).verdict).not.toBe('pass');
});

const network: JsonObject = {
  Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16' } },
  Subnet: { Type: 'AWS::EC2::Subnet', Properties: { VpcId: { Ref: 'Vpc' }, CidrBlock: '10.0.0.0/24' } },
  Table: { Type: 'AWS::EC2::RouteTable', Properties: { VpcId: { Ref: 'Vpc' } } },
  Join: {
    Type: 'AWS::EC2::SubnetRouteTableAssociation',
    Properties: { SubnetId: { Ref: 'Subnet' }, RouteTableId: { Ref: 'Table' } },
  },
  Gateway: { Type: 'AWS::EC2::InternetGateway', Properties: {} },
  Attach: {
    Type: 'AWS::EC2::VPCGatewayAttachment',
    Properties: { VpcId: { Ref: 'Vpc' }, InternetGatewayId: { Ref: 'Gateway' } },
  },
  Route: {
    Type: 'AWS::EC2::Route',
    Properties: {
      RouteTableId: { Ref: 'Table' },
      DestinationCidrBlock: '0.0.0.0/0',
      GatewayId: { Ref: 'Gateway' },
    },
  },
};

test('ways out of the networks never pass with a route to the internet, and judge nothing without a network', () => {
  const { verdict, lines } = waysOut.of(estate(network));
  expect(verdict).toBe('fail');
  expect(lines.join('\n')).toContain('internet');
  expect(waysOut.of(estate({ T: { Type: 'AWS::SSM::Parameter', Properties: {} } })).verdict).toBe('nothing to judge');
});

test('who may become what names the guardrail that stops it, where the templates hold one, and the alarm that tells', () => {
  const of = (id: string, withGuardrails = true) =>
    trustInOthers(
      estateOf((examples.get(id) ?? []).filter(({ name }) => withGuardrails || !name.endsWith('-guardrails'))),
    ).filter(({ who }) => /any-other$/.test(who));
  const edits = of('thames-valley').find(({ actions }) => actions.includes('iam:UpdateAssumeRolePolicy'));
  expect(edits?.guardrails.join(' ')).toContain('RolesByThePipelineOnly');
  const unguarded = of('thames-valley', false);
  expect(unguarded.length).toBeGreaterThan(0);
  expect(unguarded.flatMap(({ guardrails }) => guardrails)).toEqual([]);
  const keys = of('thames-valley').find(({ actions }) => actions.includes('kms:PutKeyPolicy'));
  expect(keys?.alarms.length).toBeGreaterThan(0);
});
