/**
 * Type -> properties by which AWS is told where to deliver what the resource makes: logs, events, alarms, copies, calls. A star stands for
 * every item of a list.
 */
export const destinations: Readonly<Record<string, readonly string[]>> = {
  'AWS::ApiGateway::Stage': ['AccessLogSetting.DestinationArn'],
  'AWS::Backup::BackupPlan': ['BackupPlan.BackupPlanRule.*.TargetBackupVault'],
  'AWS::Backup::BackupVault': ['Notifications.SNSTopicArn'],
  'AWS::CloudFormation::CustomResource': ['ServiceToken'],
  'AWS::CloudTrail::Trail': ['S3BucketName', 'SnsTopicName', 'CloudWatchLogsLogGroupArn'],
  'AWS::CloudWatch::Alarm': ['AlarmActions.*', 'OKActions.*', 'InsufficientDataActions.*'],
  'AWS::CloudWatch::CompositeAlarm': ['AlarmActions.*', 'OKActions.*', 'InsufficientDataActions.*'],
  'AWS::Config::DeliveryChannel': ['S3BucketName', 'SnsTopicARN'],
  'AWS::Config::ConformancePack': ['DeliveryS3Bucket'],
  'AWS::EC2::FlowLog': ['LogDestination', 'LogGroupName'],
  'AWS::Events::Rule': ['Targets.*.Arn', 'Targets.*.DeadLetterConfig.Arn'],
  'AWS::Lambda::EventInvokeConfig': [
    'DestinationConfig.OnSuccess.Destination',
    'DestinationConfig.OnFailure.Destination',
  ],
  'AWS::Lambda::EventSourceMapping': ['DestinationConfig.OnFailure.Destination', 'EventSourceArn'],
  'AWS::Lambda::Function': ['DeadLetterConfig.TargetArn', 'LoggingConfig.LogGroup'],
  'AWS::Logs::SubscriptionFilter': ['DestinationArn'],
  'AWS::Route53Resolver::ResolverQueryLoggingConfig': ['DestinationArn'],
  'AWS::S3::Bucket': [
    'AnalyticsConfigurations.*.StorageClassAnalysis.DataExport.Destination.BucketArn',
    'InventoryConfigurations.*.Destination.BucketArn',
    'LoggingConfiguration.DestinationBucketName',
    'NotificationConfiguration.LambdaConfigurations.*.Function',
    'NotificationConfiguration.QueueConfigurations.*.Queue',
    'NotificationConfiguration.TopicConfigurations.*.Topic',
  ],
  'AWS::SQS::Queue': ['RedrivePolicy.deadLetterTargetArn'],
  'AWS::Scheduler::Schedule': ['Target.Arn', 'Target.DeadLetterConfig.Arn'],
  'AWS::StepFunctions::StateMachine': ['LoggingConfiguration.Destinations.*.CloudWatchLogsLogGroup.LogGroupArn'],
  'AWS::WAFv2::LoggingConfiguration': ['LogDestinationConfigs.*'],
  'AWS::WorkSpacesWeb::SessionLogger': ['LogConfiguration.S3.Bucket'],
  'AWS::WorkSpacesWeb::UserAccessLoggingSettings': ['KinesisStreamArn'],
};
