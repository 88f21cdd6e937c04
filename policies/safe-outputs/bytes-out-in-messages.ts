import { type Route, reference } from './byte-moving-routes.ts';

/** Ways out as a message, a log, an event, a name or a look into the results. */
export const bytesOutInMessages: readonly Route[] = [
  {
    id: 'topics',
    route: 'SNS delivers a message to a topic of a stranger, an address on the internet, a mailbox or a telephone',
    actions: {
      sns: 'Publish Subscribe ConfirmSubscription AddPermission SetTopicAttributes SetSubscriptionAttributes PutDataProtectionPolicy CreateTopic CreatePlatformApplication CreatePlatformEndpoint SetSMSAttributes',
    },
    to: ['sns:{region}:{stranger}:theirs'],
    source: 'https://docs.aws.amazon.com/sns/latest/dg/sns-create-subscribe-endpoint-to-topic.html',
  },
  {
    id: 'queues',
    route: 'a message is put into a queue of a stranger, or a queue is opened to one',
    actions: { sqs: 'SendMessage ReceiveMessage AddPermission SetQueueAttributes CreateQueue StartMessageMoveTask' },
    to: ['sqs:{region}:{stranger}:theirs'],
    source: reference('amazonsqs'),
  },
  {
    id: 'events',
    route: 'an event goes to a bus of a stranger, to an address on the internet or through a pipe',
    actions: {
      events:
        'PutEvents PutPartnerEvents PutRule PutTargets PutPermission CreateConnection UpdateConnection CreateApiDestination UpdateApiDestination InvokeApiDestination CreateEndpoint CreateEventBus UpdateEventBus CreateArchive StartReplay',
      pipes: 'CreatePipe UpdatePipe StartPipe',
      scheduler: 'CreateSchedule UpdateSchedule',
      schemas: 'PutResourcePolicy',
    },
    to: ['events:{region}:{stranger}:event-bus/theirs'],
    source: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-api-destinations.html',
  },
  {
    id: 'streams',
    route: 'a record goes to a stream of a stranger, or a delivery stream writes to an address of choice',
    actions: {
      kinesis: 'PutRecord PutRecords PutResourcePolicy CreateStream RegisterStreamConsumer',
      firehose: 'PutRecord PutRecordBatch CreateDeliveryStream UpdateDestination',
      kinesisvideo: 'PutMedia GetDataEndpoint CreateStream',
      kinesisanalytics: 'CreateApplication UpdateApplication StartApplication',
      'kafka-cluster': 'WriteData Connect CreateTopic',
      kafka: 'PutClusterPolicy CreateReplicator CreateVpcConnection',
      kafkaconnect: 'CreateConnector UpdateConnector',
      osis: 'CreatePipeline UpdatePipeline Ingest',
      mq: 'CreateBroker CreateUser UpdateBroker',
    },
    to: ['kinesis:{region}:{stranger}:stream/theirs', 'firehose:{region}:{stranger}:deliverystream/theirs'],
    source: 'https://docs.aws.amazon.com/firehose/latest/dev/create-destination.html',
  },
  {
    id: 'log-delivery',
    route: 'logs are exported, subscribed to from another account, or written into an account of a stranger',
    actions: {
      logs: 'PutLogEvents CreateExportTask CreateImportTask PutSubscriptionFilter PutAccountPolicy PutDestination PutDestinationPolicy PutResourcePolicy PutDeliverySource PutDeliveryDestination PutDeliveryDestinationPolicy CreateDelivery UpdateDeliveryConfiguration PutTransformer PutMetricFilter PutDataProtectionPolicy StartQuery GetQueryResults StartLiveTail Unmask GetLogEvents FilterLogEvents',
      cloudtrail:
        'CreateTrail UpdateTrail PutEventSelectors CreateChannel UpdateChannel PutResourcePolicy EnableFederation StartQuery GetQueryResults',
      'cloudtrail-data': 'PutAuditEvents',
      ec2: 'CreateFlowLogs CreateTrafficMirrorSession CreateTrafficMirrorTarget',
    },
    to: ['logs:{region}:{stranger}:log-group:theirs:log-stream:theirs'],
    source: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CrossAccountSubscriptions.html',
  },
  {
    id: 'metrics-and-traces',
    route: 'numbers, names or annotations are written as metrics, dashboards or traces that somebody else reads',
    actions: {
      cloudwatch: 'PutMetricData PutDashboard PutMetricAlarm PutMetricStream StartMetricStreams SetAlarmState',
      oam: 'CreateLink UpdateLink CreateSink PutSinkPolicy',
      xray: 'PutTraceSegments PutTelemetryRecords PutSpans PutResourcePolicy Link',
      synthetics: 'CreateCanary UpdateCanary StartCanary',
      rum: 'PutRumEvents PutResourcePolicy',
      aps: 'RemoteWrite PutAlertManagerDefinition',
      evidently: 'PutProjectEvents EvaluateFeature',
    },
    source: reference('amazoncloudwatch'),
  },
  {
    id: 'mail-and-telephones',
    route: 'a mail, a text message or a call goes to an address of choice',
    actions: {
      ses: 'SendEmail SendRawEmail SendTemplatedEmail SendBulkEmail SendBulkTemplatedEmail SendCustomVerificationEmail CreateEmailIdentityPolicy PutIdentityPolicy CreateExportJob UpdateConfigurationSetEventDestination',
      mobiletargeting: 'SendMessages SendUsersMessages CreateExportJob PutEvents CreateCampaign',
      'sms-voice': 'SendTextMessage SendVoiceMessage SendMediaMessage',
      'social-messaging': 'SendWhatsAppMessage',
      workmail: 'CreateUser StartMailboxExportJob',
      connect: 'StartOutboundVoiceContact StartOutboundEmailContact SendOutboundEmail StartChatContact',
      chime: 'CreateMeeting SendChannelMessage',
      chatbot: 'CreateSlackChannelConfiguration CreateMicrosoftTeamsChannelConfiguration',
      notifications: 'CreateEventRule AssociateChannel',
    },
    source: reference('amazonsimpleemailservicev2'),
  },
  {
    id: 'devices',
    route: 'a message is published to devices, or a rule sends messages of devices on',
    actions: {
      iot: 'Publish Connect RetainPublish CreateTopicRule ReplaceTopicRule CreateTopicRuleDestination UpdateThingShadow',
      iotanalytics: 'CreateDataset BatchPutMessage',
      greengrass: 'CreateDeployment',
    },
    source: reference('awsiot'),
  },
  {
    id: 'names-in-dns',
    route: 'a name is written into or asked of DNS, or the firewall of names is opened',
    actions: {
      route53:
        'ChangeResourceRecordSets CreateHostedZone AssociateVPCWithHostedZone CreateVPCAssociationAuthorization CreateQueryLoggingConfig',
      route53resolver:
        'CreateResolverEndpoint UpdateResolverEndpoint CreateResolverRule UpdateResolverRule AssociateResolverRule PutResolverRulePolicy CreateFirewallRule UpdateFirewallRule DeleteFirewallRule UpdateFirewallDomains ImportFirewallDomains UpdateFirewallConfig AssociateFirewallRuleGroup UpdateFirewallRuleGroupAssociation DisassociateFirewallRuleGroup PutFirewallRuleGroupPolicy UpdateResolverConfig PutResolverQueryLogConfigPolicy',
      route53profiles: 'AssociateProfile AssociateResourceToProfile',
      servicediscovery: 'RegisterInstance CreatePublicDnsNamespace CreatePrivateDnsNamespace',
      route53domains: 'RegisterDomain UpdateDomainNameservers',
    },
    to: ['route53:::hostedzone/THEIRS'],
    source: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-dns-firewall.html',
  },
  {
    id: 'names-and-tags-of-resources',
    route: 'bytes are written as tags, parameters, secrets or names that somebody else may list',
    actions: {
      tag: 'TagResources',
      ssm: 'PutParameter PutResourcePolicy AddTagsToResource PutInventory PutComplianceItems CreateOpsItem',
      secretsmanager: 'CreateSecret PutSecretValue UpdateSecret PutResourcePolicy ReplicateSecretToRegions',
      appconfig: 'CreateHostedConfigurationVersion StartDeployment',
      s3: 'PutObjectTagging PutObjectVersionTagging PutBucketTagging TagResource',
      athena: 'TagResource',
      glue: 'TagResource',
      kms: 'TagResource CreateAlias UpdateAlias UpdateKeyDescription',
      support: 'CreateCase AddAttachmentsToSet AddCommunicationToCase',
      sts: 'GetFederationToken GetWebIdentityToken',
    },
    source: 'https://docs.aws.amazon.com/tag-editor/latest/userguide/tagging.html',
  },
  {
    id: 'keys-of-strangers',
    route: 'bytes travel as plaintext or as an encryption context to a key of a stranger, into the log of its owner',
    actions: { kms: 'Encrypt Decrypt GenerateDataKey GenerateDataKeyWithoutPlaintext ReEncryptTo ReEncryptFrom Sign' },
    to: ['kms:{region}:{stranger}:key/11111111-2222-3333-4444-555555555555'],
    amongStrangersOnly: true,
    source: 'https://docs.aws.amazon.com/kms/latest/developerguide/encrypt_context.html',
  },
  {
    id: 'keys-shared',
    route: 'a key is opened to a stranger, by a grant, by its policy or by a copy in another region',
    actions: {
      kms: 'CreateGrant PutKeyPolicy ReplicateKey ImportKeyMaterial CreateCustomKeyStore UpdatePrimaryRegion',
    },
    source: 'https://docs.aws.amazon.com/kms/latest/developerguide/grants.html',
  },
  {
    id: 'findings-exported',
    route: 'what a scanner found, with samples of the records, is exported to a bucket or another account',
    actions: {
      macie2:
        'PutClassificationExportConfiguration GetSensitiveDataOccurrences UpdateRevealConfiguration CreateClassificationJob PutFindingsPublicationConfiguration CreateInvitations AcceptInvitation',
      config:
        'PutDeliveryChannel DeliverConfigSnapshot PutConfigurationAggregator PutAggregationAuthorization PutConfigRule',
      inspector2: 'CreateFindingsReport CreateSbomExport AssociateMember',
      guardduty: 'CreatePublishingDestination UpdatePublishingDestination AcceptAdministratorInvitation',
      securityhub: 'AcceptAdministratorInvitation BatchImportFindings CreateAutomationRule',
      securitylake: 'CreateSubscriber CreateDataLake CreateSubscriberNotification',
      auditmanager: 'CreateAssessmentReport CreateAssessment StartAssessmentFrameworkShare',
      'access-analyzer': 'StartPolicyGeneration',
      'bcm-data-exports': 'CreateExport UpdateExport',
      cur: 'PutReportDefinition ModifyReportDefinition',
    },
    source: 'https://docs.aws.amazon.com/macie/latest/user/discovery-results-repository-s3.html',
  },
  {
    id: 'directories',
    route: 'bytes are written into attributes of people, in a directory of ours or of a stranger',
    actions: {
      'cognito-idp':
        'AdminCreateUser AdminUpdateUserAttributes AdminInitiateAuth CreateUserPoolClient UpdateUserPool CreateIdentityProvider CreateUserImportJob AdminSetUserPassword CreateUserPoolDomain',
      'cognito-identity':
        'GetOpenIdTokenForDeveloperIdentity CreateIdentityPool SetIdentityPoolRoles UpdateIdentityPool',
      'cognito-sync': 'UpdateRecords BulkPublish',
      identitystore: 'CreateUser UpdateUser CreateGroup',
      'sso-directory': 'CreateUser UpdateUser',
    },
    to: ['cognito-idp:{region}:{stranger}:userpool/theirs'],
    source: reference('amazoncognitouserpools'),
  },
];
