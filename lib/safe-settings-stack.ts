import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { AlarmTopic } from '../constructs/safe-settings/alarm-topic.ts';
import { AuditAlarms } from '../constructs/safe-settings/audit-alarms.ts';
import { AuditTrail, trailArn } from '../constructs/safe-settings/audit-trail.ts';
import { ConfigurationRecorder } from '../constructs/safe-settings/configuration-recorder.ts';
import { ConformancePack } from '../constructs/safe-settings/conformance-pack.ts';
import { FindingsAlarms } from '../constructs/safe-settings/findings-alarms.ts';
import { LogArchive } from '../constructs/safe-settings/log-archive.ts';
import { logsKeyStatements } from '../constructs/safe-settings/logs-key.ts';
import { ZoneKey } from '../constructs/safe-settings/zone-key.ts';
import { ZoneKeys } from '../constructs/safe-settings/zone-keys.ts';
import { nameOf, type Tenancy } from '../constructs/tenancy.ts';

export interface SafeSettingsStackProps extends StackProps {
  readonly tenancy: Tenancy;
  /** How long the archive is locked, in years. */
  readonly auditYears: number;
  readonly managementTrail: 'created-here' | 'organisation';
  readonly configRecorder: 'created-here' | 'organisation';
  readonly securityEmail: string;
  readonly operationsEmail: string;
}

/** Keys, archive, trail and alarms: what every later stack is encrypted with and watched by. */
export class SafeSettingsStack extends Stack {
  readonly keys: ZoneKeys;
  readonly accessLogsBucketName: string;
  readonly trailBucketName: string;
  readonly recordsBucketName: string;

  constructor(scope: Construct, id: string, props: SafeSettingsStackProps) {
    const { tenancy, auditYears, managementTrail, configRecorder, securityEmail, operationsEmail, ...stack } = props;
    super(scope, id, stack);
    const trail = trailArn(this, tenancy);
    const logs = new ZoneKey(this, 'Logs', {
      tenancy,
      zone: 'logs',
      description: `Audit trail, records and log groups of ${nameOf(tenancy)}`,
      statements: logsKeyStatements(this, tenancy, trail),
    });
    this.keys = new ZoneKeys(this, 'Zones', { tenancy, logs });

    const archive = new LogArchive(this, 'Archive', {
      tenancy,
      auditYears,
      logKey: logs.arn,
      trailArn: trail,
      recordsConfiguration: configRecorder === 'created-here',
    });
    this.accessLogsBucketName = archive.accessLogs.bucket.ref;
    this.trailBucketName = archive.trail.bucket.ref;
    this.recordsBucketName = archive.records.bucket.ref;

    const { logGroupName, trail: auditTrail } = new AuditTrail(this, 'Audit', {
      tenancy,
      archive: archive.trail,
      logKey: logs.arn,
      managementTrail,
    });
    const emails = [...new Set([securityEmail, operationsEmail])];
    const { arn: topicArn } = new AlarmTopic(this, 'AlarmTopic', { tenancy, emails });
    this.templateOptions.metadata = { 'tre:made-here': { 'AWS::SNS::Subscription': emails.length } };
    const alarms = new AuditAlarms(this, 'AuditAlarms', { tenancy, logGroupName, topicArn, managementTrail });
    const findings = new FindingsAlarms(this, 'FindingsAlarms', { tenancy, topicArn });
    const pack = new ConformancePack(this, 'ConformancePack', { tenancy });
    if (archive.configuration !== undefined) {
      const store = archive.configuration;
      const recorder = new ConfigurationRecorder(this, 'Recorder', { tenancy, store, keyArn: logs.arn });
      pack.node.addDependency(recorder);
      if (archive.purge) recorder.channel.node.addDependency(archive.purge);
    }
    // The first locked record comes last: whatever fails before it can still be taken back.
    auditTrail.node.addDependency(pack, alarms, findings, ...(archive.purge ? [archive.purge] : []));
  }
}
