import type { Account } from '../account.ts';
import { answered, mapped } from '../answer.ts';
import type { Call } from '../call.ts';
import type { PlannedEndpoint } from '../plan.ts';
import { gatewayEndpoints, vpcs } from '../ports/ec2.ts';
import { malwareProtectionPlans } from '../ports/guardduty.ts';
import { roleQuota } from '../ports/iam.ts';
import { keys } from '../ports/kms.ts';
import { type QuotaName, quota } from '../ports/service-quotas.ts';
import type { Subject } from '../question.ts';
import { quotaQuestion } from '../quota-question.ts';

const length = (call: Call<undefined, readonly string[]>) => async (account: Account) =>
  mapped(await account.ask(call, undefined), (list) => list.length);

const applied = (name: QuotaName) => (account: Account) => account.ask(quota, name);

const endpoints =
  (wanted: PlannedEndpoint['kind']) =>
  ({ plan }: Subject): number =>
    plan.endpoints.filter(({ kind }) => kind === wanted).length;

const ask = (service: string, name: string) =>
  `no field of the file helps: ask AWS, Service Quotas, ${service}, "${name}"`;
const vpcPage = 'https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html';
const endpointPage = 'https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-limits-endpoints.html';

/** Quotas that a deployment can meet. Those that follow from the templates alone are rules, not questions. */
export const quotas = [
  quotaQuestion({
    id: 'quota-of-networks',
    about: 'networks in the region',
    type: 'AWS::EC2::VPC',
    calls: [vpcs, quota],
    used: length(vpcs),
    most: applied({ service: 'vpc', code: 'L-F678F1CE' }),
    byDefault: 5,
    refusal: 'VpcLimitExceeded',
    source: vpcPage,
    raise: `${ask('VPC', 'VPCs per Region')}, or delete the default VPC`,
  }),
  quotaQuestion({
    id: 'quota-of-interface-endpoints',
    about: 'interface endpoints of the network',
    type: 'AWS::EC2::VPCEndpoint',
    calls: [quota],
    used: async () => answered(0),
    most: applied({ service: 'vpc', code: 'L-29B6F2EB' }),
    byDefault: 50,
    planned: endpoints('Interface'),
    refusal: 'VpcEndpointLimitExceeded',
    source: endpointPage,
    raise: ask('VPC', 'Interface VPC endpoints per VPC'),
  }),
  quotaQuestion({
    id: 'quota-of-gateway-endpoints',
    about: 'gateway endpoints in the region',
    type: 'AWS::EC2::VPCEndpoint',
    calls: [gatewayEndpoints, quota],
    used: length(gatewayEndpoints),
    most: applied({ service: 'vpc', code: 'L-1B52E74A' }),
    byDefault: 20,
    planned: endpoints('Gateway'),
    refusal: 'VpcEndpointLimitExceeded',
    source: endpointPage,
    raise: ask('VPC', 'Gateway VPC endpoints per Region'),
  }),
  quotaQuestion({
    id: 'quota-of-keys',
    about: 'KMS keys',
    type: 'AWS::KMS::Key',
    calls: [keys, quota],
    used: length(keys),
    most: applied({ service: 'kms', code: 'L-C2F1777E' }),
    byDefault: 100_000,
    refusal: 'LimitExceededException',
    source: 'https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html',
    raise: ask('KMS', 'Customer managed keys'),
  }),
  quotaQuestion({
    id: 'quota-of-roles',
    about: 'IAM roles',
    type: 'AWS::IAM::Role',
    calls: [roleQuota],
    async used(account) {
      const summary = await account.ask(roleQuota, undefined);
      if (summary.kind !== 'answered') return summary;
      const { used } = summary.value;
      return used === undefined
        ? { kind: 'failed', action: roleQuota.action, message: 'the summary of the account does not count its roles' }
        : answered(used);
    },
    most: async (account) => mapped(await account.ask(roleQuota, undefined), ({ most }) => most),
    byDefault: 1000,
    refusal: 'LimitExceeded, Cannot exceed quota for RolesPerAccount',
    source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html',
    raise: ask('IAM', 'Roles per account'),
  }),
  quotaQuestion({
    id: 'quota-of-malware-plans',
    about: 'malware protection plans',
    type: 'AWS::GuardDuty::MalwareProtectionPlan',
    calls: [malwareProtectionPlans],
    used: length(malwareProtectionPlans),
    // A limit that AWS raises for nobody needs no answer of the account.
    most: async () => answered(25),
    byDefault: 25,
    refusal: 'an account and region protects 25 buckets, and AWS never raises it',
    source: 'https://docs.aws.amazon.com/guardduty/latest/ug/malware-protection-s3-quotas-guardduty.html',
    raise: 'no field of the file helps: delete a plan of another bucket',
  }),
];
