import { type Route, reference } from './byte-moving-routes.ts';

/** Ways out through code, containers, machines, models, networks and addresses. */
export const bytesOutByCompute: readonly Route[] = [
  {
    id: 'registries',
    route: 'an image or a package carries records into a registry of a stranger, or a registry is opened',
    actions: {
      ecr: 'PutImage InitiateLayerUpload UploadLayerPart CompleteLayerUpload SetRepositoryPolicy PutRegistryPolicy PutReplicationConfiguration ReplicateImage CreateRepository CreatePullThroughCacheRule',
      'ecr-public':
        'PutImage InitiateLayerUpload UploadLayerPart CompleteLayerUpload SetRepositoryPolicy CreateRepository',
      codeartifact:
        'PublishPackageVersion CopyPackageVersions PutDomainPermissionsPolicy PutRepositoryPermissionsPolicy AssociateExternalConnection GetAuthorizationToken',
      codecommit: 'GitPush CreateCommit PutFile CreateBranch PutRepositoryTriggers CreateRepository',
      'codestar-connections': 'CreateConnection UseConnection PassConnection',
      codeconnections: 'CreateConnection UseConnection PassConnection',
    },
    to: ['ecr:{region}:{stranger}:repository/theirs', 'codecommit:{region}:{stranger}:theirs'],
    source: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policies.html',
  },
  {
    id: 'function-urls',
    route: 'a function gets an address on the internet, or is opened to a stranger',
    actions: {
      lambda:
        'CreateFunctionUrlConfig UpdateFunctionUrlConfig InvokeFunctionUrl AddPermission AddLayerVersionPermission EnableReplication PutFunctionEventInvokeConfig UpdateFunctionEventInvokeConfig CreateEventSourceMapping UpdateEventSourceMapping',
    },
    source: 'https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html',
  },
  {
    id: 'code-links',
    route: 'a presigned link to the code of a function or a layer is handed out, which works anywhere',
    actions: { lambda: 'GetFunction GetLayerVersion' },
    source: 'https://docs.aws.amazon.com/lambda/latest/api/API_GetFunction.html',
  },
  {
    id: 'functions-made',
    route: 'code of the person runs as a function',
    actions: {
      lambda:
        'CreateFunction UpdateFunctionCode UpdateFunctionConfiguration PublishLayerVersion PublishVersion UpdateAlias CreateCapacityProvider',
    },
    source: reference('awslambda'),
  },
  {
    id: 'port-forwarding',
    route: 'Session Manager forwards a port, opens a shell or copies files out of the network',
    actions: {
      ssm: 'StartSession ResumeSession SendCommand StartAutomationExecution CreateActivation CreateAssociation CreateDocument UpdateDocument ModifyDocumentPermission CreateResourceDataSync GetConnectionStatus StartAccessRequest GetAccessToken',
      ssmmessages: 'CreateControlChannel CreateDataChannel OpenControlChannel OpenDataChannel',
      ec2messages: 'SendReply GetMessages',
      'ssm-guiconnect': 'StartConnection GetConnection',
      'ec2-instance-connect': 'SendSSHPublicKey SendSerialConsoleSSHPublicKey OpenTunnel',
      ecs: 'ExecuteCommand',
    },
    source:
      'https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-working-with-sessions-start.html',
  },
  {
    id: 'shells',
    route: 'a shell or an editor in the browser has the internet, and files that can be downloaded',
    actions: {
      cloudshell:
        'CreateEnvironment CreateSession PutCredentials GetFileDownloadUrls GetFileUploadUrls StartEnvironment',
      cloud9: 'CreateEnvironmentEC2 CreateEnvironmentSSH CreateEnvironmentMembership',
      codecatalyst: 'AcceptConnection',
    },
    source: 'https://docs.aws.amazon.com/cloudshell/latest/userguide/getting-started.html',
  },
  {
    id: 'state-machines',
    route: 'a state machine calls an address on the internet, or a service in another account',
    actions: {
      states:
        'CreateStateMachine UpdateStateMachine StartExecution StartSyncExecution InvokeHTTPEndpoint TestState CreateActivity SendTaskSuccess GetExecutionHistory DescribeExecution',
      swf: 'StartWorkflowExecution RespondActivityTaskCompleted',
      airflow: 'CreateEnvironment CreateWebLoginToken CreateCliToken',
    },
    source: 'https://docs.aws.amazon.com/step-functions/latest/dg/call-https-apis.html',
  },
  {
    id: 'sagemaker-links',
    route: 'a presigned link opens a SageMaker domain, notebook or tracking server from anywhere',
    actions: {
      sagemaker:
        'CreatePresignedDomainUrl CreatePresignedNotebookInstanceUrl CreatePresignedMlflowTrackingServerUrl CreatePartnerAppPresignedUrl CreateHubContentPresignedUrls StartSession',
    },
    source: 'https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreatePresignedDomainUrl.html',
  },
  {
    id: 'models',
    route: 'a job, a notebook, an endpoint or a model of SageMaker takes records out, or remembers them',
    actions: {
      sagemaker:
        'CreateNotebookInstance CreateDomain CreateUserProfile CreateSpace CreateApp CreateTrainingJob CreateProcessingJob CreateTransformJob CreateLabelingJob CreateModel CreateEndpoint CreateEndpointConfig InvokeEndpoint InvokeEndpointAsync PutRecord CreateFeatureGroup PutModelPackageGroupPolicy CreateWorkteam',
    },
    source: reference('amazonsagemaker'),
  },
  {
    id: 'generative-models',
    route: 'records go into a prompt, a session or a knowledge base, and out into logs, tools or another region',
    actions: {
      bedrock:
        'InvokeModel InvokeModelWithResponseStream InvokeAgent InvokeInlineAgent InvokeFlow InvokeDataAutomationAsync CreateModelInvocationJob CreateModelCustomizationJob CreateModelCopyJob CreateAgent CreateAgentActionGroup CreateKnowledgeBase CreateDataSource CreateFlow CreateSession RetrieveAndGenerate PutModelInvocationLoggingConfiguration CreateEvaluationJob InvokeTool',
      'bedrock-agentcore':
        'CreateAgentRuntime InvokeAgentRuntime CreateGateway InvokeGateway CreateCodeInterpreter StartCodeInterpreterSession InvokeCodeInterpreter CreateBrowser StartBrowserSession CreateEvent',
      qbusiness: 'ChatSync Chat BatchPutDocument CreateDataSource',
      q: 'SendMessage StartConversation',
      kendra: 'BatchPutDocument CreateDataSource',
      lex: 'RecognizeText CreateExport PostText',
    },
    source: reference('amazonbedrock'),
  },
  {
    id: 'readers-of-documents',
    route: 'a service that reads documents, speech or pictures writes its output into a bucket of choice',
    actions: {
      textract:
        'StartDocumentAnalysis StartDocumentTextDetection StartExpenseAnalysis StartLendingAnalysis AnalyzeDocument DetectDocumentText',
      comprehend:
        'StartEntitiesDetectionJob StartPiiEntitiesDetectionJob StartDocumentClassificationJob ImportModel PutResourcePolicy',
      comprehendmedical: 'StartEntitiesDetectionV2Job StartPHIDetectionJob',
      transcribe: 'StartTranscriptionJob StartMedicalTranscriptionJob StartStreamTranscription',
      translate: 'StartTextTranslationJob TranslateText TranslateDocument',
      polly: 'StartSpeechSynthesisTask SynthesizeSpeech',
      rekognition:
        'StartMediaAnalysisJob CreateStreamProcessor PutProjectPolicy CopyProjectVersion DetectText StartFaceSearch',
      mediaconvert: 'CreateJob',
      'medical-imaging': 'StartDICOMImportJob CopyImageSet',
      personalize: 'CreateBatchInferenceJob CreateDatasetExportJob',
      forecast: 'CreateForecastExportJob',
    },
    source: reference('amazontextract'),
  },
  {
    id: 'machines',
    route: 'a machine, container or build of the person runs with a role and a network of its own',
    actions: {
      ec2: 'RunInstances RequestSpotInstances RequestSpotFleet CreateFleet CreateLaunchTemplate CreateLaunchTemplateVersion ModifyInstanceAttribute AssociateIamInstanceProfile ReplaceIamInstanceProfileAssociation GetConsoleOutput GetConsoleScreenshot GetPasswordData',
      ecs: 'RunTask StartTask RegisterTaskDefinition CreateService UpdateService CreateExpressGatewayService',
      eks: 'CreateCluster CreateNodegroup CreateAccessEntry AssociateAccessPolicy AccessKubernetesApi',
      batch: 'SubmitJob RegisterJobDefinition CreateComputeEnvironment',
      autoscaling: 'CreateAutoScalingGroup UpdateAutoScalingGroup CreateLaunchConfiguration',
      codebuild: 'CreateProject UpdateProject StartBuild StartSandbox BatchGetBuilds PutResourcePolicy',
      codepipeline: 'CreatePipeline UpdatePipeline StartPipelineExecution',
      codedeploy: 'CreateDeployment',
      apprunner: 'CreateService UpdateService',
      lightsail: 'CreateInstances ExportSnapshot CreateBucket CreateContainerService',
      elasticbeanstalk: 'CreateEnvironment UpdateEnvironment CreateApplicationVersion',
      gamelift: 'CreateBuild CreateFleet',
      deadline: 'CreateJob CreateFleet',
    },
    source: reference('amazonec2'),
  },
  {
    id: 'network-ways',
    route: 'the network gets a gateway, a route, an endpoint, a peer, a rule or an address that leads out',
    actions: {
      ec2: 'CreateInternetGateway AttachInternetGateway CreateEgressOnlyInternetGateway CreateNatGateway CreateRoute ReplaceRoute CreateVpcEndpoint ModifyVpcEndpoint CreateVpcEndpointServiceConfiguration ModifyVpcEndpointServicePermissions AcceptVpcEndpointConnections CreateVpcPeeringConnection AcceptVpcPeeringConnection CreateTransitGatewayVpcAttachment AcceptTransitGatewayVpcAttachment CreateVpnConnection CreateVpnGateway AttachVpnGateway CreateClientVpnEndpoint AuthorizeSecurityGroupEgress AuthorizeSecurityGroupIngress ModifySecurityGroupRules ModifyNetworkInterfaceAttribute CreateNetworkInterface CreateNetworkInterfacePermission AttachNetworkInterface AssociateAddress AllocateAddress AssignIpv6Addresses ModifySubnetAttribute ModifyVpcAttribute ReplaceNetworkAclEntry CreateInstanceConnectEndpoint CreateVerifiedAccessEndpoint ModifyVpcBlockPublicAccessOptions CreateVpcBlockPublicAccessExclusion CreateCarrierGateway EnableVgwRoutePropagation',
      'vpc-lattice':
        'CreateServiceNetworkVpcAssociation CreateServiceNetworkVpcEndpointAssociation CreateResourceConfiguration CreateResourceGateway PutAuthPolicy PutResourcePolicy CreateAccessLogSubscription',
      'vpc-lattice-svcs': 'Invoke',
      directconnect: 'CreatePrivateVirtualInterface CreateConnection',
      networkmanager: 'CreateVpcAttachment',
      globalaccelerator: 'CreateAccelerator CreateEndpointGroup CreateCrossAccountAttachment',
      cloudfront: 'CreateDistribution UpdateDistribution CreateFunction CreateVpcOrigin CreateRealtimeLogConfig',
      elasticloadbalancing: 'CreateLoadBalancer CreateListener RegisterTargets ModifyLoadBalancerAttributes',
      'network-firewall': 'UpdateFirewallPolicy UpdateRuleGroup',
    },
    source: 'https://docs.aws.amazon.com/vpc/latest/userguide/extend-intro.html',
  },
  {
    id: 'apis',
    route: 'an API is called, made, opened or logged, of ours or of a stranger',
    actions: {
      apigateway: 'POST PUT PATCH UpdateRestApiPolicy CreateAccessAssociation',
      'execute-api': 'Invoke ManageConnections InvalidateCache',
      appsync: 'GraphQL CreateGraphqlApi CreateDataSource EventPublish EventConnect',
      amplify: 'CreateApp CreateDeployment StartDeployment',
      'app-integrations': 'CreateDataIntegration CreateEventIntegration',
    },
    to: ['execute-api:{region}:{stranger}:theirs/prod/POST/anything'],
    source: reference('amazonapigateway'),
  },
  {
    id: 'screens',
    route: 'a streamed desktop or browser is made or changed, so that it copies, prints or downloads',
    actions: {
      'workspaces-web':
        'UpdateUserSettings CreateUserSettings AssociateUserSettings UpdateBrowserSettings AssociateBrowserSettings UpdateNetworkSettings AssociateNetworkSettings UpdateIdentityProvider CreateIdentityProvider CreatePortal UpdatePortal DisassociateDataProtectionSettings CreateSessionLogger',
      workspaces:
        'CreateWorkspaces ModifyWorkspaceProperties ModifyClientProperties UpdateRulesOfIpGroup CreateConnectionAlias ImportWorkspaceImage',
      appstream:
        'CreateStack UpdateStack CreateFleet CreateStreamingURL CreateImageBuilderStreamingURL UpdateImagePermissions CreateExportImageTask',
    },
    source: reference('amazonworkspacessecurebrowser'),
  },
  {
    id: 'stacks',
    route: 'a stack makes any of these resources for whoever may deploy it',
    actions: {
      cloudformation:
        'CreateStack UpdateStack CreateChangeSet ExecuteChangeSet CreateStackSet UpdateStackSet CreateStackInstances CreateResource UpdateResource RegisterType ActivateType SetTypeConfiguration',
      servicecatalog: 'ProvisionProduct UpdateProvisionedProduct CreateProduct CreateProvisioningArtifact',
      proton: 'CreateEnvironment CreateService',
      serverlessrepo: 'CreateApplication PutApplicationPolicy',
    },
    source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-iam-servicerole.html',
  },
  {
    id: 'organisations',
    route: 'the account leaves the guardrails of its organisation, or joins another',
    actions: {
      organizations:
        'LeaveOrganization AcceptHandshake DetachPolicy UpdatePolicy DeletePolicy RegisterDelegatedAdministrator CreateAccount MoveAccount PutResourcePolicy',
      account: 'EnableRegion CloseAccount StartPrimaryEmailUpdate PutAlternateContact',
    },
    source: reference('awsorganizations'),
  },
];
