import type { Estate } from '../estate/estate.ts';
import { type Role, roles } from '../estate/principals.ts';
import type { Bucket } from '../estate/stores.ts';
import { judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';
import { identifiable } from './identifiable.ts';
import { keyOf, openers } from './key-holders.ts';
import { isOnlyFor } from './named-roles.ts';
import { may, reading } from './object-rights.ts';
import { backup, rolesAtWork } from './services-at-work.ts';

/**
 * Nobody reads records before they are de-identified but AWS Backup and GuardDuty, each on the buckets it works on. A function that is
 * to read them has to be added here, by name and with its reason. The key also knows the role that restores, which reads no bucket.
 */
function trouble(estate: Estate, bucket: Bucket, atWork: readonly Role[]): string | undefined {
  const reader = roles(estate).find((role) => !atWork.includes(role) && may(estate, role, reading, bucket));
  if (reader !== undefined) return `${reader.resource.address} may read its objects`;
  const key = keyOf(estate, bucket.key);
  if (key === undefined) return 'who may decrypt it is unknown';
  const opener = openers(estate, key).find(
    (one) => typeof one === 'string' || !(atWork.includes(one) || isOnlyFor(one, backup)),
  );
  if (opener === undefined) return undefined;
  return `its key opens for ${typeof opener === 'string' ? opener : opener.resource.address}`;
}

export const identifiableZonesAdmitNoPerson: Rule = {
  id: 'identifiable-zones-admit-no-person',
  safe: 'data',
  controls: ['TRE-X01', '3.2.03', 'TRE-X13'],
  severity: 'fatal',
  why: 'Identifiable records are for the machines that de-identify, scan and back them up; no person has a reason to open them here.',
  fix: 'take the right to the objects from the role, and the role from the policy of the key',
  check: (estate) =>
    identifiable(estate).map((bucket) => {
      const atWork = rolesAtWork(estate, bucket.resource).filter((role) => may(estate, role, reading, bucket));
      const why = trouble(estate, bucket, atWork);
      const whom = atWork.map((role) => role.resource.logicalId).join(', ');
      return judged(
        why === undefined,
        bucket.resource,
        'Type',
        whom === '' ? 'nobody reads it' : `only services of AWS read it, by ${whom}`,
        why ?? '',
      );
    }),
};
