import type { Estate, Resource } from '../estate/estate.ts';
import { conditionValues, statementsAt } from '../estate/statements.ts';
import { list } from '../estate/values.ts';
import { judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';

const policyOf: Readonly<Record<string, { readonly type: string; readonly names: string }>> = {
  'AWS::SNS::Topic': { type: 'AWS::SNS::TopicPolicy', names: 'Topics' },
  'AWS::SQS::Queue': { type: 'AWS::SQS::QueuePolicy', names: 'Queues' },
};

const refusesPlainText = (policy: Resource): boolean =>
  statementsAt(policy, 'PolicyDocument').some(
    (statement) =>
      statement.effect === 'Deny' &&
      !statement.unresolved &&
      [...(statement.principals?.AWS ?? []), ...(statement.principals?.['*'] ?? [])].includes('*') &&
      conditionValues(statement, ['Bool'], 'aws:SecureTransport').includes('false'),
  );

const policiesOf = (estate: Estate, store: Resource): readonly Resource[] => {
  const kind = policyOf[store.type];
  return kind === undefined
    ? []
    : estate
        .ofType(kind.type)
        .filter(({ properties }) => list(properties[kind.names]).some((name) => estate.find(name) === store));
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
        judged(
          policiesOf(estate, store).some(refusesPlainText),
          store,
          'Type',
          'refuses calls without TLS',
          'takes calls without TLS',
        ),
      ),
};
