import type { Finding } from './finding.ts';

/** A finding of a checker that stays, and why. */
export interface Accepted {
  readonly tool: Finding['tool'];
  readonly rule: string;
  /** Path of the construct; `*` stands for any part of a name. */
  readonly resource: string;
  readonly reason: string;
}

const settingsFunctions = [
  'AccountBaseline/Settings',
  'Network/NetworkSettings',
  'SafeSettings/Archive/Purge',
  'SafeData/Purge',
  'Project*/Purge',
  'SecureBrowser/SecureBrowser/SessionLog/Purge',
];

const ofEach = (rule: string, tool: Finding['tool'], reason: string): readonly Accepted[] =>
  settingsFunctions.map((owner) => ({ tool, rule, resource: `${owner}/Function/Function`, reason }));

/** An entry that meets its resource but no finding is stale and fails the rehearsal. */
export const accepted: readonly Accepted[] = [
  ...ofEach(
    'CKV_AWS_115',
    'checkov',
    'CloudFormation calls it once in a deployment; a reserved share would only take it from the quota of the account',
  ),
  ...ofEach(
    'CKV_AWS_116',
    'checkov',
    'CloudFormation waits for the answer of a custom resource and fails the stack without one; a queue would tell nobody more',
  ),
  ...ofEach(
    'CKV_AWS_117',
    'checkov',
    "CloudFormation's address for answers is on the internet, which the VPC has none of; the rule functions-outside-the-vpc-reach-no-data proves what it cannot reach",
  ),
  ...ofEach(
    'W3005',
    'cfn-lint',
    'CDK writes the dependency on the role out beside the reference; saying it twice changes nothing',
  ),
  {
    tool: 'cfn-lint',
    rule: 'W3005',
    resource: 'SafeSettings/Audit/Trail',
    reason:
      'The dependency is on the role whatever policies it may come to have, for CloudTrail tries the log group at once; twice changes nothing',
  },
  {
    tool: 'cfn-lint',
    rule: 'W3005',
    resource: 'SafeData/MalwareProtection/Plan',
    reason:
      'The dependency is on the role whatever policies it may come to have, for GuardDuty tries the bucket at once; twice changes nothing',
  },
  {
    tool: 'checkov',
    rule: 'CKV_AWS_18',
    resource: 'SafeSettings/Archive/AccessLogs/Bucket',
    reason: 'It is where access logs go; a bucket that logs its own access writes without end',
  },
];
