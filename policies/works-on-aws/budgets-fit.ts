import { list, record } from '../estate/values.ts';
import { judged } from '../outcome.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

export const budgetsFit: WorksOnAwsRule = {
  id: 'budgets-fit',
  severity: 'error',
  why: 'A budget has five notifications, each with ten email addresses and one topic.',
  fix: 'write to a distribution list, or to a topic',
  source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-budgets-budget.html',
  check: (estate) =>
    estate.ofType('AWS::Budgets::Budget').map((budget) => {
      const notifications = list(budget.properties.NotificationsWithSubscribers).map((one) =>
        list(record(one).Subscribers).map((subscriber) => String(record(subscriber).SubscriptionType)),
      );
      const fits = notifications.every(
        (kinds) =>
          kinds.length > 0 &&
          kinds.filter((kind) => kind === 'EMAIL').length <= 10 &&
          kinds.filter((kind) => kind === 'SNS').length <= 1,
      );
      return judged(
        notifications.length <= 5 && fits,
        budget,
        'Properties.NotificationsWithSubscribers',
        `${notifications.length} of 5 notifications`,
        `${notifications.length} notifications to ${notifications.map(({ length }) => length).join(', ')} subscribers`,
      );
    }),
};
