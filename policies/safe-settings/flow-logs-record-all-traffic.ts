import { pointingAt, vpcs } from '../estate/network.ts';
import { judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';

export const flowLogsRecordAllTraffic: Rule = {
  id: 'flow-logs-record-all-traffic',
  safe: 'settings',
  controls: ['2.2.09', '2.5.03'],
  severity: 'error',
  why: 'What was refused shows who tried, what was allowed shows what went where; an incident needs both.',
  fix: 'add an AWS::EC2::FlowLog with TrafficType ALL for the VPC, into a log group or bucket of the estate',
  check: (estate) =>
    vpcs(estate).map((vpc) => {
      const logs = pointingAt(estate, 'AWS::EC2::FlowLog', 'ResourceId', vpc);
      const all = logs.find(
        ({ properties }) =>
          properties.TrafficType === 'ALL' &&
          properties.ResourceType === 'VPC' &&
          estate.find(properties.LogGroupName ?? properties.LogDestination) !== undefined,
      );
      return judged(
        all !== undefined,
        vpc,
        'Type',
        `${all?.logicalId} records allowed and refused traffic`,
        logs.length === 0 ? 'has no flow log' : 'no flow log records all of its traffic into a known place',
      );
    }),
};
