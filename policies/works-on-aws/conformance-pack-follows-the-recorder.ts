import { placeOf } from '../estate/arns.ts';
import { comesAfter } from '../estate/order.ts';
import { judged, notApplicable } from '../outcome.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

export const conformancePackFollowsTheRecorder: WorksOnAwsRule = {
  id: 'conformance-pack-follows-the-recorder',
  severity: 'error',
  why: 'AWS Config refuses a conformance pack in a region where no recorder runs yet.',
  fix: 'let the pack, or the rule, depend on the recorder and the delivery channel',
  source: 'https://docs.aws.amazon.com/config/latest/developerguide/cpack-prerequisites.html',
  check: (estate) =>
    estate.ofType('AWS::Config::ConformancePack', 'AWS::Config::ConfigRule').map((pack) => {
      const { account, region } = placeOf(estate, pack);
      const awaited = estate
        .ofType('AWS::Config::ConfigurationRecorder', 'AWS::Config::DeliveryChannel')
        .filter((one) => placeOf(estate, one).account === account && placeOf(estate, one).region === region);
      if (awaited.length === 0) return notApplicable(pack, 'DependsOn', 'the recorder is not of these templates');
      const early = awaited.filter((one) => !comesAfter(estate, pack, one));
      return judged(
        early.length === 0,
        pack,
        'DependsOn',
        'comes after recorder and delivery channel',
        `may come before ${early.map(({ logicalId }) => logicalId).join(' and ')}`,
      );
    }),
};
