import { at, list } from '../estate/values.ts';
import { judged, notApplicable } from '../outcome.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

const malware = 'GuardDuty Malware Protection';

/** What these services send; rules on other services are not judged. */
const events: Readonly<Record<string, readonly string[]>> = {
  'aws.guardduty': [
    'GuardDuty Finding',
    `${malware} Object Scan Result`,
    `${malware} Post Scan Action Failed`,
    ...['Active', 'Warning', 'Error'].map((status) => `${malware} Resource Status ${status}`),
  ],
  'aws.securityhub': [
    'Security Hub Findings - Imported',
    'Security Hub Findings - Custom Action',
    'Security Hub Insight Results',
    'Findings Imported V2',
  ],
  'aws.access-analyzer': [
    'Access Analyzer Finding',
    'Access Preview State Change',
    'Unused Access Finding for IAM entities',
  ],
  'aws.config': [
    'Config Rules Compliance Change',
    'Config Rules Re-evaluation Status',
    'Config Configuration Item Change',
    'Config Configuration Snapshot Delivery Status',
    'Config Configuration History Delivery Status',
  ],
  'aws.backup': [
    'Backup Job',
    'Restore Job',
    'Copy Job',
    'Recovery Point',
    'Backup Vault',
    'Backup Plan',
    'Region Setting',
    'Report Job',
    'Scan Job',
  ].map((what) => `${what} State Change`),
  'aws.macie': ['Macie Finding'],
  'aws.athena': ['Athena Query State Change'],
};

export const eventRulesNameEventsThatExist: WorksOnAwsRule = {
  id: 'event-rules-name-events-that-exist',
  severity: 'error',
  why: 'EventBridge compares detail-type letter by letter and accepts any: a misspelt one is a rule that never fires.',
  fix: 'copy detail-type from the page of the service',
  source: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html',
  check: (estate) =>
    estate.ofType('AWS::Events::Rule').map((rule) => {
      const path = 'Properties.EventPattern';
      const sources = list(at(rule, 'EventPattern.source')).map(String);
      const known = sources.flatMap((source) => events[source] ?? []);
      if (known.length === 0) return notApplicable(rule, path, 'of a service whose events are not listed here');
      const asked = list(at(rule, 'EventPattern.detail-type')).map(String);
      const odd = asked.filter((type) => !known.includes(type) && type !== 'AWS API Call via CloudTrail');
      return judged(
        odd.length === 0,
        rule,
        path,
        asked.join(', ') || `every event of ${sources.join()}`,
        `${sources.join()} sends no ${odd.join(' and no ')}`,
      );
    }),
};
