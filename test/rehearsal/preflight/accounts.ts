import * as cloudFormation from '../../../rehearsal/preflight/ports/cloudformation.ts';
import * as cloudTrail from '../../../rehearsal/preflight/ports/cloudtrail.ts';
import * as config from '../../../rehearsal/preflight/ports/config.ts';
import * as costs from '../../../rehearsal/preflight/ports/cost-explorer.ts';
import * as ec2 from '../../../rehearsal/preflight/ports/ec2.ts';
import * as guardDuty from '../../../rehearsal/preflight/ports/guardduty.ts';
import * as iam from '../../../rehearsal/preflight/ports/iam.ts';
import * as kms from '../../../rehearsal/preflight/ports/kms.ts';
import * as lake from '../../../rehearsal/preflight/ports/lake-formation.ts';
import * as lambda from '../../../rehearsal/preflight/ports/lambda.ts';
import * as names from '../../../rehearsal/preflight/ports/names-in-use.ts';
import * as organizations from '../../../rehearsal/preflight/ports/organizations.ts';
import * as people from '../../../rehearsal/preflight/ports/people-services.ts';
import * as s3 from '../../../rehearsal/preflight/ports/s3.ts';
import * as security from '../../../rehearsal/preflight/ports/security-services.ts';
import * as quotas from '../../../rehearsal/preflight/ports/service-quotas.ts';
import * as ssm from '../../../rehearsal/preflight/ports/ssm.ts';
import { callerIdentity } from '../../../rehearsal/preflight/ports/sts.ts';
import type { Subject } from '../../../rehearsal/preflight/question.ts';
import { type Saying, says, saysOf } from './recorded-account.ts';

const zones = ['a', 'b', 'c'].map((letter, index) => ({
  id: `euw2-az${(index + 1) % 3 || 3}`,
  name: `eu-west-2${letter}`,
  state: 'available',
}));

/** A new account of its own, bootstrapped for the file, in which nobody has done anything yet. */
export const empty = ({ deployment: { aws }, plan }: Subject): readonly Saying[] => [
  says(callerIdentity, { account: aws.account, arn: `arn:aws:sts::${aws.account}:assumed-role/Preflight/me` }),
  says(ec2.regionStatus, 'opt-in-not-required'),
  says(ec2.availabilityZones, zones),
  saysOf(ec2.endpointServices, (services) =>
    services.map((name) => ({
      name,
      kinds: /s3$|dynamodb$/.test(name) ? ['Gateway', 'Interface'] : ['Interface'],
      zones: zones.map((zone) => zone.name),
      takesPolicy: true,
    })),
  ),
  says(ec2.vpcBlockPublicAccess, { mode: 'off', held: false }),
  says(ec2.snapshotBlockPublicAccess, { mode: 'unblocked', held: false }),
  says(ec2.ebsEncryptionByDefault, false),
  says(ec2.vpcs, ['vpc-default']),
  says(ec2.gatewayEndpoints, []),
  says(ec2.internetGateways, []),
  says(config.configurationRecorders, []),
  says(config.runningRecorders, []),
  says(config.deliveryChannels, []),
  says(config.conformancePacks, []),
  says(guardDuty.detectors, []),
  says(guardDuty.malwareProtectionPlans, []),
  says(security.securityHubArn, undefined),
  says(security.macieSession, undefined),
  says(security.accountAnalyzers, []),
  says(security.inspectorScans, []),
  says(s3.accountBlocksPublicAccess, false),
  says(s3.buckets, []),
  says(cloudTrail.trails, []),
  says(organizations.organisation, undefined),
  says(organizations.effectivePolicy, undefined),
  saysOf(iam.role, (name) =>
    name === plan.executionRole ? { arn: `arn:aws:iam::${aws.account}:role/${name}`, boundary: undefined } : undefined,
  ),
  says(iam.policyExists, false),
  says(iam.roles, ['OrganizationAccountAccessRole', plan.executionRole]),
  says(iam.managedPolicies, []),
  says(iam.roleQuota, { used: 2, most: 1000 }),
  says(cloudFormation.listStacks, [{ name: 'CDKToolkit', status: 'CREATE_COMPLETE' }]),
  says(cloudFormation.listStackResources, []),
  // SNS subscriptions stand for the few types that exist though the list leaves them out
  says(
    cloudFormation.resourceTypes,
    [...plan.counts.keys()].filter((type) => type !== 'AWS::SNS::Subscription'),
  ),
  says(cloudFormation.resourceTypeExists, true),
  says(ssm.bootstraps, [{ parameter: plan.bootstrapParameter, version: 30 }]),
  says(lake.dataLakeSettings, {
    administrators: [],
    databasesOpenTo: ['IAM_ALLOWED_PRINCIPALS'],
    tablesOpenTo: ['IAM_ALLOWED_PRINCIPALS'],
  }),
  says(costs.costAllocationTag, 'never seen'),
  says(quotas.quota, undefined),
  says(quotas.quotasOf, [{ name: 'Web portals', value: 3 }]),
  says(lambda.concurrency, { most: 10, unreserved: 10 }),
  says(lambda.functions, []),
  says(kms.keyAliases, ['alias/aws/ssm']),
  says(kms.keys, []),
  says(names.logGroups, []),
  says(names.workgroups, ['primary']),
  says(names.glueDatabases, []),
  says(names.backupVaults, ['Default']),
  says(names.topics, []),
  says(people.identityCenterInstances, []),
  says(people.portals, []),
];

/** Somebody has worked in it: a detector, a recorder, and Lake Formation in charge of the catalogue. */
export const livedIn = (subject: Subject): readonly Saying[] => [
  ...empty(subject),
  says(guardDuty.detectors, ['d9749568']),
  says(guardDuty.detectorIsEnabled, true),
  says(config.configurationRecorders, ['default']),
  says(config.runningRecorders, ['default']),
  says(config.deliveryChannels, ['default']),
  says(lake.dataLakeSettings, {
    administrators: ['arn:aws:iam::444455556666:role/lake-admin'],
    databasesOpenTo: [],
    tablesOpenTo: [],
  }),
];

/** A member of a landing zone that provides everything an account can hold once. */
export const underControlTower = (subject: Subject): readonly Saying[] => [
  ...livedIn(subject),
  says(lake.dataLakeSettings, {
    administrators: [],
    databasesOpenTo: ['IAM_ALLOWED_PRINCIPALS'],
    tablesOpenTo: ['IAM_ALLOWED_PRINCIPALS'],
  }),
  says(organizations.organisation, { id: 'o-tower', managementAccount: '999988887777' }),
  saysOf(organizations.effectivePolicy, (type) =>
    type === 'DECLARATIVE_POLICY_EC2' ? '{"ec2_attributes":{"vpc_block_public_access":{}}}' : undefined,
  ),
  saysOf(iam.role, (name) =>
    name === 'AWSControlTowerExecution' || name === subject.plan.executionRole
      ? {
          arn: `arn:aws:iam::111122223333:role/${name}`,
          boundary: 'arn:aws:iam::111122223333:policy/LandingZoneBoundary',
        }
      : undefined,
  ),
  says(iam.policyExists, true),
  says(config.configurationRecorders, ['aws-controltower-BaselineConfigRecorder']),
  says(config.runningRecorders, ['aws-controltower-BaselineConfigRecorder']),
  says(security.securityHubArn, 'arn:aws:securityhub:eu-west-2:111122223333:hub/default'),
  says(security.macieSession, 'ENABLED'),
  says(security.inspectorScans, ['ec2', 'ecr', 'lambda']),
  says(cloudTrail.trails, [
    {
      name: 'aws-controltower-BaselineCloudTrail',
      arn: 'arn:aws:cloudtrail:eu-west-2:999988887777:trail/aws-controltower-BaselineCloudTrail',
      everywhere: true,
      ofTheOrganisation: true,
    },
  ]),
  says(cloudTrail.trailIsLogging, true),
  says(cloudTrail.managementEventsOf, 'every'),
  says(ec2.vpcBlockPublicAccess, { mode: 'block-bidirectional', held: true }),
  says(ec2.snapshotBlockPublicAccess, { mode: 'block-all-sharing', held: true }),
  says(ec2.ebsEncryptionByDefault, true),
  says(s3.accountBlocksPublicAccess, true),
  says(lambda.concurrency, { most: 1000, unreserved: 1000 }),
  says(costs.costAllocationTag, 'only the management account is told'),
  says(people.identityCenterInstances, [{ arn: 'arn:aws:sso:::instance/ssoins-1', owner: '999988887777' }]),
  says(people.portals, ['arn:aws:workspaces-web:eu-west-2:111122223333:portal/older']),
];
