import { standsOnce } from './singleton.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

export const oneMacieSessionARegion: WorksOnAwsRule = {
  id: 'one-macie-session-a-region',
  severity: 'error',
  why: 'Macie is switched on once in a region.',
  fix: 'keep the first, or state that the organisation provides it',
  source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-macie-session.html',
  check: (estate) => standsOnce(estate, ['AWS::Macie::Session']),
};
