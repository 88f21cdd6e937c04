import type { Estate, Json, Resource } from '../estate/estate.ts';
import { at, isRecord, isTrue, list, record } from '../estate/values.ts';
import { fail, judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';

const unitedKingdom = ['eu-west-2'];

/** What keeps something: there a region matters most, and each gets an outcome of its own. */
const keeps =
  /^AWS::(S3::Bucket|DynamoDB::(Global)?Table|KMS::(Replica)?Key|Logs::LogGroup|Backup::BackupVault|Glue::Database|Athena::WorkGroup|CloudTrail::Trail|SNS::Topic|SQS::Queue|Cognito::UserPool|SecretsManager::Secret|Lambda::Function|WorkSpacesWeb::Portal|EC2::VPC)$/;

/** Where a copy goes to, for every way of copying that a template can ask for. */
const copies = (estate: Estate, resource: Resource): readonly { readonly path: string; readonly abroad: boolean }[] => {
  const regional = (path: string, regions: readonly Json[]) =>
    regions.map((region) => ({ path, abroad: !unitedKingdom.includes(String(region)) }));
  const replicas = (path: string) =>
    regional(
      path,
      list(at(resource, path)).map((item) => record(item).Region ?? 'unknown'),
    );
  const known = (path: string, target: Json | undefined) => [{ path, abroad: estate.find(target) === undefined }];
  switch (resource.type) {
    case 'AWS::S3::Bucket':
      return list(at(resource, 'ReplicationConfiguration.Rules')).flatMap((rule) =>
        known('ReplicationConfiguration', at({ ...resource, properties: record(rule) }, 'Destination.Bucket')),
      );
    case 'AWS::DynamoDB::GlobalTable':
      return replicas('Replicas');
    case 'AWS::SecretsManager::Secret':
      return replicas('ReplicaRegions');
    case 'AWS::KMS::Key':
      return isTrue(resource.properties.MultiRegion) || isRecord(resource.properties.MultiRegion)
        ? [{ path: 'MultiRegion', abroad: true }]
        : [];
    case 'AWS::KMS::ReplicaKey':
      return [{ path: 'PrimaryKeyArn', abroad: true }];
    case 'AWS::Backup::BackupPlan':
      return list(at(resource, 'BackupPlan.BackupPlanRule'))
        .flatMap((rule) => list(record(rule).CopyActions))
        .flatMap((action) => known('BackupPlan.BackupPlanRule', record(action).DestinationBackupVaultArn));
    case 'AWS::ECR::ReplicationConfiguration':
      return [{ path: 'ReplicationConfiguration', abroad: true }];
    default:
      return [];
  }
};

export const resourcesStayInTheUnitedKingdom: Rule = {
  id: 'resources-stay-in-the-united-kingdom',
  safe: 'settings',
  controls: ['TRE-X09'],
  severity: 'fatal',
  why: 'Health data is held in the United Kingdom, and a copy abroad is a transfer that nobody approved.',
  fix: `deploy to ${unitedKingdom.join(' or ')} and remove replication, multi-region keys and copies to elsewhere`,
  check: (estate) => {
    const regionOf = new Map(estate.stacks.map(({ name, region }) => [name, region]));
    return estate.resources.flatMap((resource) => {
      const region = regionOf.get(resource.stack);
      const home = region !== undefined && unitedKingdom.includes(region);
      const place =
        !home || keeps.test(resource.type)
          ? [judged(home, resource, 'Type', `stands in ${region}`, `stands in ${region ?? 'an unknown region'}`)]
          : [];
      const abroad = copies(estate, resource)
        .filter((copy) => copy.abroad)
        .map(({ path }) =>
          fail(resource, `Properties.${path}`, 'is copied to a region that is not proved to be in the United Kingdom'),
        );
      return [...place, ...abroad];
    });
  },
};
