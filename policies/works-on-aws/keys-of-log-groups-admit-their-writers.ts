import { arnsOf, placeOf } from '../estate/arns.ts';
import type { Estate, Resource } from '../estate/estate.ts';
import { type Role, roles } from '../estate/principals.ts';
import { coversAction, matchesResource } from '../estate/statements.ts';
import { judged } from '../outcome.ts';
import { opensKey } from './opened-keys.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

/** Log groups that the role may put events into: its policy names the group, or streams of it. */
function writtenBy(estate: Estate, role: Role): readonly Resource[] {
  const places = role.statements
    .filter((statement) => statement.effect === 'Allow' && coversAction(statement, 'logs:PutLogEvents'))
    .flatMap(({ resources = [] }) => resources)
    .map((place) => place.replace(/(:log-stream)?:[^:/]*$/, (end) => (end.includes('*') ? '' : end)));
  return estate
    .ofType('AWS::Logs::LogGroup')
    .filter((group) => places.some((place) => arnsOf(estate, group).some((arn) => matchesResource(place, arn))));
}

/** CloudWatch Logs calls KMS in the name of the caller, so the writer needs the key as well as the service does. */
export const keysOfLogGroupsAdmitTheirWriters: WorksOnAwsRule = {
  id: 'keys-of-log-groups-admit-their-writers',
  severity: 'error',
  why: 'Whoever puts events into a log group under a customer key needs kms:Decrypt and kms:GenerateDataKey through CloudWatch Logs.',
  fix: 'allow both, with kms:ViaService logs.<region>.amazonaws.com, in the policy of the role and, to the account or the role, in the key policy',
  source: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html',
  check: (estate) =>
    roles(estate).flatMap((role) =>
      writtenBy(estate, role).flatMap((group) => {
        const key = estate.find(group.properties.KmsKeyId);
        if (key?.type !== 'AWS::KMS::Key') return [];
        const context = {
          'kms:viaservice': [`logs.${placeOf(estate, group).region}.amazonaws.com`],
          'kms:encryptioncontext:aws:logs:arn': arnsOf(estate, group),
        };
        const missing = ['kms:Decrypt', 'kms:GenerateDataKey'].filter(
          (action) => !opensKey(estate, role, key, action, context),
        );
        return judged(
          missing.length === 0,
          role.resource,
          'Properties.Policies',
          `may use ${key.logicalId} for ${group.logicalId}`,
          `writes ${group.logicalId} and may not use ${missing.join(' and ')} with ${key.logicalId}`,
        );
      }),
    ),
};
