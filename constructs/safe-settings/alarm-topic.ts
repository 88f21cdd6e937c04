import { Stack } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, PolicyDocument, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnSubscription, CfnTopic, CfnTopicPolicy } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { nameOf, type Tenancy } from '../tenancy.ts';
import { ZoneKey } from './zone-key.ts';

export interface AlarmTopicProps {
  readonly tenancy: Tenancy;
  readonly emails: readonly string[];
}

/** Project stacks name the topic without a reference. */
export const alarmTopicName = (tenancy: Tenancy): string => nameOf(tenancy, 'alarms');

/**
 * Where every alarm arrives. Its key is its own: EventBridge cannot publish to an encrypted topic whose key policy has conditions on
 * the source, so that statement stands on a key under which nothing but alarm texts lies.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
 */
export class AlarmTopic extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, { tenancy, emails }: AlarmTopicProps) {
    super(scope, id);
    const { account } = Stack.of(this);
    const eventBridge = new ServicePrincipal('events.amazonaws.com');
    const cloudWatch = new ServicePrincipal('cloudwatch.amazonaws.com');
    const others = ['budgets', 'backup'].map((service) => new ServicePrincipal(`${service}.amazonaws.com`));
    const fromHere = { StringEquals: { 'aws:SourceAccount': account } };
    const key = new ZoneKey(this, 'Alarms', {
      tenancy,
      zone: 'alarms',
      description: `Texts of the alarms of ${nameOf(tenancy)}`,
      statements: [
        new PolicyStatement({
          sid: 'AlarmSourcesPublish',
          effect: Effect.ALLOW,
          principals: [...others, eventBridge],
          actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
          resources: ['*'],
        }),
        // The one of them of which a stranger's alarm could ask it, and which says for whom it works.
        new PolicyStatement({
          sid: 'AlarmsPublish',
          effect: Effect.ALLOW,
          principals: [cloudWatch],
          actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
          resources: ['*'],
          conditions: fromHere,
        }),
      ],
    });
    const topic = new CfnTopic(this, 'Topic', { topicName: alarmTopicName(tenancy), kmsMasterKeyId: key.arn });
    topic.overrideLogicalId('AlarmTopic');
    this.arn = topic.ref;

    new CfnTopicPolicy(this, 'Policy', {
      topics: [topic.ref],
      policyDocument: new PolicyDocument({
        statements: [
          new PolicyStatement({
            sid: 'AlarmSourcesPublish',
            effect: Effect.ALLOW,
            principals: [cloudWatch, ...others],
            actions: ['sns:Publish'],
            resources: [topic.ref],
            conditions: fromHere,
          }),
          // EventBridge publishes nothing where its statement has a condition, and says so nowhere but in a metric.
          // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html
          new PolicyStatement({
            sid: 'EventBridgePublishes',
            effect: Effect.ALLOW,
            principals: [eventBridge],
            actions: ['sns:Publish'],
            resources: [topic.ref],
          }),
          new PolicyStatement({
            sid: 'DenyWithoutTls',
            effect: Effect.DENY,
            principals: [new AnyPrincipal()],
            actions: ['sns:Publish'],
            resources: [topic.ref],
            conditions: { Bool: { 'aws:SecureTransport': 'false' } },
          }),
        ],
      }),
    }).overrideLogicalId('AlarmTopicPolicy');

    emails.forEach((endpoint, index) => {
      new CfnSubscription(this, `Subscription${index}`, { topicArn: topic.ref, protocol: 'email', endpoint });
    });
  }
}
