import { physicalName } from '../estate/access/physical-names.ts';
import { type Actor, actors } from '../estate/actors.ts';
import type { Estate, Resource } from '../estate/estate.ts';
import { firstAnywhere, firstThatMay, sentenceOf } from '../estate/may.ts';
import { roles } from '../estate/principals.ts';
import { buckets } from '../estate/stores.ts';
import { isTrial } from '../estate/trial.ts';
import { at } from '../estate/values.ts';
import { fail, notApplicable, pass } from '../outcome.ts';
import type { Outcome, Rule } from '../rule.ts';
import { isOnlyFor } from '../safe-data/named-roles.ts';
import { auditArchives } from './audit-archives.ts';

/** Deletes a record, hides it behind a marker, or shortens how long it is kept. */
const deleting = [
  's3:BypassGovernanceRetention',
  's3:DeleteObject',
  's3:DeleteObjectVersion',
  's3:PutObjectLegalHold',
  's3:PutObjectRetention',
];
const unlocking = [
  's3:DeleteBucket',
  's3:DeleteBucketPolicy',
  's3:PutBucketAcl',
  's3:PutBucketObjectLockConfiguration',
  's3:PutBucketPolicy',
  's3:PutBucketVersioning',
  's3:PutEncryptionConfiguration',
  's3:PutLifecycleConfiguration',
  's3:PutReplicationConfiguration',
];
const ending: Readonly<Record<string, readonly string[]>> = {
  'AWS::CloudTrail::Trail': [
    'cloudtrail:DeleteTrail',
    'cloudtrail:PutEventSelectors',
    'cloudtrail:StopLogging',
    'cloudtrail:UpdateTrail',
  ],
  'AWS::CloudWatch::Alarm': ['cloudwatch:DeleteAlarms', 'cloudwatch:DisableAlarmActions', 'cloudwatch:PutMetricAlarm'],
  'AWS::Events::Rule': ['events:DeleteRule', 'events:DisableRule', 'events:PutRule', 'events:RemoveTargets'],
  'AWS::Logs::LogGroup': [
    'logs:DeleteLogGroup',
    'logs:DeleteLogStream',
    'logs:DeleteMetricFilter',
    'logs:DeleteRetentionPolicy',
    'logs:DisassociateKmsKey',
    'logs:PutRetentionPolicy',
  ],
  'AWS::SNS::Topic': ['sns:DeleteTopic', 'sns:SetTopicAttributes', 'sns:RemovePermission'],
};
const losing = ['kms:DisableKey', 'kms:DeleteImportedKeyMaterial', 'kms:PutKeyPolicy', 'kms:ScheduleKeyDeletion'];

/** Turns off what watches the account, wherever it stands: resources of these services are found by no name. */
const switches = [
  'access-analyzer:DeleteAnalyzer',
  'cloudtrail:DeleteEventDataStore',
  'cloudtrail:StopEventDataStoreIngestion',
  'config:DeleteConfigurationRecorder',
  'config:DeleteDeliveryChannel',
  'config:StopConfigurationRecorder',
  'ec2:DeleteFlowLogs',
  'guardduty:DeleteDetector',
  'guardduty:DeleteMalwareProtectionPlan',
  'guardduty:UpdateDetector',
  'inspector2:Disable',
  'macie2:DisableMacie',
  'macie2:UpdateMacieSession',
  'route53resolver:DeleteResolverQueryLogConfig',
  'route53resolver:DisassociateResolverQueryLogConfig',
  'securityhub:BatchDisableStandards',
  'securityhub:DisableSecurityHub',
];

type Asked = readonly [actions: readonly string[], targets: readonly string[]];

/** What is asked of one resource of the trail; its own ARN is not always the one that an action needs. */
function askedOf(estate: Estate, resource: Resource): readonly Asked[] {
  const { arn } = physicalName(estate, resource);
  if (resource.type === 'AWS::Logs::LogGroup') return [[ending[resource.type] ?? [], [arn, `${arn}:log-stream:x`]]];
  if (resource.type === 'AWS::KMS::Key') return [[losing, [arn]]];
  return [[ending[resource.type] ?? [], [arn]]];
}

/** Keys over what is recorded: without one, every record is lost at once. */
function logKeys(estate: Estate): readonly Resource[] {
  const named = [
    ...estate.ofType('AWS::CloudTrail::Trail').map((trail) => trail.properties.KMSKeyId),
    ...estate.ofType('AWS::Logs::LogGroup').map((group) => group.properties.KmsKeyId),
  ].flatMap((key) => estate.find(key, 'AWS::KMS::Key') ?? []);
  const archives = new Set(auditArchives(estate).map(({ resource }) => resource));
  const over = buckets(estate).flatMap(({ resource, key }) =>
    archives.has(resource) && key !== undefined ? [key] : [],
  );
  return [...new Set([...named, ...over])];
}

/** A trial is purged: there, and under a lock that can be lifted, a function may delete what it cannot read. */
function mayPurge(estate: Estate, { resource }: Actor, archive: Resource): boolean {
  const role = roles(estate).find((one) => one.resource === resource);
  return (
    role !== undefined &&
    isTrial(estate) &&
    at(archive, 'ObjectLockConfiguration.Rule.DefaultRetention.Mode') === 'GOVERNANCE' &&
    isOnlyFor(role, 'lambda.amazonaws.com')
  );
}

function judge(estate: Estate, resource: Resource, asked: readonly Asked[]): readonly Outcome[] {
  const everybody = actors(estate);
  const purges: string[] = [];
  const failures = everybody.flatMap((actor) =>
    asked.flatMap(([actions, targets]) => {
      const first = firstThatMay(estate, actor, actions, targets);
      if (first === undefined) return [];
      if (actions === deleting && mayPurge(estate, actor, resource)) {
        purges.push(actor.name);
        return [];
      }
      return [fail(resource, 'Type', `${actor.name} ${sentenceOf(first)}`)];
    }),
  );
  if (failures.length > 0) return failures;
  return purges.length > 0
    ? [notApplicable(resource, 'Type', `a trial: ${purges.join(' and ')} may empty it, and nobody else`)]
    : [pass(resource, 'Type', `of ${everybody.length} who act or could, nobody may end it or what it keeps`)];
}

/** Whoever may turn something off, on whatever: one outcome for each that acts. */
const offSwitches = (estate: Estate): readonly Outcome[] =>
  actors(estate).flatMap((actor) => {
    if (actor.resource === undefined) return [];
    const first = firstAnywhere(estate, actor, switches);
    return [
      first === undefined
        ? pass(actor.resource, 'Properties', 'may turn nothing off that watches the account')
        : fail(actor.resource, 'Properties', sentenceOf(first)),
    ];
  });

export const nobodyEndsTheAuditTrail: Rule = {
  id: 'nobody-ends-the-audit-trail',
  safe: 'settings',
  controls: ['2.5.03', '3.1.14'],
  severity: 'fatal',
  why: 'Whoever can stop the trail, or delete or shorten what it keeps, can do anything else unseen; so each that acts is asked for each way.',
  fix: 'take the right that the outcome names out of the policy it stands in',
  source: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/best-practices-security.html',
  check: (estate) => {
    const recorders = estate.ofType(...Object.keys(ending));
    return [
      ...auditArchives(estate).flatMap(({ resource }) => {
        const { arn } = physicalName(estate, resource);
        return judge(estate, resource, [
          [deleting, [`${arn}/x`]],
          [unlocking, [arn]],
        ]);
      }),
      ...[...recorders, ...logKeys(estate)].flatMap((resource) => judge(estate, resource, askedOf(estate, resource))),
      ...offSwitches(estate),
    ];
  },
};
