import { standsOnce } from './singleton.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

const settings = [
  'AWS::EC2::VPCBlockPublicAccessOptions',
  'AWS::EC2::SnapshotBlockPublicAccess',
  'AWS::LakeFormation::DataLakeSettings',
  'AWS::Glue::DataCatalogEncryptionSettings',
  'AWS::ApiGateway::Account',
  'AWS::Logs::AccountPolicy',
];

export const oneOwnerOfSettingsOfARegion: WorksOnAwsRule = {
  id: 'one-owner-of-settings-of-a-region',
  severity: 'error',
  why: 'These types set something of the whole account and region: two stacks that own it overwrite each other, and the first to be deleted takes it away.',
  fix: 'let one retained stack own the setting',
  source:
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-vpcblockpublicaccessoptions.html',
  check: (estate) => standsOnce(estate, settings),
};
