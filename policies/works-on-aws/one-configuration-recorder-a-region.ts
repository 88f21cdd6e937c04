import { standsOnce } from './singleton.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

export const oneConfigurationRecorderARegion: WorksOnAwsRule = {
  id: 'one-configuration-recorder-a-region',
  severity: 'error',
  why: 'An account holds one customer-managed recorder and one delivery channel in a region; a second fails the deployment.',
  fix: 'keep the first, or state that the organisation provides it',
  source: 'https://docs.aws.amazon.com/config/latest/developerguide/configlimits.html',
  check: (estate) => standsOnce(estate, ['AWS::Config::ConfigurationRecorder', 'AWS::Config::DeliveryChannel']),
};
