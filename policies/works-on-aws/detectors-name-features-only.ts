import { judged } from '../outcome.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

export const detectorsNameFeaturesOnly: WorksOnAwsRule = {
  id: 'detectors-name-features-only',
  severity: 'error',
  why: 'GuardDuty refuses a detector that states Features and the older DataSources together.',
  fix: 'state Features and leave DataSources out',
  source: 'https://github.com/aws-cloudformation/cfn-lint/issues/4153',
  check: (estate) =>
    estate
      .ofType('AWS::GuardDuty::Detector')
      .map((detector) =>
        judged(
          detector.properties.Features === undefined || detector.properties.DataSources === undefined,
          detector,
          'Properties.DataSources',
          'features and data sources are not mixed',
          'names Features and DataSources together',
        ),
      ),
};
