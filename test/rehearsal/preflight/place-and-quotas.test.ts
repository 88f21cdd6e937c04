import {
  listStackResources,
  listStacks,
  resourceTypeExists,
} from '../../../rehearsal/preflight/ports/cloudformation.ts';
import * as ec2 from '../../../rehearsal/preflight/ports/ec2.ts';
import { malwareProtectionPlans } from '../../../rehearsal/preflight/ports/guardduty.ts';
import { roleQuota } from '../../../rehearsal/preflight/ports/iam.ts';
import { concurrency } from '../../../rehearsal/preflight/ports/lambda.ts';
import { quota } from '../../../rehearsal/preflight/ports/service-quotas.ts';
import { empty } from './accounts.ts';
import { asked, subjectOf } from './examples.ts';
import { alone, type Case, comesTo } from './judged.ts';
import { denies, recordedAccount, says, saysOf } from './recorded-account.ts';

const { plan } = subjectOf(alone);
const state = (name: string, status: string) => [says(listStacks, [{ name, status }])];
const zone = (id: string, name: string, of = 'available') => ({ id, name, state: of });
const offered = (change: Partial<{ zones: string[]; takesPolicy: boolean; kinds: string[] }>) =>
  saysOf(ec2.endpointServices, (services) =>
    services.map((name) => ({
      name,
      kinds: ['Interface', 'Gateway'],
      zones: ['eu-west-2a', 'eu-west-2b'],
      takesPolicy: true,
      ...(name.endsWith('.athena') ? change : {}),
    })),
  );

const cases: readonly Case[] = [
  [
    'a region that is not enabled takes nothing',
    alone,
    [says(ec2.regionStatus, 'not-opted-in')],
    'region-is-enabled',
    'would-fail',
    'not-opted-in',
  ],
  [
    'a zone that the account lacks cannot hold a subnet',
    alone,
    [says(ec2.availabilityZones, [zone('euw2-az1', 'eu-west-2a'), zone('euw2-az3', 'eu-west-2b')])],
    'availability-zones',
    'would-fail',
    'no zone euw2-az2',
  ],
  [
    'a zone that is impaired is named',
    alone,
    [says(ec2.availabilityZones, [zone('euw2-az1', 'a'), zone('euw2-az2', 'b', 'impaired')])],
    'availability-zones',
    'would-fail',
    'euw2-az2 is impaired',
  ],
  [
    'a service without an endpoint cannot be reached',
    alone,
    [offered({ kinds: ['Gateway'] })],
    'endpoint-services',
    'would-fail',
    'athena: no interface endpoint',
  ],
  [
    'an endpoint service that lacks a zone is named with the zone',
    alone,
    [offered({ zones: ['eu-west-2b'] })],
    'endpoint-services',
    'would-fail',
    'athena: not in euw2-az1',
  ],
  [
    'a zone that the account lacks has no endpoint either',
    alone,
    [says(ec2.availabilityZones, [])],
    'endpoint-services',
    'would-fail',
    /athena: not in euw2-az1[\s\S]*athena: not in euw2-az2/,
  ],
  [
    'an endpoint service without policies would lead everywhere',
    alone,
    [offered({ takesPolicy: false })],
    'endpoint-services',
    'would-fail',
    'takes no endpoint policy',
  ],
  [
    'a resource type that the region lacks is named',
    alone,
    [says(resourceTypeExists, false)],
    'resource-types',
    'would-fail',
    'no AWS::SNS::Subscription in eu-west-2',
  ],
  [
    'a sixth network is refused',
    alone,
    [says(ec2.vpcs, ['1', '2', '3', '4', '5'])],
    'quota-of-networks',
    'would-fail',
    'VpcLimitExceeded',
  ],
  [
    'a raised quota counts',
    alone,
    [says(ec2.vpcs, ['1', '2', '3', '4', '5']), says(quota, 10)],
    'quota-of-networks',
    'fine',
    '5 of 10 used',
  ],
  [
    "a quota that was not answered is AWS's default, and no fact to be fine about",
    alone,
    [says(quota, undefined)],
    'quota-of-interface-endpoints',
    'note',
    "0 of 50 used, which is AWS's default",
  ],
  [
    'roles that are not counted are unknown',
    alone,
    [says(roleQuota, { used: undefined, most: 1000 })],
    'quota-of-roles',
    'unknown',
    'does not count its roles',
  ],
  [
    'whether a full quota is ours stays unknown where stacks may not be listed',
    alone,
    [says(ec2.vpcs, ['1', '2', '3', '4', '5']), denies(listStacks)],
    'quota-of-networks',
    'unknown',
    'cloudformation:ListStacks',
  ],
  [
    'our own network counts once',
    alone,
    [
      says(ec2.vpcs, ['1', '2', '3', '4', '5']),
      says(quota, 5),
      ...state('tre-gtr-manchester-network', 'CREATE_COMPLETE'),
      says(listStackResources, [{ type: 'AWS::EC2::VPC', id: '5', status: 'CREATE_COMPLETE' }]),
    ],
    'quota-of-networks',
    'fine',
    '0 more to come',
  ],
  [
    'a 26th malware plan is refused',
    alone,
    [says(malwareProtectionPlans, [...'abcdefghijklmnopqrstuvwxy'])],
    'quota-of-malware-plans',
    'would-fail',
    'never raises it',
  ],
  [
    'roles run out',
    alone,
    [says(roleQuota, { used: 999, most: 1000 })],
    'quota-of-roles',
    'would-fail',
    'RolesPerAccount',
  ],
  [
    'the concurrency of a new account is noted',
    alone,
    [says(concurrency, { most: 10, unreserved: 10 })],
    'lambda-concurrency',
    'note',
    '10 at once',
  ],
];

test.each(cases)('%s', (...one) => comesTo(one));

test.each([
  [10, 'would-fail'],
  [109, 'would-fail'],
  [1000, 'fine'],
] as const)('of %d at once, ten reserved: %s', async (most, outcome) => {
  const subject = { ...subjectOf(alone), plan: { ...plan, reservedConcurrency: 10 } };
  const account = recordedAccount(...empty(subject), says(concurrency, { most, unreserved: most }));
  const findings = await asked(account, subject);
  expect(findings.find(({ question }) => question === 'lambda-concurrency')?.outcome).toBe(outcome);
});
