import { coversAction, type Statement } from '../estate/statements.ts';
import { at } from '../estate/values.ts';
import { judged, notApplicable } from '../outcome.ts';
import type { Rule } from '../rule.ts';
import { coversBucket, coversObjects } from '../safe-data/own-arn.ts';
import { auditArchives } from './audit-archives.ts';

/** Object Lock keeps versions; these would hide, shorten or unlock them. */
const denied = [
  's3:DeleteObject',
  's3:DeleteObjectVersion',
  's3:BypassGovernanceRetention',
  's3:PutBucketObjectLockConfiguration',
];

const forEverybody = ({ effect, principals, conditions, unresolved }: Statement): boolean =>
  effect === 'Deny' &&
  !unresolved &&
  Object.keys(conditions).length === 0 &&
  [...(principals?.AWS ?? []), ...(principals?.['*'] ?? [])].includes('*');

export const auditArchiveCannotBeEmptied: Rule = {
  id: 'audit-archive-cannot-be-emptied',
  safe: 'settings',
  controls: ['2.5.03', '3.1.14'],
  severity: 'error',
  why: 'Object Lock does not stop delete markers, which make a record look gone, nor a shorter retention for what comes next.',
  fix: `deny everybody ${denied.join(', ')} in the bucket policy, without a condition`,
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-managing.html',
  check: (estate) =>
    auditArchives(estate).map(({ resource, statements, policies }) => {
      const reaches = (statement: Statement, action: string): boolean =>
        action.startsWith('s3:PutBucket')
          ? coversBucket(estate, resource, statement)
          : coversObjects(estate, resource, statement);
      if (at(resource, 'ObjectLockConfiguration.Rule.DefaultRetention.Mode') === 'GOVERNANCE') {
        return notApplicable(
          resource,
          'Properties.ObjectLockConfiguration',
          'its lock can be lifted, which audit-archive-is-locked reports',
        );
      }
      const missing = denied.filter(
        (action) =>
          !statements.some(
            (statement) => forEverybody(statement) && coversAction(statement, action) && reaches(statement, action),
          ),
      );
      return judged(
        missing.length === 0,
        policies[0] ?? resource,
        'Properties.PolicyDocument',
        `nobody may delete from ${resource.logicalId} or shorten its lock`,
        `${resource.logicalId} does not deny everybody ${missing.join(', ')}`,
      );
    }),
};
