import type { Estate, Resource } from '../estate/estate.ts';
import { list, record, text } from '../estate/values.ts';
import { judged } from '../outcome.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

const admits = (estate: Estate, lambda: Resource, rule: Resource): boolean =>
  estate
    .ofType('AWS::Lambda::Permission')
    .some(
      ({ properties: { FunctionName, Principal, Action, SourceArn } }) =>
        estate.find(FunctionName, 'AWS::Lambda::Function') === lambda &&
        Principal === 'events.amazonaws.com' &&
        (Action === 'lambda:InvokeFunction' || Action === 'lambda:*') &&
        (text(SourceArn) === undefined || estate.find(SourceArn, 'AWS::Events::Rule') === rule),
    );

export const eventTargetsAdmitTheirRules: WorksOnAwsRule = {
  id: 'event-targets-admit-their-rules',
  severity: 'error',
  why: 'EventBridge calls a function by the policy of the function; without a permission for the rule the call is refused, and nothing says so but a metric.',
  fix: 'add an AWS::Lambda::Permission for events.amazonaws.com with the ARN of the rule',
  source: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html',
  check: (estate) =>
    estate.ofType('AWS::Events::Rule').flatMap((rule) =>
      list(rule.properties.Targets).flatMap((target, index) => {
        const lambda = estate.find(record(target).Arn, 'AWS::Lambda::Function');
        return lambda === undefined
          ? []
          : [
              judged(
                admits(estate, lambda, rule),
                rule,
                `Properties.Targets.${index}`,
                `${lambda.logicalId} lets it call`,
                `${lambda.logicalId} does not let it call`,
              ),
            ];
      }),
    ),
};
