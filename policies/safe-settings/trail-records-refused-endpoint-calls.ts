import { type Selector, trails } from '../estate/trails.ts';
import { judged, notApplicable } from '../outcome.ts';
import type { Rule } from '../rule.ts';
import { endpointPolicies } from './endpoint-policy.ts';

/** Services that send network activity events. STS, Logs, execute-api and Cognito do not. */
const sending = [
  'athena',
  'cloudtrail',
  'dynamodb',
  'ec2',
  'events',
  'glue',
  'kms',
  'lakeformation',
  'lambda',
  'monitoring',
  's3',
  'sagemaker',
  'secretsmanager',
  'sns',
  'sqs',
  'ssm',
];

const records = (selector: Selector, service: string): boolean =>
  selector.get('eventCategory')?.equals.includes('NetworkActivity') === true &&
  selector.get('eventSource')?.equals.includes(`${service}.amazonaws.com`) === true &&
  [...selector.keys()].every((field) => ['eventCategory', 'eventSource', 'errorCode'].includes(field)) &&
  (selector.get('errorCode')?.equals.includes('VpceAccessDenied') ?? true);

export const trailRecordsRefusedEndpointCalls: Rule = {
  id: 'trail-records-refused-endpoint-calls',
  safe: 'settings',
  controls: ['2.5.03', '3.1.12'],
  severity: 'error',
  why: "An endpoint's refusal, the trace of foreign credentials inside, appears in no other log.",
  fix: 'add a NetworkActivity selector for the event source of each endpoint',
  source: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-network-events-with-cloudtrail.html',
  check: (estate) => {
    const selectors = trails(estate).flatMap(({ isLogging, selectors: own }) => (isLogging ? own : []));
    return endpointPolicies(estate).map(({ endpoint, service }) =>
      sending.includes(service)
        ? judged(
            selectors.some((selector) => records(selector, service)),
            endpoint,
            'Properties.ServiceName',
            `what the endpoint of ${service} refuses is recorded`,
            `what the endpoint of ${service} refuses is recorded nowhere`,
          )
        : notApplicable(endpoint, 'Properties.ServiceName', `${service} sends no network activity events`),
    );
  },
};
