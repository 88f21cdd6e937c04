import type { Estate, Json, Resource } from '../estate/estate.ts';
import { list, record, text } from '../estate/values.ts';
import { judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';
import { reachesSomebody } from './alarm-route.ts';

/** Calls that take a guard away, by what they touch. */
const watched: Readonly<Record<string, readonly string[]>> = {
  'a key': ['PutKeyPolicy', 'CreateGrant', 'DisableKey', 'ScheduleKeyDeletion'],
  'the audit trail': ['StopLogging', 'DeleteTrail', 'UpdateTrail', 'PutEventSelectors', 'DeleteLogGroup'],
  'a bucket': ['PutBucketPolicy', 'DeleteBucketPolicy', 'PutBucketReplication', 'PutBucketLifecycle'],
  'who holds a role that nobody holds every day': ['AssumeRole'],
  'the network': ['CreateInternetGateway', 'CreateVpcPeeringConnection', 'CreateRoute', 'ModifyVpcEndpoint'],
};

/** What services that watch report, by the kind of the event. */
const reported = [
  'GuardDuty Finding',
  'GuardDuty Malware Protection Resource Status Error',
  'Access Analyzer Finding',
  'Security Hub Findings - Imported',
  'Config Rules Compliance Change',
  'Backup Job State Change',
  'Restore Job State Change',
] as const;

const isOn = ({ properties: { State } }: Resource): boolean => State === undefined || State === 'ENABLED';

const tellsSomebody = (estate: Estate, { properties }: Resource): boolean =>
  reachesSomebody(
    estate,
    list(properties.Targets).flatMap((target): readonly Json[] => {
      const { Arn } = record(target);
      return Arn === undefined ? [] : [Arn];
    }),
  );

/** Rules of EventBridge that are on and tell somebody, and patterns of filters with an alarm at the first event. */
function heardBy(estate: Estate): readonly { readonly by: Resource; readonly names: (call: string) => boolean }[] {
  const rules = estate
    .ofType('AWS::Events::Rule')
    .filter((rule) => isOn(rule) && tellsSomebody(estate, rule))
    .map((by) => {
      const calls = list(record(record(by.properties.EventPattern).detail).eventName);
      return { by, names: (call: string) => calls.some((one) => one === call || record(one).prefix === call) };
    });
  const alarms = estate.ofType('AWS::CloudWatch::Alarm').filter(({ properties }) => {
    const { ActionsEnabled, AlarmActions, Threshold } = properties;
    return ActionsEnabled !== false && Number(Threshold) <= 1 && reachesSomebody(estate, AlarmActions);
  });
  const filters = estate
    .ofType('AWS::Logs::MetricFilter')
    .filter(({ properties }) =>
      list(properties.MetricTransformations)
        .map(record)
        .some(({ MetricName, MetricNamespace }) =>
          alarms.some(
            (one) => one.properties.MetricName === MetricName && one.properties.Namespace === MetricNamespace,
          ),
        ),
    )
    .filter(({ properties }) => estate.find(properties.LogGroupName) !== undefined)
    .map((by) => {
      const pattern = text(by.properties.FilterPattern) ?? '';
      return { by, names: (call: string) => pattern.includes(`"${call}"`) || pattern.includes(`"${call}*"`) };
    });
  return [...rules, ...filters];
}

export const changesToGuardsRaiseAnAlarm: Rule = {
  id: 'changes-to-guards-raise-an-alarm',
  safe: 'settings',
  controls: ['2.5.03', '2.2.12'],
  severity: 'error',
  why: 'What no policy can forbid an administrator, somebody must at least hear of while it happens.',
  fix: 'send each of these calls, and the findings of each service that watches, to a topic with somebody who listens',
  source: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html',
  check: (estate) =>
    estate.ofType('AWS::CloudTrail::Trail').flatMap((trail) => {
      const heard = heardBy(estate);
      const findings = estate.ofType('AWS::Events::Rule').filter((rule) => isOn(rule) && tellsSomebody(estate, rule));
      return [
        ...Object.entries(watched).map(([what, calls]) => {
          const unheard = calls.filter((call) => !heard.some(({ names }) => names(call)));
          return judged(
            unheard.length === 0,
            trail,
            'Type',
            `somebody hears when ${what} is changed`,
            `nobody hears of ${unheard.join(', ')}`,
          );
        }),
        ...reported.map((kind) =>
          judged(
            findings.some(({ properties }) => list(record(properties.EventPattern)['detail-type']).includes(kind)),
            trail,
            'Type',
            `somebody hears of ${kind}`,
            `nobody hears of ${kind}`,
          ),
        ),
        ...estate
          .ofType('AWS::Events::Rule')
          .map((rule) =>
            judged(
              isOn(rule) && list(rule.properties.Targets).length > 0,
              rule,
              isOn(rule) ? 'Properties.Targets' : 'Properties.State',
              'is on and tells somebody',
              isOn(rule) ? 'tells nobody' : 'is off',
            ),
          ),
      ];
    }),
};
