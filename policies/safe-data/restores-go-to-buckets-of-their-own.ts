import { roles } from '../estate/principals.ts';
import { buckets } from '../estate/stores.ts';
import { judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';
import { may, writing } from './object-rights.ts';
import { backup } from './services-at-work.ts';

const overwriting = [...writing, 's3:DeleteObject', 's3:DeleteObjectVersion', 's3:PutBucketPolicy'];

export const restoresGoToBucketsOfTheirOwn: Rule = {
  id: 'restores-go-to-buckets-of-their-own',
  safe: 'data',
  controls: ['TRE-X01', '3.1.12', '2.6.01'],
  severity: 'fatal',
  why: "Whoever starts a restore chooses where it goes: into a project's bucket, it would hand out the vault; over a store, it would undo it.",
  fix: 'let the roles of AWS Backup write only buckets that are made for a restore, under a prefix that no bucket of the estate has',
  source: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/restoring-s3.html',
  check: (estate) => {
    const all = buckets(estate);
    return roles(estate)
      .filter(({ trust }) => trust.some(({ principals }) => principals?.Service?.includes(backup)))
      .map((role) => {
        const written = all.find((bucket) => may(estate, role, overwriting, bucket));
        return judged(
          written === undefined,
          role.resource,
          'Properties.Policies',
          'writes no bucket that stands in this estate',
          `a restore or a backup may write ${written?.resource.address}`,
        );
      });
  },
};
