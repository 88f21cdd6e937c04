import type { Estate, Resource } from '../estate/estate.ts';
import { coversAction, type Statement, statementsAt } from '../estate/statements.ts';
import { list } from '../estate/values.ts';
import { judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';

interface Kind {
  readonly type: string;
  readonly names: string;
  /** What carries a message. */
  readonly actions: readonly string[];
}

const policyOf: Readonly<Record<string, Kind>> = {
  'AWS::SNS::Topic': { type: 'AWS::SNS::TopicPolicy', names: 'Topics', actions: ['sns:Publish'] },
  'AWS::SQS::Queue': {
    type: 'AWS::SQS::QueuePolicy',
    names: 'Queues',
    actions: ['sqs:SendMessage', 'sqs:ReceiveMessage'],
  },
};

/** One condition and no other: a second would join by "and" and weaken it. */
const onlyWithoutTls = ({ conditions }: Statement): boolean =>
  JSON.stringify(conditions).toLowerCase() === '{"bool":{"aws:securetransport":["false"]}}';

const refusesPlainText = (estate: Estate, store: Resource, { actions }: Kind, policy: Resource): boolean =>
  statementsAt(policy, 'PolicyDocument').some(
    (statement) =>
      statement.effect === 'Deny' &&
      !statement.unresolved &&
      [...(statement.principals?.AWS ?? []), ...(statement.principals?.['*'] ?? [])].includes('*') &&
      actions.every((action) => coversAction(statement, action)) &&
      (statement.resources ?? []).some((one) => one === '*' || estate.find(one) === store) &&
      onlyWithoutTls(statement),
  );

const refuses = (estate: Estate, store: Resource): boolean => {
  const kind = policyOf[store.type];
  if (kind === undefined) return false;
  return estate
    .ofType(kind.type)
    .filter(({ properties }) => list(properties[kind.names]).some((name) => estate.find(name) === store))
    .some((policy) => refusesPlainText(estate, store, kind, policy));
};

export const topicsAndQueuesDemandTls: Rule = {
  id: 'topics-and-queues-demand-tls',
  safe: 'settings',
  controls: ['2.8.02', '2.8.03'],
  severity: 'error',
  why: 'SNS and SQS still answer without TLS, and what they carry names projects and people.',
  fix: 'deny everybody where aws:SecureTransport is false, in the policy of the topic or queue',
  check: (estate) =>
    estate
      .ofType(...Object.keys(policyOf))
      .map((store) =>
        judged(refuses(estate, store), store, 'Type', 'refuses calls without TLS', 'takes calls without TLS'),
      ),
};
