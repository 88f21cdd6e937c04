import { serviceOf } from './person-roles.ts';

/** That a service says nothing of whom it works for, or that nobody else can make it work with what is ours. */
export interface WithoutSource {
  readonly service: string;
  readonly actions: RegExp;
  /** Kind of resource whose policy it stands in. */
  readonly in: string;
  readonly because: string;
  readonly source: string;
}

const passedOnly = 'a role is handed to it by iam:PassRole alone, which reaches no role of another account';
const passing = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html';

/** The only exceptions. Each is of one service, one action and one kind of policy; a new one needs a page of AWS behind it. */
const withoutSource: readonly WithoutSource[] = [
  ...['lambda', 'backup', 'cloudformation', 'cloudtrail', 'malware-protection-plan.guardduty'].map((service) => ({
    service,
    actions: /^sts:AssumeRole$/i,
    in: 'AWS::IAM::Role',
    because: `${service}: ${passedOnly}`,
    source: passing,
  })),
  {
    service: 'events',
    actions: /^sns:Publish$/i,
    in: 'AWS::SNS::Topic',
    because: 'events: it delivers nothing to a topic whose policy has a condition; it can publish and not read',
    source: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html#eb-sns-permissions',
  },
  {
    service: 'events',
    actions: /^kms:(Decrypt|GenerateDataKey)$/i,
    in: 'AWS::KMS::Key',
    because: 'events: it reaches no encrypted topic whose key policy has a condition on the source',
    source: 'https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#compatibility-with-aws-services',
  },
  {
    service: 'backup',
    actions: /^kms:(Decrypt|GenerateDataKey)$/i,
    in: 'AWS::KMS::Key',
    because:
      'backup: it notifies topics of the own account alone, and no page says that a condition on the key lets it',
    source: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/backup-notifications.html',
  },
  {
    service: 'budgets',
    actions: /^kms:(Decrypt|GenerateDataKey)$/i,
    in: 'AWS::KMS::Key',
    because:
      'budgets: it notifies topics of the own account alone, and no page says that a condition on the key lets it',
    source: 'https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-sns-policy.html',
  },
];

/** The exception for a service, an action and a kind of resource; undefined where it must say for whom it works. */
export const sendNoSource = (service: string, action: string, type: string): WithoutSource | undefined =>
  withoutSource.find((one) => one.service === serviceOf(service) && one.in === type && one.actions.test(action));
