import { arnsOf, butFor, type GuardrailScope, type GuardrailStatement, of } from './guardrail-scope.ts';

/** What watches the account stays on, and nobody tells it what to overlook. */
export function detectionGuardrail(scope: GuardrailScope): readonly GuardrailStatement[] {
  const { execution, organisation, role } = arnsOf(scope);
  return [
    {
      Sid: 'DetectionStaysOn',
      Effect: 'Deny',
      Action: [
        ...of('access-analyzer', 'CreateArchiveRule', 'DeleteAnalyzer'),
        ...of('cloudwatch', 'DeleteAlarms', 'DisableAlarmActions', 'PutMetricAlarm', 'SetAlarmState'),
        ...of('config', 'Delete*', 'PutConfigurationRecorder', 'PutDeliveryChannel', 'StopConfigurationRecorder'),
        ...of('events', 'DeleteRule', 'DisableRule', 'PutRule', 'RemoveTargets'),
        ...of('guardduty', 'CreateFilter', 'CreateIPSet', 'Delete*', 'Disassociate*', 'UpdateDetector', 'UpdateM*'),
        ...of('inspector2', 'Disable', 'CreateFilter'),
        ...of('logs', 'Delete*', 'DisassociateKmsKey', 'PutRetentionPolicy'),
        ...of('macie2', 'DisableMacie', 'UpdateMacieSession'),
        ...of('securityhub', 'BatchDisableStandards', 'DisableSecurityHub', 'Disassociate*'),
        ...of('sns', 'DeleteTopic', 'SetTopicAttributes', 'Unsubscribe'),
      ],
      Resource: '*',
      // GuardDuty's scan and AWS Backup have event rules of their own, which they make with roles of ours.
      Condition: butFor(execution, role('malware-scan'), role('airlock-malware-scan'), role('backup'), ...organisation),
    },
  ];
}
