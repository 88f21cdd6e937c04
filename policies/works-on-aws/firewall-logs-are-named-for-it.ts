import { list, text } from '../estate/values.ts';
import { judged } from '../outcome.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

const nameProperties = ['LogGroupName', 'BucketName', 'DeliveryStreamName', 'BucketNamePrefix'];

export const firewallLogsAreNamedForIt: WorksOnAwsRule = {
  id: 'firewall-logs-are-named-for-it',
  severity: 'error',
  why: 'WAF delivers its log only into a log group, bucket or stream whose name begins with aws-waf-logs-.',
  fix: 'begin the name of the destination with aws-waf-logs-',
  source: 'https://docs.aws.amazon.com/waf/latest/developerguide/logging-s3.html',
  check: (estate) =>
    estate.ofType('AWS::WAFv2::LoggingConfiguration').flatMap((logging) =>
      list(logging.properties.LogDestinationConfigs).map((destination) => {
        const resource = estate.find(destination);
        const name =
          nameProperties.map((property) => text(resource?.properties[property])).find((one) => one !== undefined) ??
          text(destination)
            ?.split(':')
            .slice(5)
            .join(':')
            .replace(/^(log-group:|deliverystream\/)/, '');
        return judged(
          name?.startsWith('aws-waf-logs-') === true,
          logging,
          'Properties.LogDestinationConfigs',
          `logs to ${name}`,
          `${name ?? 'its destination'} does not begin with aws-waf-logs-`,
        );
      }),
    ),
};
