import type { Estate, Json, Resource } from '../estate/estate.ts';
import { list, record } from '../estate/values.ts';
import { judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';
import { reachesSomebody } from './alarm-route.ts';

const isTopic = (estate: Estate) => (target: Json | undefined) =>
  estate.find(target)?.type === 'AWS::SNS::Topic' || String(target).split(':')[2] === 'sns';

/** Event rules that notify; those with other targets do other work. */
const notifying = (estate: Estate): readonly Resource[] =>
  estate.ofType('AWS::Events::Rule').filter(({ properties }) => targetsOf(properties.Targets).some(isTopic(estate)));

const targetsOf = (targets: Json | undefined): readonly Json[] =>
  list(targets).map((target) => record(target).Arn ?? '');

export const alarmsReachATopicWithASubscriber: Rule = {
  id: 'alarms-reach-a-topic-with-a-subscriber',
  safe: 'settings',
  controls: ['2.5.03', '2.2.12', '1.2.09'],
  severity: 'error',
  why: 'An alarm that nobody receives is a light in an empty room.',
  fix: 'name a topic of the estate in AlarmActions or Targets, and subscribe somebody to it',
  check: (estate) => [
    ...estate.ofType('AWS::CloudWatch::Alarm', 'AWS::CloudWatch::CompositeAlarm').map((alarm) => {
      const on = alarm.properties.ActionsEnabled !== false && alarm.properties.ActionsEnabled !== 'false';
      return judged(
        on && reachesSomebody(estate, alarm.properties.AlarmActions),
        alarm,
        on ? 'Properties.AlarmActions' : 'Properties.ActionsEnabled',
        'reaches somebody',
        on ? 'reaches nobody who is known here' : 'its actions are switched off',
      );
    }),
    ...notifying(estate).map((rule) => {
      const on = (rule.properties.State ?? 'ENABLED') === 'ENABLED';
      return judged(
        on && reachesSomebody(estate, targetsOf(rule.properties.Targets)),
        rule,
        on ? 'Properties.Targets' : 'Properties.State',
        'reaches somebody',
        on ? 'reaches nobody who is known here' : 'is switched off',
      );
    }),
  ],
};
