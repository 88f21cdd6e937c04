import { trails } from '../estate/trails.ts';
import { judged } from '../outcome.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

const fields = ['eventCategory', 'eventSource', 'eventName', 'errorCode', 'vpcEndpointId'];

/** Services of which AWS records network activity; `logs`, `sts`, `states`, `execute-api` and `cognito-idp` are not among them. */
const sources =
  `aco-automation appconfig application-signals appmesh athena b2bi backup-gateway bcm-data-exports bcm-pricing-calculator
  bedrock-agentcore bedrock billing cassandra ce cloudcontrolapi cloudformation cloudhsm cloudoptimization cloudtrail codedeploy
  comprehend comprehendmedical config ds dynamodb ec2 ecs elasticfilesystem elasticloadbalancing events firehose frauddetector
  freetier fsx glue healthlake invoicing iot iotfleetwise iotsecuredtunneling kms lakeformation lambda license-manager
  lookoutequipment lookoutvision monitoring nova-act personalize qbusiness rds rekognition rolesanywhere s3 sagemaker scheduler
  secretsmanager servicediscovery sns sqs ssm-contacts ssm storagegateway swf textract transcribe transcribestreaming
  transform-agents transform-custom transform translate user-subscriptions verifiedpermissions voiceid workmail workmailmessageflow`
    .split(/\s+/)
    .map((service) => `${service}.amazonaws.com`);

export const networkActivitySelectorsNameOneSource: WorksOnAwsRule = {
  id: 'network-activity-selectors-name-one-source',
  severity: 'error',
  why: 'CloudTrail takes one event source a selector of network activity, by Equals, of the services that have such events.',
  fix: 'write a selector for each eventSource, and filter by errorCode only for VpceAccessDenied',
  source: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-network-events-with-cloudtrail.html',
  check: (estate) =>
    trails(estate).flatMap(({ resource, selectors }) =>
      selectors.flatMap((selector, index) => {
        if (selector.get('eventCategory')?.equals[0] !== 'NetworkActivity') return [];
        const source = selector.get('eventSource');
        const [name = 'no source'] = source?.equals ?? [];
        const code = selector.get('errorCode');
        const legal =
          source?.equals.length === 1 &&
          !source.other &&
          sources.includes(name) &&
          (code === undefined || (!code.other && code.equals.join() === 'VpceAccessDenied')) &&
          [...selector.keys()].every((field) => fields.includes(field));
        return judged(
          legal,
          resource,
          `Properties.AdvancedEventSelectors.${index}`,
          `network activity of ${name}`,
          `CloudTrail refuses this selector of ${source?.equals.join(' and ') ?? name}`,
        );
      }),
    ),
};
