import { serviceMay } from '../estate/calls.ts';
import { keys } from '../estate/stores.ts';
import { text } from '../estate/values.ts';
import { fail, judged, notApplicable } from '../outcome.ts';
import { publishersOf } from './publishers.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

/** EventBridge sends neither source account nor source ARN to KMS, so a condition on either shuts it out. */
export const keysOfTopicsAdmitTheirPublishers: WorksOnAwsRule = {
  id: 'keys-of-topics-admit-their-publishers',
  severity: 'error',
  why: 'A service that may not use the key of a topic publishes nothing to it, and only a metric says so.',
  fix: 'use a customer key that lets each publishing service use kms:GenerateDataKey* and kms:Decrypt; for events.amazonaws.com without conditions',
  source: 'https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html',
  check: (estate) =>
    estate.ofType('AWS::SNS::Topic').flatMap((topic) => {
      const path = 'Properties.KmsMasterKeyId';
      const written = topic.properties.KmsMasterKeyId;
      if (written === undefined) return notApplicable(topic, path, 'not encrypted by a key of its own');
      const key = keys(estate).find(({ resource }) => resource === estate.find(written));
      return publishersOf(estate, topic).map(({ service, because, sends }) => {
        if (text(written)?.includes('alias/aws/'))
          return fail(topic, path, `no service may use ${written}, and ${service} publishes (${because.logicalId})`);
        if (key === undefined) return notApplicable(topic, path, 'its key is not of these templates');
        const missing = ['kms:GenerateDataKey', 'kms:Decrypt'].filter(
          (action) => !serviceMay(key.statements, service, action, sends),
        );
        return judged(
          missing.length === 0,
          topic,
          path,
          `${key.resource.logicalId} admits ${service}`,
          `${key.resource.logicalId} does not let ${service} use ${missing.join(' and ')} (${because.logicalId} publishes)`,
        );
      });
    }),
};
