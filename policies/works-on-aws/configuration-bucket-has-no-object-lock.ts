import { isTrue } from '../estate/values.ts';
import { judged } from '../outcome.ts';
import { configurationBuckets } from './log-destinations.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

export const configurationBucketHasNoObjectLock: WorksOnAwsRule = {
  id: 'configuration-bucket-has-no-object-lock',
  severity: 'error',
  why: 'AWS Config does not deliver into a bucket with Object Lock: the channel is refused, and with it the recorder.',
  fix: 'give Config a bucket of its own without Object Lock',
  source:
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-config-deliverychannel.html',
  check: (estate) =>
    configurationBuckets(estate).map(([channel, { resource }]) =>
      judged(
        !isTrue(resource.properties.ObjectLockEnabled) && resource.properties.ObjectLockConfiguration === undefined,
        resource,
        'Properties.ObjectLockEnabled',
        `no Object Lock, as ${channel.logicalId} needs`,
        `${channel.logicalId} cannot deliver into a bucket with Object Lock`,
      ),
    ),
};
