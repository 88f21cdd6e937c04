import { standsOnce } from './singleton.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

export const oneAnalyserOfATypeARegion: WorksOnAwsRule = {
  id: 'one-analyser-of-a-type-a-region',
  severity: 'error',
  why: 'IAM Access Analyzer takes one analyser of each type for an account in a region.',
  fix: 'keep the first, or state that the organisation provides it',
  source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-quotas.html',
  check: (estate) => standsOnce(estate, ['AWS::AccessAnalyzer::Analyzer'], ({ properties }) => String(properties.Type)),
};
