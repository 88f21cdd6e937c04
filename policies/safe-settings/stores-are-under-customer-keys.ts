import { at } from '../estate/values.ts';
import { judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';

/** Type -> where it names its key. Buckets and log groups have rules of their own. */
const keyOf: Readonly<Record<string, string>> = {
  'AWS::Backup::BackupVault': 'EncryptionKeyArn',
  'AWS::CodeArtifact::Domain': 'EncryptionKey',
  'AWS::DynamoDB::Table': 'SSESpecification.KMSMasterKeyId',
  'AWS::EC2::Volume': 'KmsKeyId',
  'AWS::ECR::Repository': 'EncryptionConfiguration.KmsKey',
  'AWS::EFS::FileSystem': 'KmsKeyId',
  'AWS::FSx::FileSystem': 'KmsKeyId',
  'AWS::Kinesis::Stream': 'StreamEncryption.KeyId',
  'AWS::KinesisFirehose::DeliveryStream': 'DeliveryStreamEncryptionConfigurationInput.KeyARN',
  'AWS::RDS::DBCluster': 'KmsKeyId',
  'AWS::RDS::DBInstance': 'KmsKeyId',
  'AWS::SNS::Topic': 'KmsMasterKeyId',
  'AWS::SQS::Queue': 'KmsMasterKeyId',
  'AWS::SageMaker::NotebookInstance': 'KmsKeyId',
  'AWS::SecretsManager::Secret': 'KmsKeyId',
  'AWS::StepFunctions::StateMachine': 'EncryptionConfiguration.KmsKeyId',
  'AWS::WorkSpacesWeb::BrowserSettings': 'CustomerManagedKey',
  'AWS::WorkSpacesWeb::IpAccessSettings': 'CustomerManagedKey',
  'AWS::WorkSpacesWeb::Portal': 'CustomerManagedKey',
  'AWS::WorkSpacesWeb::SessionLogger': 'CustomerManagedKey',
  'AWS::WorkSpacesWeb::UserSettings': 'CustomerManagedKey',
};

export const storesAreUnderCustomerKeys: Rule = {
  id: 'stores-are-under-customer-keys',
  safe: 'settings',
  controls: ['2.8.01', 'TRE-X18'],
  severity: 'error',
  why: "Under a key of AWS everybody with rights to the store can read; under ours the key's policy has a say too.",
  fix: 'name a key of the estate',
  check: (estate) =>
    Object.entries(keyOf).flatMap(([type, path]) =>
      estate.ofType(type).map((store) => {
        const key = estate.find(at(store, path));
        return judged(
          key?.type === 'AWS::KMS::Key',
          store,
          `Properties.${path}`,
          `is under ${key?.logicalId}`,
          'is not under a key of the estate',
        );
      }),
    ),
};
