import { serviceMay } from '../estate/calls.ts';
import { pointingAt } from '../estate/network.ts';
import { statementsAt } from '../estate/statements.ts';
import { list } from '../estate/values.ts';
import { judged } from '../outcome.ts';
import { publishersOf } from './publishers.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

/** The policy that SNS gives a topic by itself admits the account, and so alarms; it does not admit EventBridge. */
export const topicsAdmitTheirPublishers: WorksOnAwsRule = {
  id: 'topics-admit-their-publishers',
  severity: 'error',
  why: 'EventBridge evaluates no condition of a topic policy: a statement with aws:SourceAccount or aws:SourceArn never lets its events in.',
  fix: 'allow sns:Publish to each publishing service; to events.amazonaws.com in a statement of its own without Condition',
  source: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html',
  check: (estate) =>
    estate.ofType('AWS::SNS::Topic').flatMap((topic) => {
      const policies = [
        ...estate
          .ofType('AWS::SNS::TopicPolicy')
          .filter(({ properties }) => list(properties.Topics).some((one) => estate.find(one) === topic)),
        ...pointingAt(estate, 'AWS::SNS::TopicInlinePolicy', 'TopicArn', topic),
      ];
      const statements = policies.flatMap((policy) => statementsAt(policy, 'PolicyDocument'));
      return publishersOf(estate, topic).map(({ service, because, sends }) =>
        judged(
          policies.length === 0
            ? service === 'cloudwatch.amazonaws.com'
            : serviceMay(statements, service, 'sns:Publish', sends),
          policies[0] ?? topic,
          policies.length === 0 ? 'Type' : 'Properties.PolicyDocument',
          `${service} may publish`,
          `${service} may not publish to ${topic.logicalId}, and ${because.logicalId} has it do so`,
        ),
      );
    }),
};
