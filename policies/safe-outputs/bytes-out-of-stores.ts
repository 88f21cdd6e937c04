// Long because it is one table: every way out of a store, one row each.
import { type Route, reference } from './byte-moving-routes.ts';

const objects = ['s3:::a-strangers-bucket', 's3:::a-strangers-bucket/anything'];

/** Ways out of buckets, tables, catalogues, disks, databases and backups. */
export const bytesOutOfStores: readonly Route[] = [
  {
    id: 'unload',
    route: 'UNLOAD, CTAS or a plain upload writes objects into a bucket of a stranger, or where a stranger reads',
    actions: { s3: 'PutObject AbortMultipartUpload RestoreObject UpdateObjectEncryption', s3express: 'CreateSession' },
    to: objects,
    source: 'https://docs.aws.amazon.com/athena/latest/ug/unload.html',
  },
  {
    id: 'object-names',
    route: 'names of keys and buckets that are asked for carry bytes into the access log of a stranger',
    actions: {
      s3: 'GetObject GetObjectVersion GetObjectAttributes ListBucket ListBucketVersions GetBucketLocation DeleteObject',
    },
    to: objects,
    amongStrangersOnly: true,
    source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/LogFormat.html',
  },
  {
    id: 'replication',
    route: 'S3 replicates objects into an account of a stranger',
    actions: {
      s3: 'PutReplicationConfiguration ReplicateObject ReplicateDelete InitiateReplication ObjectOwnerOverrideToBucketOwner',
      s3tables: 'PutTableReplication PutTableBucketReplication',
    },
    to: objects,
    source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication.html',
  },
  {
    id: 'batch-operations',
    route: 'S3 batch operations copy objects, or call a function with each',
    actions: { s3: 'CreateJob UpdateJobStatus UpdateJobPriority' },
    source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-operations.html',
  },
  {
    id: 'inventory-and-analytics',
    route: 'S3 delivers lists of keys, access logs or metrics into a bucket of a stranger',
    actions: {
      s3: 'PutInventoryConfiguration PutAnalyticsConfiguration PutBucketLogging PutMetricsConfiguration PutStorageLensConfiguration CreateStorageLensGroup CreateBucketMetadataTableConfiguration',
    },
    to: objects,
    source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/storage-inventory.html',
  },
  {
    id: 'access-points',
    route: 'an access point, a grant or a multi-region name gives a bucket a second door with a policy of its own',
    actions: {
      s3: 'CreateAccessPoint PutAccessPointPolicy PutAccessPointPublicAccessBlock CreateMultiRegionAccessPoint PutMultiRegionAccessPointPolicy SubmitMultiRegionAccessPointRoutes CreateAccessGrant CreateAccessGrantsInstance CreateAccessGrantsLocation UpdateAccessGrantsLocation PutAccessGrantsInstanceResourcePolicy GetDataAccess AssociateAccessGrantsIdentityCenter',
      s3express: 'CreateAccessPoint PutAccessPointPolicy PutAccessPointScope',
    },
    source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points.html',
  },
  {
    id: 'object-lambda',
    route: "objects are read through a function of somebody's choice",
    actions: {
      s3: 'CreateAccessPointForObjectLambda PutAccessPointConfigurationForObjectLambda PutAccessPointPolicyForObjectLambda',
      's3-object-lambda': 'GetObject PutObject WriteGetObjectResponse',
    },
    source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/transforming-objects.html',
  },
  {
    id: 'bucket-sharing',
    route: 'a policy, an access list, a website, cross-origin rules or notifications open a bucket to strangers',
    actions: {
      s3: 'PutBucketPolicy DeleteBucketPolicy PutBucketAcl PutObjectAcl PutObjectVersionAcl PutBucketOwnershipControls PutBucketPublicAccessBlock PutAccountPublicAccessBlock PutBucketWebsite PutBucketCORS PutBucketNotification PutAccelerateConfiguration PutBucketRequestPayment PutEncryptionConfiguration CreateBucket',
      s3tables: 'PutTableBucketPolicy PutTablePolicy PutTableData CreateTableBucket CreateTable',
      s3vectors: 'PutVectors PutVectorBucketPolicy CreateVectorBucket',
      s3express: 'PutBucketPolicy CreateBucket',
      's3-outposts': 'PutObject PutBucketPolicy PutReplicationConfiguration',
      glacier: 'UploadArchive InitiateJob SetVaultAccessPolicy',
    },
    to: objects,
    source: reference('amazons3'),
  },
  {
    id: 'athena-connectors',
    route: 'a data source connector sends what Athena reads through a function or to another catalogue',
    actions: {
      athena: 'CreateDataCatalog UpdateDataCatalog DeleteDataCatalog',
      lambda: 'InvokeFunction InvokeAsync',
      serverlessrepo: 'CreateCloudFormationChangeSet',
    },
    to: ['lambda:{region}:{stranger}:function:connector'],
    source: 'https://docs.aws.amazon.com/athena/latest/ug/connect-to-a-data-source.html',
  },
  {
    id: 'workgroup-settings',
    route: 'a workgroup is made, or loses its settings, so that results go to a bucket of choice',
    actions: { athena: 'CreateWorkGroup UpdateWorkGroup DeleteWorkGroup TagResource UntagResource' },
    source: 'https://docs.aws.amazon.com/athena/latest/ug/workgroups-settings-override.html',
  },
  {
    id: 'notebooks',
    route: 'an Athena notebook or Spark session runs code of the person, with a network of its own',
    actions: {
      athena:
        'StartSession StartCalculationExecution CreateNotebook ImportNotebook ExportNotebook UpdateNotebook CreatePresignedNotebookUrl GetSessionEndpoint',
    },
    source: 'https://docs.aws.amazon.com/athena/latest/ug/notebooks-spark.html',
  },
  {
    id: 'written-queries',
    route: "a named or prepared query that one project's role writes carries text to whoever reads it",
    actions: {
      athena:
        'CreateNamedQuery UpdateNamedQuery DeleteNamedQuery CreatePreparedStatement UpdatePreparedStatement DeletePreparedStatement',
    },
    source: 'https://docs.aws.amazon.com/athena/latest/ug/saved-queries.html',
  },
  {
    id: 'queries-of-strangers',
    route: 'a query runs in a workgroup or a catalogue of a stranger, who sees its text and keeps its result',
    actions: {
      athena: 'StartQueryExecution GetQueryResults GetQueryResultsStream GetDataCatalog',
      glue: 'GetDatabase GetDatabases GetTable GetTables GetPartition GetPartitions BatchGetPartition SearchTables',
    },
    to: [
      'athena:{region}:{stranger}:workgroup/primary',
      'athena:{region}:{stranger}:datacatalog/anything',
      'glue:{region}:{stranger}:catalog',
      'glue:{region}:{stranger}:database/anything',
      'glue:{region}:{stranger}:table/anything/anything',
    ],
    amongStrangersOnly: true,
    source: 'https://docs.aws.amazon.com/athena/latest/ug/security-iam-cross-account-glue-catalog-access.html',
  },
  {
    id: 'catalogue-edits',
    route: 'a table is made or moved, so that a query reads or writes another place, or its text carries bytes',
    actions: {
      glue: 'CreateDatabase UpdateDatabase CreateTable UpdateTable RenameTable BatchCreatePartition CreatePartition UpdatePartition BatchUpdatePartition CreateCatalog UpdateCatalog CreateUserDefinedFunction UpdateUserDefinedFunction CreateTableOptimizer UpdateTableOptimizer CreateCrawler UpdateCrawler StartCrawler',
    },
    source: reference('awsglue'),
  },
  {
    id: 'catalogue-sharing',
    route: 'a resource policy or Lake Formation shares the catalogue with another account',
    actions: {
      glue: 'PutResourcePolicy DeleteResourcePolicy PutDataCatalogEncryptionSettings FederateAuthorization',
      lakeformation:
        'GrantPermissions BatchGrantPermissions PutDataLakeSettings RegisterResource UpdateResource GetDataAccess CreateLakeFormationIdentityCenterConfiguration CreateLakeFormationOptIn AddLFTagsToResource UpdateTableStorageOptimizer',
    },
    source: 'https://docs.aws.amazon.com/lake-formation/latest/dg/cross-account-permissions.html',
  },
  {
    id: 'glue-connections',
    route: 'a connection or an integration leads from the catalogue to a database or an address of a stranger',
    actions: {
      glue: 'CreateConnection UpdateConnection PassConnection TestConnection GetConnection GetConnections CreateIntegration CreateInboundIntegration ModifyIntegration RegisterConnectionType',
    },
    source: 'https://docs.aws.amazon.com/glue/latest/dg/connection-properties.html',
  },
  {
    id: 'glue-jobs',
    route: 'a job, session or notebook of Glue, DataBrew or EMR runs code of the person on the records',
    actions: {
      glue: 'CreateJob UpdateJob StartJobRun CreateSession RunStatement CreateDevEndpoint UpdateDevEndpoint StartNotebook GlueNotebookAuthorize CreateTrigger StartTrigger StartExportLabelsTaskRun',
      databrew: 'CreateProfileJob CreateRecipeJob StartJobRun',
      elasticmapreduce: 'RunJobFlow AddJobFlowSteps CreateEditor CreateStudio',
      'emr-serverless': 'CreateApplication StartJobRun',
      'emr-containers': 'StartJobRun CreateVirtualCluster',
    },
    source: reference('awsglue'),
  },
  {
    id: 'snapshots',
    route: 'a snapshot or a disk image is made, shared, copied or read block by block',
    actions: {
      ec2: 'CreateSnapshot CreateSnapshots CopySnapshot ModifySnapshotAttribute ResetSnapshotAttribute DisableSnapshotBlockPublicAccess RestoreSnapshotFromRecycleBin AttachVolume CreateVolume CopyVolumes',
      ebs: 'GetSnapshotBlock ListSnapshotBlocks ListChangedBlocks StartSnapshot PutSnapshotBlock CompleteSnapshot',
      dlm: 'CreateLifecyclePolicy UpdateLifecyclePolicy',
    },
    source: 'https://docs.aws.amazon.com/ebs/latest/userguide/ebs-modifying-snapshot-permissions.html',
  },
  {
    id: 'images',
    route: 'a machine image is made, shared, or written into a bucket',
    actions: {
      ec2: 'CreateImage CopyImage ModifyImageAttribute ExportImage CreateInstanceExportTask CreateStoreImageTask CreateRestoreImageTask RegisterImage ImportImage ImportSnapshot ModifyFpgaImageAttribute CopyFpgaImage CreateFpgaImage DisableImageBlockPublicAccess CreateCapacityManagerDataExport',
      imagebuilder: 'CreateImage CreateDistributionConfiguration DistributeImage PutImagePolicy',
      workspaces: 'UpdateWorkspaceImagePermission CopyWorkspaceImage CreateWorkspaceImage',
    },
    source: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/sharingamis-explicit.html',
  },
  {
    id: 'backup-copies',
    route: 'a backup is copied into a vault of another account, restored or shared',
    actions: {
      backup:
        'StartCopyJob CopyFromBackupVault CopyIntoBackupVault PutBackupVaultAccessPolicy PutBackupVaultSharingPolicy StartBackupJob StartRestoreJob CreateBackupPlan UpdateBackupPlan CreateBackupSelection CreateBackupVault CreateLogicallyAirGappedBackupVault CreateRestoreAccessBackupVault',
      'backup-search': 'StartSearchJob StartSearchResultExportJob',
      'backup-gateway': 'Restore',
    },
    to: ['backup:{region}:{stranger}:backup-vault:theirs'],
    source: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/create-cross-account-backup.html',
  },
  {
    id: 'disaster-recovery',
    route: 'disaster recovery or migration replicates machines to another account',
    actions: {
      drs: 'StartReplication StartRecovery CreateExtendedSourceServer UpdateReplicationConfiguration StartFailbackLaunch StartSourceNetworkReplication',
      mgn: 'StartReplication StartCutover StartTest StartExport UpdateReplicationConfiguration',
    },
    source: reference('awselasticdisasterrecovery'),
  },
  {
    id: 'tables-exported',
    route: 'a table is exported, streamed, replicated or shared with a policy',
    actions: {
      dynamodb:
        'ExportTableToPointInTime EnableKinesisStreamingDestination UpdateKinesisStreamingDestination CreateGlobalTable UpdateGlobalTable CreateTableReplica AssociateTableReplica UpdateTable PutResourcePolicy RestoreTableToPointInTime RestoreTableFromBackup CreateBackup StartAwsBackupJob',
    },
    source: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/S3DataExport.HowItWorks.html',
  },
  {
    id: 'items-of-strangers',
    route: 'an item is written into a table, a stream or a search index of a stranger',
    actions: {
      dynamodb: 'PutItem UpdateItem DeleteItem BatchWriteItem PartiQLInsert PartiQLUpdate GetItem Query Scan',
      es: 'ESHttpPost ESHttpPut ESHttpGet',
      aoss: 'APIAccessAll',
      cassandra: 'Modify Select',
      timestream: 'WriteRecords',
      'neptune-db': 'WriteDataViaQuery StartLoaderJob',
      'neptune-graph': 'StartExportTask WriteDataViaQuery',
    },
    to: ['dynamodb:{region}:{stranger}:table/theirs', 'es:{region}:{stranger}:domain/theirs/x'],
    source: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/access-control-resource-based.html',
  },
  {
    id: 'relational-exports',
    route: 'a database is exported, shared, copied or read by another account',
    actions: {
      rds: 'StartExportTask ModifyDBSnapshotAttribute ModifyDBClusterSnapshotAttribute CopyDBSnapshot CopyDBClusterSnapshot CreateDBSnapshot CreateDBClusterSnapshot CreateIntegration',
      'rds-data': 'ExecuteStatement BatchExecuteStatement',
      'rds-db': 'connect',
      redshift:
        'AuthorizeDataShare AssociateDataShareConsumer AuthorizeSnapshotAccess CopyClusterSnapshot EnableSnapshotCopy PutResourcePolicy CreateIntegration AuthorizeEndpointAccess GetClusterCredentials GetClusterCredentialsWithIAM',
      'redshift-data': 'ExecuteStatement BatchExecuteStatement GetStatementResult',
      'redshift-serverless': 'PutResourcePolicy CreateSnapshot GetCredentials',
      dms: 'StartReplicationTask StartReplication CreateEndpoint CreateReplicationTask StartDataMigration CreateDataMigration',
    },
    source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ExportSnapshot.html',
  },
  {
    id: 'transfer-services',
    route: 'a transfer service copies stores to other stores, servers or devices',
    actions: {
      datasync:
        'CreateTask UpdateTask StartTaskExecution CreateLocationS3 CreateLocationObjectStorage CreateLocationNfs CreateLocationSmb CreateLocationEfs CreateLocationAzureBlob CreateAgent',
      transfer:
        'CreateServer CreateUser UpdateUser CreateConnector UpdateConnector StartFileTransfer StartRemoteDelete CreateAgreement CreateWebApp ImportSshPublicKey',
      storagegateway: 'ActivateGateway CreateNFSFileShare CreateSMBFileShare CreateCachediSCSIVolume',
      snowball: 'CreateJob CreateCluster',
      appflow: 'CreateFlow UpdateFlow StartFlow CreateConnectorProfile',
      b2bi: 'CreateTransformer StartTransformerJob',
      dataexchange: 'CreateDataSet CreateAsset CreateJob StartJob PublishDataSet SendApiAsset CreateDataGrant',
    },
    source: 'https://docs.aws.amazon.com/datasync/latest/userguide/what-is-datasync.html',
  },
  {
    id: 'resource-shares',
    route: 'a resource share hands resources to another account',
    actions: {
      ram: 'CreateResourceShare AssociateResourceShare UpdateResourceShare AcceptResourceShareInvitation AssociateResourceSharePermission EnableSharingWithAwsOrganization',
      servicecatalog: 'CreatePortfolioShare UpdatePortfolioShare',
    },
    source: 'https://docs.aws.amazon.com/ram/latest/userguide/getting-started-sharing.html',
  },
  {
    id: 'data-sharing-rooms',
    route: 'a clean room, data portal or identity resolution shares tables with members of other accounts',
    actions: {
      cleanrooms:
        'CreateCollaboration CreateMembership CreateConfiguredTable CreateConfiguredTableAssociation UpdateConfiguredTableAssociation StartProtectedQuery StartProtectedJob',
      datazone:
        'CreateDomain PutDomainSharingPolicy CreateSubscriptionGrant AcceptSubscriptionRequest CreateDataSource CreateEnvironment CreateConnection GetEnvironmentCredentials',
      entityresolution: 'StartMatchingJob CreateMatchingWorkflow PutPolicy AddPolicyStatement',
      omics: 'StartReadSetExportJob CreateShare StartRun',
      healthlake: 'StartFHIRExportJob StartFHIRExportJobWithGet StartFHIRExportJobWithPost',
    },
    source: 'https://docs.aws.amazon.com/clean-rooms/latest/userguide/what-is.html',
  },
  {
    id: 'dashboards',
    route: 'a dashboard copies tables into its own store, sends them by mail or shows them to anybody',
    actions: {
      quicksight:
        'CreateDataSource CreateDataSet CreateIngestion CreateDashboard UpdateDashboardPermissions StartDashboardSnapshotJob StartAssetBundleExportJob GenerateEmbedUrlForAnonymousUser GenerateEmbedUrlForRegisteredUser GetDashboardEmbedUrl RegisterUser',
      grafana: 'CreateWorkspace UpdatePermissions CreateWorkspaceApiKey',
    },
    source: reference('amazonquicksight'),
  },
  {
    id: 'file-systems',
    route: 'a file system is mounted, replicated or shared',
    actions: {
      elasticfilesystem:
        'ClientMount ClientWrite ClientRootAccess PutFileSystemPolicy CreateReplicationConfiguration CreateMountTarget CreateAccessPoint',
      fsx: 'CreateFileSystem CreateDataRepositoryTask CreateDataRepositoryAssociation CopyBackup CreateFileSystemFromBackup PutResourcePolicy',
    },
    to: ['elasticfilesystem:{region}:{stranger}:file-system/theirs'],
    source: reference('amazonelasticfilesystem'),
  },
];
