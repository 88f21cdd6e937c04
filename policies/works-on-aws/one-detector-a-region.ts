import { standsOnce } from './singleton.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

export const oneDetectorARegion: WorksOnAwsRule = {
  id: 'one-detector-a-region',
  severity: 'error',
  why: 'GuardDuty has one detector in a region: "a detector already exists for the current account".',
  fix: 'keep the first, or state that the organisation provides it',
  source: 'https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_limits.html',
  check: (estate) => standsOnce(estate, ['AWS::GuardDuty::Detector']),
};
