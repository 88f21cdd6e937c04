import { standsOnce } from './singleton.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

export const oneSecurityHubARegion: WorksOnAwsRule = {
  id: 'one-security-hub-a-region',
  severity: 'error',
  why: 'Security Hub is switched on once in a region: "Account is already subscribed".',
  fix: 'keep the first, or state that the organisation provides it',
  source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-securityhub-hub.html',
  check: (estate) => standsOnce(estate, ['AWS::SecurityHub::Hub']),
};
