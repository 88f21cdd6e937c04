import type { Estate, Resource } from '../estate/estate.ts';
import { type Role, roles } from '../estate/principals.ts';
import { coversAction } from '../estate/statements.ts';
import type { Bucket } from '../estate/stores.ts';
import { at } from '../estate/values.ts';
import { selections, selectionsOf } from './backups.ts';
import { keyOf, openers } from './key-holders.ts';
import { isOnlyFor, namedRole } from './named-roles.ts';
import { coversObjects } from './own-arn.ts';
import { exemptFromPerimeter } from './perimeter.ts';

export const scanner = 'malware-protection-plan.guardduty.amazonaws.com';
export const backup = 'backup.amazonaws.com';

/** Malware protection plans of the bucket. */
export const plansOf = (estate: Estate, bucket: Resource): readonly Resource[] =>
  estate
    .ofType('AWS::GuardDuty::MalwareProtectionPlan')
    .filter((plan) => estate.find(at(plan, 'ProtectedResource.S3Bucket.BucketName')) === bucket);

/**
 * Roles with which a service of AWS, and nobody else, scans or backs up this very bucket. Where nothing is ever selected, as in a
 * trial, a role of AWS Backup is at work nowhere, and may stand by everywhere.
 */
export function rolesAtWork(estate: Estate, bucket: Resource): readonly Role[] {
  const of = (service: string, holders: readonly Resource[], path: string): readonly Role[] =>
    holders
      .map((holder) => namedRole(estate, String(at(holder, path))))
      .filter((role): role is Role => role !== undefined && isOnlyFor(role, service));
  const standingBy = selections(estate).length > 0 ? [] : roles(estate).filter((role) => isOnlyFor(role, backup));
  return [
    ...of(scanner, plansOf(estate, bucket), 'Role'),
    ...of(backup, selectionsOf(estate, bucket), 'BackupSelection.IamRoleArn'),
    ...standingBy,
  ];
}

const reading = ['s3:GetObject', 's3:GetObjectVersion'];

/** Why a service's role could not read the whole bucket, although it is meant to; undefined when it can. */
export function hindrance(estate: Estate, role: Role, bucket: Bucket): string | undefined {
  const allowed = role.statements.filter(({ effect, unresolved }) => effect === 'Allow' && !unresolved);
  const reads = (action: string): boolean =>
    allowed.some(
      (statement) =>
        coversAction(statement, action) &&
        Object.keys(statement.conditions).length === 0 &&
        coversObjects(estate, bucket.resource, statement),
    );
  const decrypts = allowed.some(
    (statement) =>
      coversAction(statement, 'kms:Decrypt') &&
      (statement.resources ?? []).some((arn) => arn === `\${${bucket.key?.address}.Arn}`),
  );
  const isExempt = (action: string): boolean =>
    exemptFromPerimeter(estate, bucket, action)?.some((arn) => namedRole(estate, arn) === role) === true;
  const key = keyOf(estate, bucket.key);
  if (!reading.every(reads)) return 'its role may not read every object';
  if (!decrypts) return 'its role may not decrypt the objects';
  if (key === undefined || !openers(estate, key).includes(role)) return 'the key does not know its role';
  return reading.every(isExempt) ? undefined : 'the bucket refuses its role, which calls from a network of AWS';
}
