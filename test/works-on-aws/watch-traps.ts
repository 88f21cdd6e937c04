import { set } from '../mutant.ts';
import {
  addedTimes,
  changed,
  mentions,
  outsidersDenied,
  push,
  small,
  statementsWith,
  type Trap,
  times,
} from './trap.ts';

const alarm = 'AWS::CloudWatch::Alarm';
const filter = 'AWS::Logs::MetricFilter';
const rule = 'AWS::Events::Rule';
const plan = 'AWS::GuardDuty::MalwareProtectionPlan';
const role = 'AWS::IAM::Role';
const budget = 'AWS::Budgets::Budget';
const simple = mentions('"Period"', 'MetricName');

const subscribers = (count: number, SubscriptionType: string) =>
  times(count, (index) => ({ SubscriptionType, Address: `person-${index}@example.nhs.uk` }));

export const watchTraps: readonly Trap[] = [
  {
    rule: 'topics-admit-their-publishers',
    mutants: {
      'a Deny spares the organisation only, and a service is of none': changed('AWS::SNS::TopicPolicy', (body) =>
        push(body, 'PolicyDocument', outsidersDenied('sns:Publish')),
      ),

      'EventBridge is asked for its account': changed('AWS::SNS::TopicPolicy', (body) =>
        statementsWith(body, 'PolicyDocument', 'events.amazonaws.com', (statement) => ({
          ...statement,
          Condition: { StringEquals: { 'aws:SourceAccount': '444455556666' } },
        })),
      ),
      'alarms may not publish': changed('AWS::SNS::TopicPolicy', (body) =>
        statementsWith(body, 'PolicyDocument', 'cloudwatch.amazonaws.com', () => undefined),
      ),
      'the topic has the policy that SNS makes': (templates) => templates.remove('AWS::SNS::TopicPolicy'),
    },
  },
  {
    rule: 'alarm-windows-are-legal',
    mutants: {
      'a period is less than nothing': changed(alarm, (body) => set(body, 'Period', -60), simple),
      'a period is nothing': changed(alarm, (body) => set(body, 'Period', 0), simple),
      'an alarm looks at one period and a half': changed(alarm, (body) => set(body, 'EvaluationPeriods', 1.5), simple),
      'an alarm waits for no point': changed(alarm, (body) => set(body, 'DatapointsToAlarm', 0)),

      'an alarm looks back two days by minutes': changed(
        alarm,
        (body) => {
          set(body, 'Period', 600);
          set(body, 'EvaluationPeriods', 288);
        },
        simple,
      ),
      'a period is no multiple of a minute': changed(alarm, (body) => set(body, 'Period', 90), simple),
      'more points than periods': changed(alarm, (body) => set(body, 'DatapointsToAlarm', 9)),
      'metric math looks back eight days': changed(
        alarm,
        (body) => set(body, 'EvaluationPeriods', 8),
        mentions('MetricStat'),
      ),
    },
  },
  {
    rule: 'alarms-name-every-dimension',
    mutants: {
      'an alarm names the workgroup alone': changed(
        alarm,
        (body) => {
          set(body, 'Metrics', undefined);
          set(body, 'Namespace', 'AWS/Athena');
          set(body, 'Dimensions', [{ Name: 'WorkGroup', Value: 'audit' }]);
        },
        mentions('AWS/Athena'),
      ),
    },
  },
  {
    rule: 'metric-filters-are-legal',
    mutants: {
      'a pattern is too long': changed(filter, (body) =>
        set(body, 'FilterPattern', `{ $.eventName = "${'x'.repeat(1024)}" }`),
      ),
      'a default stands beside dimensions': changed(filter, (body) =>
        set(body, 'MetricTransformations.0.Dimensions', [{ Key: 'who', Value: '$.userIdentity.arn' }]),
      ),
      'a metric is made in a namespace of AWS': changed(filter, (body) =>
        set(body, 'MetricTransformations.0.MetricNamespace', 'AWS/Ours'),
      ),
    },
  },
  {
    rule: 'log-retentions-are-legal',
    mutants: {
      'a log is kept 8 times 365 days': changed('AWS::Logs::LogGroup', (body) => set(body, 'RetentionInDays', 2920)),
    },
  },
  {
    rule: 'event-rules-fit',
    mutants: {
      'a rule has six targets': changed(rule, (body) =>
        set(
          body,
          'Targets',
          times(6, (index) => ({ Id: `target-${index}`, Arn: 'arn:aws:sns:eu-west-2:111122223333:x' })),
        ),
      ),
      'a pattern is too long': changed(rule, (body) =>
        set(body, 'EventPattern', { source: times(300, (index) => `aws.service-${index}`) }),
      ),
    },
  },
  {
    rule: 'event-rules-name-events-that-exist',
    mutants: {
      'a detail-type is misspelt': changed(
        rule,
        (body) => set(body, 'EventPattern', { source: ['aws.guardduty'], 'detail-type': ['GuardDuty Findings'] }),
        mentions('aws.guardduty'),
      ),
    },
  },
  {
    rule: 'budgets-fit',
    mutants: {
      'a budget writes to eleven people': changed(budget, (body) =>
        set(body, 'NotificationsWithSubscribers.0.Subscribers', subscribers(11, 'EMAIL')),
      ),
      'a budget has six notifications': changed(budget, (body) =>
        set(
          body,
          'NotificationsWithSubscribers',
          times(6, () => ({ Notification: {}, Subscribers: subscribers(1, 'EMAIL') })),
        ),
      ),
      'a notification goes to two topics': changed(budget, (body) =>
        set(body, 'NotificationsWithSubscribers.0.Subscribers', subscribers(2, 'SNS')),
      ),
    },
  },
  {
    rule: 'malware-plans-fit',
    mutants: {
      'a plan for each of 25 projects': addedTimes(25, 'safe-data', plan),
      'a plan has six prefixes': changed(plan, (body) =>
        set(
          body,
          'ProtectedResource.S3Bucket.ObjectPrefixes',
          times(6, (index) => `in-${index}/`),
        ),
      ),
    },
  },
  {
    rule: 'malware-scan-role-is-complete',
    mutants: {
      'the scan may not tag': changed(
        role,
        (body) => statementsWith(body, 'Policies.0.PolicyDocument', 's3:PutObjectTagging', () => undefined),
        mentions('malware-scan'),
      ),
      'the scan may not make its rule': changed(
        role,
        (body) => statementsWith(body, 'Policies.0.PolicyDocument', 'events:PutRule', () => undefined),
        mentions('malware-scan'),
      ),
      'the trust asks for an account': changed(
        role,
        (body) =>
          statementsWith(body, 'AssumeRolePolicyDocument', 'guardduty', (statement) => ({
            ...statement,
            Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } },
          })),
        mentions('malware-scan'),
      ),
    },
  },
  {
    rule: 'detectors-name-features-only',
    mutants: {
      'data sources stand beside features': changed('AWS::GuardDuty::Detector', (body) =>
        set(body, 'DataSources', { S3Logs: { Enable: true } }),
      ),
    },
  },
  {
    rule: 'firewall-logs-are-named-for-it',
    small: [
      small({
        Logs: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: 'aws-waf-logs-tre' } },
        Logging: {
          Type: 'AWS::WAFv2::LoggingConfiguration',
          Properties: { LogDestinationConfigs: [{ 'Fn::GetAtt': ['Logs', 'Arn'] }] },
        },
      }),
    ],
    mutants: {
      'the log group has another name': changed('AWS::Logs::LogGroup', (body) => set(body, 'LogGroupName', '/tre/waf')),
      'nobody knows the name': changed('AWS::Logs::LogGroup', (body) => set(body, 'LogGroupName', undefined)),
    },
  },
];
