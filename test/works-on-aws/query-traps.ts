import { set } from '../mutant.ts';
import { changed, mentions, push, statementsWith, type Trap } from './trap.ts';

const workgroup = 'AWS::Athena::WorkGroup';
const table = 'AWS::Glue::Table';
const iceberg = mentions('IcebergTableInput');
const projected = mentions('projection.enabled');

const elsewhereDenied = {
  Effect: 'Deny',
  Action: ['s3:*', 'kms:*', 'glue:*'],
  Resource: '*',
  Condition: { StringNotEquals: { 'aws:SourceVpc': 'vpc-0123456789abcdef0' } },
};

export const queryTraps: readonly Trap[] = [
  {
    rule: 'workgroups-name-one-place-for-results',
    mutants: {
      'managed results have a bucket too': changed(workgroup, (body) =>
        set(body, 'WorkGroupConfiguration.ResultConfiguration', { OutputLocation: 's3://results/' }),
      ),
      'an enforced workgroup has no place for results': changed(workgroup, (body) =>
        set(body, 'WorkGroupConfiguration.ManagedQueryResultsConfiguration', undefined),
      ),
    },
  },
  {
    rule: 'workgroups-set-no-state',
    mutants: { 'a workgroup is enabled by its template': changed(workgroup, (body) => set(body, 'State', 'ENABLED')) },
  },
  {
    rule: 'workgroups-with-queries-can-be-deleted',
    mutants: {
      'a workgroup keeps its queries': changed(workgroup, (body) => set(body, 'RecursiveDeleteOption', undefined)),
    },
  },
  {
    rule: 'workgroup-cutoffs-are-legal',
    mutants: {
      'a cutoff is below 10 MB': changed(workgroup, (body) =>
        set(body, 'WorkGroupConfiguration.BytesScannedCutoffPerQuery', 1_000_000),
      ),
      'nobody knows the cutoff': changed(workgroup, (body) =>
        set(body, 'WorkGroupConfiguration.BytesScannedCutoffPerQuery', { Ref: 'Unknown' }),
      ),
    },
  },
  {
    rule: 'athena-reads-are-bound-to-no-network',
    mutants: {
      'objects may be read from the network only': changed(
        'AWS::IAM::Role',
        (body) =>
          statementsWith(body, 'Policies.0.PolicyDocument', 'ReadOwnObjects', (statement) => ({
            ...statement,
            Condition: { StringEquals: { 'aws:SourceVpc': 'vpc-0123456789abcdef0' } },
          })),
        mentions('ReadOwnObjects'),
      ),
      'the key may be used from the network only': changed(
        'AWS::IAM::Role',
        (body) =>
          statementsWith(body, 'Policies.0.PolicyDocument', 'OpenOwnObjectsAndResults', (statement) => ({
            ...statement,
            Condition: { IpAddress: { 'aws:VpcSourceIp': '10.0.0.0/8' } },
          })),
        mentions('OpenOwnObjectsAndResults'),
      ),
      'what is free reaches another bucket': changed(
        'AWS::IAM::Role',
        (body) => {
          statementsWith(body, 'Policies.0.PolicyDocument', 'ReadOwnObjects', (statement) => ({
            ...statement,
            Condition: { StringEquals: { 'aws:SourceVpce': 'vpce-0123456789abcdef0' } },
          }));
          push(body, 'Policies.0.PolicyDocument', {
            Effect: 'Allow',
            Action: 's3:GetObject',
            Resource: 'arn:aws:s3:::another/*',
          });
        },
        mentions('ReadOwnObjects'),
      ),
      'the role denies other networks': changed(
        'AWS::IAM::Role',
        (body) => push(body, 'Policies.0.PolicyDocument', elsewhereDenied),
        mentions('ReadOwnObjects'),
      ),
      'the role denies calls of no network': changed(
        'AWS::IAM::Role',
        (body) =>
          push(body, 'Policies.0.PolicyDocument', {
            ...elsewhereDenied,
            Condition: { Null: { 'aws:SourceVpc': 'true' } },
          }),
        mentions('ReadOwnObjects'),
      ),
      'the boundary denies other networks': changed(
        'AWS::IAM::ManagedPolicy',
        (body) => push(body, 'PolicyDocument', elsewhereDenied),
        undefined,
        true,
      ),
      'the role denies kms:GenerateDataKey outside the network': changed(
        'AWS::IAM::Role',
        (body) => push(body, 'Policies.0.PolicyDocument', { ...elsewhereDenied, Action: 'kms:GenerateDataKey' }),
        mentions('ReadOwnObjects'),
      ),
      'the role denies glue:GetDatabase outside the network': changed(
        'AWS::IAM::Role',
        (body) => push(body, 'Policies.0.PolicyDocument', { ...elsewhereDenied, Action: 'glue:GetDatabase' }),
        mentions('ReadOwnObjects'),
      ),
    },
  },
  {
    rule: 'iceberg-tables-have-one-definition',
    mutants: {
      'a table is defined twice': changed(table, (body) => set(body, 'TableInput', { Name: 'reviews' }), iceberg),
    },
  },
  {
    rule: 'iceberg-columns-have-iceberg-types',
    mutants: {
      'a column has a type of Hive': changed(
        table,
        (body) => set(body, 'OpenTableFormatInput.IcebergInput.IcebergTableInput.Schema.Fields.0.Type', 'bigint'),
        iceberg,
      ),
    },
  },
  {
    rule: 'projected-partitions-are-complete',
    mutants: {
      'a column has no projection': changed(
        table,
        (body) =>
          delete (body.Properties.TableInput as { Parameters: Record<string, string> }).Parameters[
            'projection.day.type'
          ],
        projected,
      ),
      'a date has no format': changed(
        table,
        (body) =>
          delete (body.Properties.TableInput as { Parameters: Record<string, string> }).Parameters[
            'projection.day.format'
          ],
        projected,
      ),
      'the template of places forgets a column': changed(
        table,
        (body) => {
          const { Parameters } = body.Properties.TableInput as { Parameters: Record<string, string> };
          Parameters['storage.location.template'] = 's3://trail/AWSLogs/${region}';
        },
        projected,
      ),
    },
  },
  {
    rule: 'glue-names-suit-athena',
    mutants: {
      'a database has hyphens': changed('AWS::Glue::Database', (body) => set(body, 'DatabaseInput.Name', 'tre-audit')),
      'a column has capitals': changed(
        table,
        (body) => set(body, 'TableInput.StorageDescriptor.Columns.0.Name', 'eventVersion'),
        mentions('StorageDescriptor'),
      ),
    },
  },
];
