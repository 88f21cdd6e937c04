import { judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';
import { isPlainList, selected, selections } from './backups.ts';
import { dataBuckets } from './data-buckets.ts';
import { mayBeExtract } from './extracts.ts';
import { isArnOf } from './own-arn.ts';

/** Selections by tag or pattern choose at run time, so a bucket could join that nobody thought of. */
export const backupsHoldNoExtract: Rule = {
  id: 'backups-hold-no-extract',
  safe: 'data',
  controls: ['3.1.10', '3.1.13'],
  severity: 'error',
  why: "A copy in a locked vault would outlive its project, and nobody could then say that the project's data are gone.",
  fix: 'name the buckets of a selection one by one, and no bucket of a project among them',
  source: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/assigning-resources.html',
  check: (estate) => {
    const data = dataBuckets(estate);
    return selections(estate).map((selection) => {
      const named = selected(selection);
      const unknown = named.find((arn) => !data.some(({ resource }) => isArnOf(estate, resource, arn)));
      const extract = data.find(
        (bucket) => mayBeExtract(estate, bucket) && named.some((arn) => isArnOf(estate, bucket.resource, arn)),
      );
      const fine = isPlainList(selection) && named.length > 0 && unknown === undefined && extract === undefined;
      return judged(
        fine,
        selection,
        'Properties.BackupSelection',
        `names ${named.length} buckets, none of them a project's`,
        extract !== undefined
          ? `${extract.resource.address} is the extract of a project`
          : `what it chooses cannot be told: ${unknown ?? 'it chooses by tag or condition'}`,
      );
    });
  },
};
