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
  'SafeOutputs/Purge',
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
    tool: 'cfn-lint',
    rule: 'W3005',
    resource: 'SafeOutputs/MalwareProtection/Plan',
    reason:
      'The dependency is on the role whatever policies it may come to have, for GuardDuty tries the bucket at once; twice changes nothing',
  },
  {
    tool: 'checkov',
    rule: 'CKV_AWS_18',
    resource: 'SafeSettings/Archive/AccessLogs/Bucket',
    reason: 'It is where access logs go; a bucket that logs its own access writes without end',
  },
  {
    tool: 'checkov',
    rule: 'CKV_AWS_111',
    resource: 'Gate/Functions/*/Role/Role',
    reason:
      'The interfaces that Lambda makes in the network know no resource; a statement denies them to the code itself',
  },
  {
    tool: 'checkov',
    rule: 'CKV_AWS_111',
    resource: 'SafePeople/Broker/Function/Role',
    reason:
      'The interfaces that Lambda makes in the network know no resource; a statement denies them to the code itself',
  },
  {
    tool: 'checkov',
    rule: 'CKV_AWS_115',
    resource: 'Gate/Functions/*/Function',
    reason: 'A new account has ten executions in all, and a reservation fails there; the doors are throttled',
  },
  {
    tool: 'checkov',
    rule: 'CKV_AWS_116',
    resource: 'Gate/Functions/*/Function',
    reason:
      'What must not be lost waits in a table until it is done, and an event carries nothing; failed runs raise an alarm',
  },
  {
    tool: 'checkov',
    rule: 'CKV_AWS_117',
    resource: 'Gate/Functions/signing-keys/Function',
    reason:
      'It fetches the public keys of the issuer from the internet, and may write them into one table and nothing else',
  },
  {
    tool: 'checkov',
    rule: 'CKV_AWS_173',
    resource: 'Gate/Functions/*/Function',
    reason: 'Names of tables and buckets are all that the environment holds; Lambda encrypts them under its own key',
  },
  {
    tool: 'checkov',
    rule: 'CKV_AWS_120',
    resource: 'Gate/*/Stage',
    reason: 'An answer that is kept would outlive the access it was given for; no door keeps any',
  },
  {
    tool: 'checkov',
    rule: 'CKV_AWS_73',
    resource: 'Gate/*/Stage',
    reason: 'A trace would hold what people send and are answered; it is off on purpose, and a rule holds it off',
  },
  {
    tool: 'checkov',
    rule: 'CKV_AWS_76',
    resource: 'Gate/*/Stage',
    reason:
      "An access log needs the region's one role for API logs, which others may hold; the register's history says what was done",
  },
];
