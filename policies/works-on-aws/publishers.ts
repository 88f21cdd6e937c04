import { arnsOf, placeOf } from '../estate/arns.ts';
import type { Context } from '../estate/calls.ts';
import type { Estate, Resource } from '../estate/estate.ts';
import { at, list, record } from '../estate/values.ts';

/** A service that publishes to a topic because a resource of the estate tells it to. */
export interface Publisher {
  readonly service: string;
  readonly because: Resource;
  /** What the service sends with its call. */
  readonly sends: Context;
}

const alarmActions = ['AlarmActions', 'OKActions', 'InsufficientDataActions'];

/** Who publishes to a topic, one publisher for each service. EventBridge sends no source account and no source ARN. */
export function publishersOf(estate: Estate, topic: Resource): readonly Publisher[] {
  const topicIsIn = (values: unknown): boolean =>
    list(values as never).some((value) => estate.find(value) === topic && typeof value === 'string');
  const sends = (resource: Resource): Context => {
    const { account = '' } = placeOf(estate, resource);
    return { 'aws:sourceaccount': [account], 'aws:sourceowner': [account], 'aws:sourcearn': arnsOf(estate, resource) };
  };
  const found: Publisher[] = [
    ...estate
      .ofType('AWS::CloudWatch::Alarm', 'AWS::CloudWatch::CompositeAlarm')
      .filter(({ properties }) => alarmActions.some((action) => topicIsIn(properties[action])))
      .map((because) => ({ service: 'cloudwatch.amazonaws.com', because, sends: sends(because) })),
    ...estate
      .ofType('AWS::Events::Rule')
      .filter(({ properties }) =>
        list(properties.Targets).some(
          (target) => topicIsIn(record(target).Arn) && record(target).RoleArn === undefined,
        ),
      )
      .map((because) => ({ service: 'events.amazonaws.com', because, sends: {} })),
    ...estate
      .ofType('AWS::Budgets::Budget')
      .filter((budget) =>
        list(budget.properties.NotificationsWithSubscribers).some((notification) =>
          list(record(notification).Subscribers).some((subscriber) => topicIsIn(record(subscriber).Address)),
        ),
      )
      .map((because) => ({ service: 'budgets.amazonaws.com', because, sends: sends(because) })),
    ...estate
      .ofType('AWS::Backup::BackupVault')
      .filter((vault) => topicIsIn(at(vault, 'Notifications.SNSTopicArn')))
      .map((because) => ({ service: 'backup.amazonaws.com', because, sends: sends(because) })),
  ];
  return [...new Map(found.toReversed().map((publisher) => [publisher.service, publisher])).values()];
}
