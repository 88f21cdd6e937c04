import { Stack } from 'aws-cdk-lib';
import { CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { alarmTopicName } from '../safe-settings/alarm-topic.ts';
import { nameOf, type Tenancy } from '../tenancy.ts';
import type { Door } from './door.ts';
import { doorStage } from './door.ts';
import { pascal } from './function-role.ts';
import type { GateFunctionName } from './gate-names.ts';

export interface GateAlarmsProps {
  readonly tenancy: Tenancy;
  readonly doors: readonly Door[];
  /** Name of the firewall before the public door. */
  readonly firewall: string;
  /** Functions that must come by themselves, which nobody misses when they stop. */
  readonly watched: readonly GateFunctionName[];
  /** Of those, who are told by a stream. */
  readonly told: readonly GateFunctionName[];
}

/** Of refusals in five minutes, at one door. */
const manyRefusals = 100;

/** Of blocked requests in five minutes. */
const manyBlocked = 500;

/**
 * Says when what ends access stops working: a sweep that fails, is held back or does not come within half an hour, and a stream that is read late.
 * Missing figures of the sweep are the alarm itself; elsewhere they mean that nothing happened.
 */
export class GateAlarms extends Construct {
  readonly #tenancy: Tenancy;

  constructor(scope: Construct, id: string, props: GateAlarmsProps) {
    super(scope, id);
    const { tenancy, doors, firewall, watched, told } = props;
    this.#tenancy = tenancy;
    for (const name of watched) {
      const dimensions = [{ name: 'FunctionName', value: nameOf(tenancy, name) }];
      for (const metricName of ['Errors', 'Throttles']) {
        this.#alarm(`${pascal(name)}${metricName}`, {
          alarmDescription: `${name}: ${metricName.toLowerCase()}`,
          namespace: 'AWS/Lambda',
          metricName,
          dimensions,
          statistic: 'Sum',
          period: 300,
          threshold: 1,
        });
      }
      if (!told.includes(name)) continue;
      this.#alarm(`${pascal(name)}Late`, {
        alarmDescription: `${name} is told of changes more than fifteen minutes late`,
        namespace: 'AWS/Lambda',
        metricName: 'IteratorAge',
        dimensions,
        statistic: 'Maximum',
        period: 300,
        threshold: 15 * 60 * 1000,
      });
    }
    this.#alarm('SweepMissing', {
      alarmDescription: 'No sweep came for half an hour: whoever lost access may still be at work',
      namespace: 'AWS/Lambda',
      metricName: 'Invocations',
      dimensions: [{ name: 'FunctionName', value: nameOf(tenancy, 'sweeper') }],
      statistic: 'Sum',
      period: 900,
      evaluationPeriods: 2,
      threshold: 1,
      comparisonOperator: 'LessThanThreshold',
      treatMissingData: 'breaching',
    });
    for (const { apiName } of doors) {
      const noun = apiName.split('-').at(-1) ?? apiName;
      const counts = [
        ['5XXError', 1, 'failed to answer'],
        ['4XXError', manyRefusals, 'refused many requests'],
      ] as const;
      for (const [metricName, threshold, what] of counts) {
        this.#alarm(`${pascal(noun)}${metricName}`, {
          alarmDescription: `The ${noun} door ${what}`,
          namespace: 'AWS/ApiGateway',
          metricName,
          dimensions: [
            { name: 'ApiName', value: apiName },
            { name: 'Stage', value: doorStage },
          ],
          statistic: 'Sum',
          period: 300,
          threshold,
        });
      }
    }
    this.#alarm('PublicBlocked', {
      alarmDescription: 'The firewall of the public door blocks many requests',
      namespace: 'AWS/WAFV2',
      metricName: 'BlockedRequests',
      dimensions: [
        { name: 'WebACL', value: firewall },
        { name: 'Region', value: Stack.of(this).region },
        { name: 'Rule', value: 'ALL' },
      ],
      statistic: 'Sum',
      period: 300,
      threshold: manyBlocked,
    });
  }

  #alarm(id: string, props: Partial<ConstructorParameters<typeof CfnAlarm>[2]>): void {
    const stack = Stack.of(this);
    new CfnAlarm(this, id, {
      alarmName: `${nameOf(this.#tenancy)}-${id}`,
      evaluationPeriods: 1,
      comparisonOperator: 'GreaterThanOrEqualToThreshold',
      treatMissingData: 'notBreaching',
      alarmActions: [stack.formatArn({ service: 'sns', resource: alarmTopicName(this.#tenancy) })],
      ...props,
    }).overrideLogicalId(`${id}Alarm`);
  }
}
