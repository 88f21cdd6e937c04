import { CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnRule } from 'aws-cdk-lib/aws-events';
import { CfnMetricFilter } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { nameOf, type Tenancy } from '../tenancy.ts';
import { type Watched, watchedEvents } from './watched-events.ts';

export interface AuditAlarmsProps {
  readonly tenancy: Tenancy;
  readonly logGroupName: string;
  readonly topicArn: string;
  readonly managementTrail: 'created-here' | 'organisation';
}

/**
 * One alarm per kind of event that should never pass unseen: over our own trail, within five minutes of CloudTrail's delivery; where the
 * organisation's trail has the event instead, by EventBridge, which any trail of management events feeds.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html
 */
export class AuditAlarms extends Construct {
  constructor(scope: Construct, id: string, { tenancy, logGroupName, topicArn, managementTrail }: AuditAlarmsProps) {
    super(scope, id);
    for (const watched of watchedEvents(tenancy)) {
      if (watched.category === 'data' || managementTrail === 'created-here') {
        this.#watch(watched, tenancy, logGroupName, topicArn);
      } else {
        this.#watchCalls(watched, tenancy, topicArn);
      }
    }
  }

  #watch({ id, description, pattern }: Watched, tenancy: Tenancy, logGroupName: string, topicArn: string): void {
    const metricNamespace = `TRE/${tenancy.deployment}`;
    const filter = new CfnMetricFilter(this, `${id}Filter`, {
      logGroupName,
      filterPattern: pattern,
      metricTransformations: [{ metricNamespace, metricName: id, metricValue: '1', defaultValue: 0 }],
    });
    const alarm = new CfnAlarm(this, `${id}Alarm`, {
      alarmName: `${nameOf(tenancy)}-${id}`,
      alarmDescription: description,
      namespace: metricNamespace,
      metricName: id,
      statistic: 'Sum',
      period: 300,
      evaluationPeriods: 1,
      threshold: 1,
      comparisonOperator: 'GreaterThanOrEqualToThreshold',
      treatMissingData: 'notBreaching',
      alarmActions: [topicArn],
    });
    alarm.addResourceDependency(filter);
  }

  #watchCalls({ id, description, calls }: Watched, tenancy: Tenancy, topicArn: string): void {
    if (calls === undefined) return;
    new CfnRule(this, `${id}Rule`, {
      name: `${nameOf(tenancy)}-${id}`,
      description,
      eventPattern: {
        source: calls.sources,
        'detail-type': ['AWS API Call via CloudTrail'],
        detail: calls.detail,
      },
      state: 'ENABLED',
      targets: [{ arn: topicArn, id: 'alarms' }],
    });
  }
}
