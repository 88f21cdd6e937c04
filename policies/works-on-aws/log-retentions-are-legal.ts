import { judged, notApplicable } from '../outcome.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

const days = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653];

export const logRetentionsAreLegal: WorksOnAwsRule = {
  id: 'log-retentions-are-legal',
  severity: 'error',
  why: 'CloudWatch Logs takes 22 lengths of retention and no other: a year and a half is 545 days, eight years 2,922.',
  fix: 'take the next longer one of the list',
  source: 'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html',
  check: (estate) =>
    estate.ofType('AWS::Logs::LogGroup').map((group) => {
      const path = 'Properties.RetentionInDays';
      const kept = group.properties.RetentionInDays;
      if (kept === undefined) return notApplicable(group, path, 'kept for ever');
      return judged(
        days.includes(Number(kept)),
        group,
        path,
        `${Number(kept)} days`,
        `${JSON.stringify(kept)} days is no retention that CloudWatch Logs takes`,
      );
    }),
};
