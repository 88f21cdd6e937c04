import type { Mutant } from '../mutant.ts';
import { account, addToKey, bucketArn, grant, mutantsOf, onStatement, roleArn } from '../safe-data/changes.ts';

const ended = mutantsOf('nobody-ends-the-audit-trail');
const granted = (name: string, role: string, Action: unknown, Resource: unknown): Mutant =>
  ended(name, (templates) => grant(templates, role, { Action, Resource }));

export const endingMutants: readonly Mutant[] = [
  granted(
    'a function may stop the trail',
    'network-settings',
    'cloudtrail:StopLogging',
    `arn:aws:cloudtrail:eu-west-2:${account}:trail/tre-thames-valley-trail`,
  ),
  granted('whoever restores narrows what the trail records', 'restore', 'cloudtrail:Put*', '*'),
  granted(
    'whoever scans shortens every log',
    'malware-scan',
    'logs:PutRetentionPolicy',
    `arn:aws:logs:eu-west-2:${account}:*`,
  ),
  granted('whoever writes flows deletes their log', 'flow-logs', 'logs:DeleteLog*', '*'),
  granted(
    'whoever writes the log of the trail deletes its streams',
    'trail-logs',
    'logs:DeleteLogStream',
    `arn:aws:logs:eu-west-2:${account}:log-group:/tre/thames-valley/trail:log-stream:*`,
  ),
  granted('a function lets records of the archive run out', 'network-settings', 's3:PutLifecycleConfiguration', '*'),
  granted(
    'a function turns versions off in the archive',
    'network-settings',
    's3:PutBucketVersioning',
    bucketArn('trail'),
  ),
  granted('whoever scans turns off detection', 'malware-scan', 'guardduty:UpdateDetector', '*'),
  granted(
    'whoever scans deletes one detector',
    'malware-scan',
    'guardduty:DeleteDetector',
    `arn:aws:guardduty:eu-west-2:${account}:detector/12abc34d567e8fa901bc2d34e56789f0`,
  ),
  granted('whoever backs up stops the recorder', 'backup', 'config:StopConfigurationRecorder', '*'),
  granted('a function disables alarms', 'network-settings', 'cloudwatch:DisableAlarmActions', '*'),
  ended('the archive lets whoever writes the log of the trail delete', (templates) => {
    onStatement(templates, 'TrailBucketPolicy', 'DenyDeletion', () => undefined);
    grant(templates, 'trail-logs', { Action: 's3:DeleteObjectVersion', Resource: `${bucketArn('trail')}/*` });
  }),
  ended('the key of the logs can be disabled', (templates) =>
    addToKey(templates, 'LogsKey', {
      Effect: 'Allow',
      Principal: { AWS: roleArn('tre-thames-valley-trail-logs') },
      Action: 'kms:DisableKey',
      Resource: '*',
    }),
  ),
];
