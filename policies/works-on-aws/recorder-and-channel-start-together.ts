import { placeOf } from '../estate/arns.ts';
import { comesAfter } from '../estate/order.ts';
import { judged } from '../outcome.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

export const recorderAndChannelStartTogether: WorksOnAwsRule = {
  id: 'recorder-and-channel-start-together',
  severity: 'error',
  why: 'CloudFormation finishes a recorder when a delivery channel lets it start, and a channel needs a recorder: one that waits for the other waits for ever.',
  fix: 'keep both in one stack, without DependsOn or reference between them',
  source: 'https://github.com/awsdocs/aws-cloudformation-user-guide/pull/413',
  check: (estate) =>
    estate.ofType('AWS::Config::ConfigurationRecorder').map((recorder) => {
      const { account, region } = placeOf(estate, recorder);
      const channel = estate.ofType('AWS::Config::DeliveryChannel').find((one) => {
        const place = placeOf(estate, one);
        return place.account === account && place.region === region;
      });
      const together =
        channel !== undefined &&
        channel.stack === recorder.stack &&
        !comesAfter(estate, channel, recorder) &&
        !comesAfter(estate, recorder, channel);
      return judged(
        together,
        recorder,
        'DependsOn',
        `created beside ${channel?.logicalId}`,
        channel === undefined
          ? 'there is no delivery channel to start it'
          : `waits for ${channel.logicalId}, or the channel for it`,
      );
    }),
};
