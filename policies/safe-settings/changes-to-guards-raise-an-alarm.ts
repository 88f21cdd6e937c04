import { list, record } from '../estate/values.ts';
import { judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';
import { heardBy, isOn, tellsSomebody } from './heard-calls.ts';

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
