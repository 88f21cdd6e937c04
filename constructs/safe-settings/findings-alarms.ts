import { CfnRule } from 'aws-cdk-lib/aws-events';
import { Construct } from 'constructs';
import { nameOf, type Tenancy } from '../tenancy.ts';

export interface FindingsAlarmsProps {
  readonly tenancy: Tenancy;
  readonly topicArn: string;
}

interface Source {
  readonly id: string;
  readonly description: string;
  readonly pattern: object;
}

/** Severities follow each service's own scale: GuardDuty counts to 10, Security Hub and Macie use words. */
const sources: readonly Source[] = [
  {
    id: 'threat',
    description: 'GuardDuty found a threat of medium severity or worse',
    pattern: {
      source: ['aws.guardduty'],
      'detail-type': ['GuardDuty Finding'],
      detail: { severity: [{ numeric: ['>=', 4] }] },
    },
  },
  {
    id: 'malware-plan',
    description:
      'Malware protection of the quarantine or the airlock changed its state: no result is not a clean result',
    pattern: {
      source: ['aws.guardduty'],
      'detail-type': [
        'GuardDuty Malware Protection Resource Status Active',
        'GuardDuty Malware Protection Resource Status Warning',
        'GuardDuty Malware Protection Resource Status Error',
      ],
    },
  },
  {
    id: 'weakness',
    description: 'Security Hub imported a new finding, high or critical',
    pattern: {
      source: ['aws.securityhub'],
      'detail-type': ['Security Hub Findings - Imported'],
      detail: { findings: { Severity: { Label: ['HIGH', 'CRITICAL'] }, Workflow: { Status: ['NEW'] } } },
    },
  },
  {
    id: 'exposure',
    description: 'Access Analyzer found a resource open to somebody outside',
    pattern: {
      source: ['aws.access-analyzer'],
      'detail-type': ['Access Analyzer Finding'],
      detail: { status: ['ACTIVE'] },
    },
  },
  {
    id: 'drift',
    description: 'A rule of the conformance pack found something that no longer complies',
    pattern: {
      source: ['aws.config'],
      'detail-type': ['Config Rules Compliance Change'],
      // Rules of a pack are named `<rule>-conformance-pack-<id>`; those of a landing zone are the organisation's to watch.
      detail: {
        configRuleName: [{ wildcard: '*-conformance-pack-*' }],
        newEvaluationResult: { complianceType: ['NON_COMPLIANT'] },
      },
    },
  },
  {
    id: 'backup-failed',
    description: 'A backup job did not complete',
    pattern: {
      source: ['aws.backup'],
      'detail-type': ['Backup Job State Change'],
      detail: { state: ['FAILED', 'ABORTED', 'EXPIRED'] },
    },
  },
  {
    id: 'restore',
    description: 'Somebody restores from a backup',
    pattern: { source: ['aws.backup'], 'detail-type': ['Restore Job State Change'] },
  },
];

/** Findings of AWS's own detectors reach a person, whoever enabled the detectors. */
export class FindingsAlarms extends Construct {
  constructor(scope: Construct, id: string, { tenancy, topicArn }: FindingsAlarmsProps) {
    super(scope, id);
    for (const { id: noun, description, pattern } of sources) {
      new CfnRule(this, noun, {
        name: nameOf(tenancy, 'finding', noun),
        description,
        eventPattern: pattern,
        state: 'ENABLED',
        targets: [{ arn: topicArn, id: 'alarms' }],
      });
    }
  }
}
