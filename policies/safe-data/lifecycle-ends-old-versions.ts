import { judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';
import { dataBuckets } from './data-buckets.ts';
import { abandonedUploadsExpireAfter, oldVersionsExpireAfter } from './lifecycles.ts';

const within = (days: number | undefined, least: number, most: number): boolean =>
  days !== undefined && days >= least && days <= most;

export const lifecycleEndsOldVersions: Rule = {
  id: 'lifecycle-ends-old-versions',
  safe: 'data',
  controls: ['3.1.09', '3.1.10', '3.1.11'],
  severity: 'error',
  why: 'What was deleted lives on as an old version, or as parts that no listing shows: long enough to undo a mistake, and then no longer.',
  fix: 'let a lifecycle rule without a filter end old versions after 7 to 90 days, and unfinished uploads within 7',
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html',
  check: (estate) =>
    dataBuckets(estate).map(({ resource }) => {
      const versions = oldVersionsExpireAfter(resource);
      const uploads = abandonedUploadsExpireAfter(resource);
      return judged(
        within(versions, 7, 90) && within(uploads, 1, 7),
        resource,
        'Properties.LifecycleConfiguration',
        `old versions end after ${versions} days, unfinished uploads after ${uploads}`,
        within(versions, 7, 90)
          ? 'parts of unfinished uploads stay'
          : versions === undefined
            ? 'old versions never end'
            : `old versions end after ${versions} days`,
      );
    }),
};
