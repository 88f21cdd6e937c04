import { Stack } from 'aws-cdk-lib';
import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import { CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { projectTag } from '../safe-people/assumed-by-the-broker.ts';
import { alarmTopicName } from '../safe-settings/alarm-topic.ts';
import { nameOf, type Tenancy } from '../tenancy.ts';

export interface AllowanceProps {
  readonly tenancy: Tenancy;
  readonly project: string;
  readonly workgroupName: string;
  /** Pounds in a month; AWS bills in dollars, and a budget must be in the currency of the bill. */
  readonly monthlyGBP: number;
  readonly gigabytesPerQuery: number;
  readonly emails: readonly string[];
}

/** Dollars for a pound, rounded down so that the alarm errs early. A budget warns; it never decides. */
const dollarsPerPound = 1.2;

/** Full-size queries in a day that are worth a look. */
const manyQueries = 20;

/**
 * Two warnings: money, by the cost tag of the project (which counts nothing until the management account activates the tag), and bytes
 * read by its queries, at once. Neither stops anything; the limit of each query does.
 * https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-managing-costs.html
 */
export class Allowance extends Construct {
  constructor(scope: Construct, id: string, props: AllowanceProps) {
    super(scope, id);
    const { tenancy, project, workgroupName, monthlyGBP, gigabytesPerQuery, emails } = props;
    const stack = Stack.of(this);
    const warn = (
      notificationType: 'ACTUAL' | 'FORECASTED',
      threshold: number,
    ): CfnBudget.NotificationWithSubscribersProperty => ({
      notification: { notificationType, threshold, thresholdType: 'PERCENTAGE', comparisonOperator: 'GREATER_THAN' },
      subscribers: [...new Set(emails)].map((address) => ({ subscriptionType: 'EMAIL', address })),
    });
    new CfnBudget(this, 'Budget', {
      budget: {
        budgetName: nameOf(tenancy, 'project', project),
        budgetType: 'COST',
        timeUnit: 'MONTHLY',
        budgetLimit: { amount: Math.floor(monthlyGBP * dollarsPerPound * 100) / 100, unit: 'USD' },
        costFilters: { TagKeyValue: [`user:${projectTag}$${project}`] },
      },
      notificationsWithSubscribers: [warn('ACTUAL', 80), warn('ACTUAL', 100), warn('FORECASTED', 100)],
    }).overrideLogicalId('Budget');

    new CfnAlarm(this, 'BytesRead', {
      alarmName: nameOf(tenancy, 'project', project, 'bytes'),
      alarmDescription: `Queries of ${project} read as much in a day as ${manyQueries} queries at their limit`,
      metrics: bytesRead(workgroupName),
      evaluationPeriods: 1,
      threshold: manyQueries * gigabytesPerQuery * 1024 ** 3,
      comparisonOperator: 'GreaterThanThreshold',
      treatMissingData: 'notBreaching',
      alarmActions: [stack.formatArn({ service: 'sns', resource: alarmTopicName(tenancy) })],
    }).overrideLogicalId('BytesReadAlarm');
  }
}

const states = ['SUCCEEDED', 'FAILED', 'CANCELED'];

/**
 * Athena counts bytes by workgroup, kind and outcome together, and CloudWatch takes each combination for a metric of its own: the
 * workgroup alone has none. A state that never occurred counts as nothing.
 * https://docs.aws.amazon.com/athena/latest/ug/query-metrics-viewing.html
 */
const bytesRead = (workgroup: string): CfnAlarm.MetricDataQueryProperty[] => [
  {
    id: 'all',
    label: 'Bytes read in a day',
    expression: states.map((state) => `FILL(${state.toLowerCase()}, 0)`).join(' + '),
    returnData: true,
  },
  ...states.map((state) => ({
    id: state.toLowerCase(),
    returnData: false,
    metricStat: {
      stat: 'Sum',
      period: 86_400,
      metric: {
        namespace: 'AWS/Athena',
        metricName: 'ProcessedBytes',
        dimensions: [
          { name: 'WorkGroup', value: workgroup },
          { name: 'QueryType', value: 'DML' },
          { name: 'QueryState', value: state },
        ],
      },
    },
  })),
];
