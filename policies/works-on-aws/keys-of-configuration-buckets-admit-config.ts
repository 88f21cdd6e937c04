import { placeOf } from '../estate/arns.ts';
import { serviceMay } from '../estate/calls.ts';
import { roleAt } from '../estate/role-rights.ts';
import { buckets, keys } from '../estate/stores.ts';
import { judged, notApplicable } from '../outcome.ts';
import { opensKey } from './opened-keys.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

/** Config delivers as the recorder's role and, where that fails, as the service; a service-linked role never may use a key. */
export const keysOfConfigurationBucketsAdmitConfig: WorksOnAwsRule = {
  id: 'keys-of-configuration-buckets-admit-config',
  severity: 'error',
  why: 'Without the key neither the role of the recorder nor AWS Config itself can deliver, and the channel is refused.',
  fix: 'let config.amazonaws.com use kms:Decrypt and kms:GenerateDataKey for your account',
  source: 'https://docs.aws.amazon.com/config/latest/developerguide/s3-kms-key-policy.html',
  check: (estate) =>
    estate.ofType('AWS::Config::DeliveryChannel').map((channel) => {
      const path = 'Properties.S3KmsKeyArn';
      const bucket = buckets(estate).find(({ resource }) => resource === estate.find(channel.properties.S3BucketName));
      const written = estate.find(channel.properties.S3KmsKeyArn) ?? bucket?.key;
      const key = keys(estate).find(({ resource }) => resource === written);
      if (key === undefined) return notApplicable(channel, path, 'no key of these templates');
      const { account = '', region } = placeOf(estate, channel);
      const context = {
        'aws:sourceaccount': [account],
        'aws:sourcearn': [['arn', 'aws', 'config', region, account, 'x'].join(':')],
      };
      const recorders = estate
        .ofType('AWS::Config::ConfigurationRecorder')
        .flatMap((recorder) => roleAt(estate, recorder.properties.RoleARN) ?? []);
      const through = { 'kms:viaservice': [`s3.${region}.amazonaws.com`] };
      const actors = [
        (action: string): boolean => serviceMay(key.statements, 'config.amazonaws.com', action, context),
        ...recorders.map(
          (role) =>
            (action: string): boolean =>
              opensKey(estate, role, key.resource, action, through),
        ),
      ];
      const lacking = actors.map((may) => ['kms:Decrypt', 'kms:GenerateDataKey'].filter((action) => !may(action)));
      const [missing = []] = lacking.sort((one, other) => one.length - other.length);
      return judged(
        missing.length === 0,
        channel,
        path,
        `${key.resource.logicalId} admits AWS Config`,
        `${key.resource.logicalId} lets nobody deliver: ${missing.join(' and ')} is missing`,
      );
    }),
};
