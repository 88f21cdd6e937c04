import type { Estate, Json, Resource } from '../estate/estate.ts';
import { statementsAt } from '../estate/statements.ts';
import { list, record, text } from '../estate/values.ts';
import { fail, pass } from '../outcome.ts';
import type { Outcome, Rule } from '../rule.ts';
import { beyondAlarms } from './alarm-events.ts';
import { resourceHere } from './here.ts';

/** Services whose messages tell what happened to settings, costs and health, and quote no record. */
const alarming = ['backup', 'budgets', 'cloudwatch', 'costalerts', 'events'].map((name) => `${name}.amazonaws.com`);

interface Subscription {
  readonly holder: Resource;
  readonly path: string;
  readonly topic: Resource | undefined;
  readonly protocol: string;
  readonly endpoint: Json | undefined;
}

const subscriptions = (estate: Estate): readonly Subscription[] => [
  ...estate.ofType('AWS::SNS::Subscription').map((holder) => ({
    holder,
    path: 'Properties.Protocol',
    topic: estate.find(holder.properties.TopicArn),
    protocol: String(holder.properties.Protocol),
    endpoint: holder.properties.Endpoint,
  })),
  ...estate.ofType('AWS::SNS::Topic').flatMap((holder) =>
    list(holder.properties.Subscription)
      .map(record)
      .map(({ Protocol, Endpoint }, index) => ({
        holder,
        path: `Properties.Subscription.${index}`,
        topic: holder,
        protocol: String(Protocol),
        endpoint: Endpoint,
      })),
  ),
];

/** Queues and functions of the estate hear it inside; to a person only mail may go. */
const staysInside = (estate: Estate, { protocol, endpoint }: Subscription): boolean =>
  ['sqs', 'lambda'].includes(protocol) &&
  /^AWS::(SQS::Queue|Lambda::Function)$/.test(resourceHere(estate, 'Endpoint', endpoint)?.type ?? '');

const isMail = ({ protocol, endpoint }: Subscription): boolean =>
  ['email', 'email-json'].includes(protocol) && /^[^@\s]+@[^@\s]+$/.test(text(endpoint) ?? '');

/** Who may speak to a topic that people outside hear. */
function speakers(estate: Estate, topic: Resource): readonly Outcome[] {
  const policies = estate
    .ofType('AWS::SNS::TopicPolicy', 'AWS::SNS::TopicInlinePolicy')
    .filter(({ properties }) =>
      [...list(properties.Topics), ...list(properties.TopicArn)].some((one) => estate.find(one) === topic),
    );
  return policies.flatMap((policy) =>
    statementsAt(policy, 'PolicyDocument')
      .filter(({ effect }) => effect === 'Allow')
      .map((statement) => {
        const { principals = {}, notPrincipals, unresolved } = statement;
        const names = Object.entries(principals).flatMap(([kind, all]) =>
          all.map((name) => (kind === 'Service' ? name : `${kind} ${name}`)),
        );
        const other = names.find((name) => !alarming.includes(name));
        const fault =
          unresolved || notPrincipals !== undefined || names.length === 0 ? 'somebody who cannot be read' : other;
        return fault === undefined
          ? pass(policy, statement.path, 'only services that tell alarms may speak to it')
          : fail(policy, statement.path, `lets ${fault} say what it likes to people outside`);
      }),
  );
}

const hears = (estate: Estate, topics: readonly Resource[]) => (target: Json) => {
  const found = estate.find(record(target).Arn);
  return found !== undefined && topics.includes(found);
};

function told(estate: Estate): readonly Outcome[] {
  return estate.ofType('AWS::Budgets::Budget').flatMap((budget) =>
    list(budget.properties.NotificationsWithSubscribers)
      .flatMap((one) => list(record(one).Subscribers).map(record))
      .filter(({ SubscriptionType, Address }) =>
        SubscriptionType === 'SNS'
          ? resourceHere(estate, 'Address', Address)?.type !== 'AWS::SNS::Topic'
          : SubscriptionType !== 'EMAIL',
      )
      .map(() =>
        fail(
          budget,
          'Properties.NotificationsWithSubscribers',
          'tells somebody who is neither an address nor a topic here',
        ),
      ),
  );
}

export const notificationsCarryAlarmsOnly: Rule = {
  id: 'notifications-carry-alarms-only',
  safe: 'outputs',
  controls: ['3.1.12'],
  severity: 'fatal',
  why: 'A message to a person leaves the environment unread; it may say that something happened, and never what lies inside.',
  fix: 'subscribe addresses of mail alone; let alarms and findings of AWS speak to them, and no event that quotes names or requests',
  source: 'https://docs.aws.amazon.com/sns/latest/dg/sns-event-destinations.html',
  check: (estate) => {
    const all = subscriptions(estate);
    const heard = [...new Set(all.filter((one) => !staysInside(estate, one)).flatMap(({ topic }) => topic ?? []))];
    return [
      ...all.map((one) => {
        const { holder, path, topic, protocol, endpoint } = one;
        if (topic === undefined) return fail(holder, path, 'hears a topic that is not of the estate');
        return isMail(one) || staysInside(estate, one)
          ? pass(holder, path, 'goes by mail, or stays inside')
          : fail(holder, path, `goes by ${protocol} to ${text(endpoint) ?? 'what could not be resolved'}`);
      }),
      ...heard.flatMap((topic) => speakers(estate, topic)),
      ...estate
        .ofType('AWS::Events::Rule')
        .filter(({ properties }) => list(properties.Targets).some(hears(estate, heard)))
        .map((rule) => {
          const fault = beyondAlarms(rule);
          return fault === undefined
            ? pass(rule, 'Properties.EventPattern', 'tells of an alarm')
            : fail(rule, 'Properties.EventPattern', `tells people outside ${fault}`);
        }),
      ...told(estate),
    ];
  },
};
