import { type Mutant, set } from '../mutant.ts';
import { added, changed, setting } from './edits.ts';

const bucket = 'AWS::S3::Bucket';
const deliver = 'deliveries-stay-in-the-estate';
const foreign = 'arn:aws:sns:eu-west-2:999988887777:tre-gtr-manchester-alarms';

const ofDeliveries: readonly Mutant[] = [
  setting(
    deliver,
    'an alarm speaks to a topic of that name in another account',
    'AWS::CloudWatch::Alarm',
    'AlarmActions',
    [foreign],
  ),
  setting(deliver, 'an alarm speaks to a second topic as well', 'AWS::CloudWatch::Alarm', 'OKActions', [foreign]),
  setting(deliver, 'an event goes to a bus of another account', 'AWS::Events::Rule', 'Targets', [
    { Id: 'x', Arn: 'arn:aws:events:eu-west-2:999988887777:event-bus/default' },
  ]),
  setting(deliver, 'an event goes to a topic of that name in another region', 'AWS::Events::Rule', 'Targets', [
    { Id: 'x', Arn: 'arn:aws:sns:us-east-1:444455556666:tre-gtr-manchester-alarms' },
  ]),
  setting(deliver, 'an event goes to something else of that name', 'AWS::Events::Rule', 'Targets', [
    { Id: 'x', Arn: 'arn:aws:sqs:eu-west-2:444455556666:tre-gtr-manchester-alarms' },
  ]),
  setting(deliver, 'an event goes where is decided at deployment', 'AWS::Events::Rule', 'Targets', [
    { Id: 'x', Arn: { Ref: 'Unknown' } },
  ]),
  setting(
    deliver,
    'the trail is written to a bucket of strangers',
    'AWS::CloudTrail::Trail',
    'S3BucketName',
    'strangers',
  ),
  setting(
    deliver,
    'the trail is written to a bucket that bears the name of a workgroup of ours',
    'AWS::CloudTrail::Trail',
    'S3BucketName',
    'tre-gtr-manchester-audit',
  ),
  setting(
    deliver,
    'the trail is written to a bucket whose name begins like ours',
    'AWS::CloudTrail::Trail',
    'S3BucketName',
    {
      'Fn::Join': ['', [{ Ref: 'TrailBucket' }, '2']],
    },
  ),
  setting(
    deliver,
    'the flow log is written to a bucket of strangers',
    'AWS::EC2::FlowLog',
    'LogDestination',
    'arn:aws:s3:::strangers',
  ),
  setting(
    deliver,
    'access logs are written to a bucket of strangers',
    bucket,
    'LoggingConfiguration.DestinationBucketName',
    'strangers',
  ),
  setting(deliver, 'an inventory of a bucket goes to strangers', bucket, 'InventoryConfigurations', [
    { Destination: { BucketArn: 'arn:aws:s3:::strangers' } },
  ]),
  setting(
    deliver,
    'the notices of a bucket go to a queue of strangers',
    bucket,
    'NotificationConfiguration.QueueConfigurations',
    [{ Queue: 'arn:aws:sqs:eu-west-2:999988887777:x' }],
  ),
  setting(
    deliver,
    'names that are looked up are logged elsewhere',
    'AWS::Route53Resolver::ResolverQueryLoggingConfig',
    'DestinationArn',
    'arn:aws:s3:::strangers',
  ),
  added(deliver, 'a log is sent on to another account', 'AWS::Logs::SubscriptionFilter', {
    DestinationArn: 'arn:aws:logs:eu-west-2:999988887777:destination:x',
  }),
  added(deliver, 'a schedule calls a function of another account', 'AWS::Scheduler::Schedule', {
    Target: { Arn: 'arn:aws:lambda:eu-west-2:999988887777:function:x' },
  }),
  added(deliver, 'a custom resource is made by a function of another account', 'Custom::Thing', {
    ServiceToken: 'arn:aws:lambda:eu-west-2:999988887777:function:x',
  }),
  setting(
    deliver,
    'what a function fails on goes to a queue of strangers',
    'AWS::Lambda::Function',
    'DeadLetterConfig.TargetArn',
    'arn:aws:sqs:eu-west-2:999988887777:x',
  ),
];

const topic = 'AWS::SNS::Subscription';
const alarm = 'notifications-carry-alarms-only';
const events = 'AWS::Events::Rule';
const told = (name: string, EventPattern: unknown): Mutant =>
  setting(alarm, name, events, 'EventPattern', EventPattern);

const speaking = (name: string, Principal: unknown): Mutant =>
  changed(alarm, name, 'AWS::SNS::TopicPolicy', (body) => {
    const { Statement } = body.Properties.PolicyDocument as { Statement: unknown[] };
    Statement.push({ Effect: 'Allow', Principal, Action: 'sns:Publish', Resource: '*' });
  });

const ofNotifications: readonly Mutant[] = [
  setting(alarm, 'alarms go to an address on the internet', topic, 'Protocol', 'https'),
  setting(alarm, 'alarms go to telephones', topic, 'Protocol', 'sms'),
  setting(alarm, 'alarms go to a stream', topic, 'Protocol', 'firehose'),
  changed(alarm, 'alarms go to a queue of another account', topic, (body) => {
    set(body, 'Protocol', 'sqs');
    set(body, 'Endpoint', 'arn:aws:sqs:eu-west-2:999988887777:x');
  }),
  changed(alarm, 'alarms go to a function of that name in another account', topic, (body) => {
    set(body, 'Protocol', 'lambda');
    set(body, 'Endpoint', 'arn:aws:lambda:eu-west-2:999988887777:function:tre-gtr-manchester-network-settings');
  }),
  setting(alarm, 'alarms go to whom is decided at deployment', topic, 'Endpoint', { Ref: 'Unknown' }),
  setting(alarm, 'people hear a topic that is decided at deployment', topic, 'TopicArn', { Ref: 'Unknown' }),
  setting(alarm, 'a topic brings a subscriber of its own', 'AWS::SNS::Topic', 'Subscription', [
    { Protocol: 'http', Endpoint: 'http://x' },
  ]),
  speaking('S3 may tell names of objects', { Service: 's3.amazonaws.com' }),
  speaking('a function may say what it likes', { Service: 'lambda.amazonaws.com' }),
  speaking('a role may say what it likes', { AWS: 'arn:aws:iam::444455556666:role/tre-gtr-manchester-broker' }),
  speaking('everybody may say what they like', '*'),
  told('every event is told', { source: [{ prefix: '' }], 'detail-type': [{ prefix: '' }] }),
  told('events of a source are told, whatever their kind', { source: ['aws.backup'] }),
  told('events of our own code are told', { source: ['tre.airlock'], 'detail-type': ['Released'] }),
  told('names of objects are told', { source: ['aws.s3'], 'detail-type': ['Object Created'] }),
  told('names of files that were scanned are told', {
    source: ['aws.guardduty'],
    'detail-type': ['GuardDuty Malware Protection Object Scan Result'],
  }),
  told('every call is told, with its request', { source: ['aws.kms'], 'detail-type': ['AWS API Call via CloudTrail'] }),
  told('queries are told', {
    source: ['aws.athena'],
    'detail-type': ['AWS API Call via CloudTrail'],
    detail: { eventName: ['CreateNamedQuery'] },
  }),
  told('names of objects that are written are told', {
    source: ['aws.s3'],
    'detail-type': ['AWS API Call via CloudTrail'],
    detail: { eventName: ['PutBucketPolicy', 'PutObject'] },
  }),
  told('decryptions are told, with their context', {
    source: ['aws.kms'],
    'detail-type': ['AWS API Call via CloudTrail'],
    detail: { eventName: ['Decrypt'] },
  }),
  told('calls but some are told', {
    source: ['aws.kms'],
    'detail-type': ['AWS API Call via CloudTrail'],
    detail: { eventName: [{ 'anything-but': ['Decrypt'] }] },
  }),
  setting(alarm, 'what is put on a bus of our own is told', events, 'EventBusName', 'applications'),
  setting(alarm, 'a budget tells a topic of another account', 'AWS::Budgets::Budget', 'NotificationsWithSubscribers', [
    {
      Subscribers: [
        { SubscriptionType: 'SNS', Address: 'arn:aws:sns:eu-west-2:999988887777:tre-gtr-manchester-alarms' },
      ],
    },
  ]),
];

export const deliveryMutants: readonly Mutant[] = [...ofDeliveries, ...ofNotifications];
