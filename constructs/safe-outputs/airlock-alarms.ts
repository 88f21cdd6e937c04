import { Stack } from 'aws-cdk-lib';
import { CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnMetricFilter } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { airlockAlarms } from '../../lambdas/safe-outputs/contract.ts';
import { alarmTopicName } from '../safe-settings/alarm-topic.ts';
import { nameOf, type Tenancy } from '../tenancy.ts';

export interface AirlockAlarmsProps {
  readonly tenancy: Tenancy;
  /** Log of the function that notices what is late. */
  readonly logGroupName: string;
}

const heard = [
  {
    id: 'AirlockScanOverdue',
    word: airlockAlarms['scan-overdue'],
    description: 'A frozen file has no verdict of the malware scan within the hour, and its request was blocked',
  },
  {
    id: 'AirlockStuck',
    word: airlockAlarms['mark-stuck'],
    description: 'A request waits in the same state for three days',
  },
] as const;

/**
 * Says when somebody waits for the airlock longer than they should. No figure of AWS knows it: the function that notices says a word in its log, and
 * an alarm stands on the word. A function logs plain lines, with an instant and an id before what it says, so the filter looks for a term and not into JSON.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export class AirlockAlarms extends Construct {
  constructor(scope: Construct, id: string, { tenancy, logGroupName }: AirlockAlarmsProps) {
    super(scope, id);
    const stack = Stack.of(this);
    const metricNamespace = `TRE/${tenancy.deployment}`;
    for (const { id: name, word, description } of heard) {
      const filter = new CfnMetricFilter(this, `${name}Filter`, {
        logGroupName,
        filterPattern: `"${word}"`,
        metricTransformations: [{ metricNamespace, metricName: name, metricValue: '1', defaultValue: 0 }],
      });
      filter.overrideLogicalId(`${name}Filter`);
      const alarm = new CfnAlarm(this, name, {
        alarmName: `${nameOf(tenancy)}-${name}`,
        alarmDescription: description,
        namespace: metricNamespace,
        metricName: name,
        statistic: 'Sum',
        period: 300,
        evaluationPeriods: 1,
        threshold: 1,
        comparisonOperator: 'GreaterThanOrEqualToThreshold',
        treatMissingData: 'notBreaching',
        alarmActions: [stack.formatArn({ service: 'sns', resource: alarmTopicName(tenancy) })],
      });
      alarm.overrideLogicalId(`${name}Alarm`);
      alarm.addResourceDependency(filter);
    }
  }
}
