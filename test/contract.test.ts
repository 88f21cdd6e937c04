import type { JsonObject } from '../policies/estate/estate.ts';
import frozen from './cases/stateful-resources.json';
import { examples } from './examples.ts';

/** Types of which another logical id means another, empty resource, and the old one orphaned or gone. */
const stateful = [
  'AWS::ApiGateway::RestApi',
  'AWS::Athena::WorkGroup',
  'AWS::Backup::BackupVault',
  'AWS::CloudTrail::Trail',
  'AWS::Cognito::UserPool',
  'AWS::Cognito::UserPoolClient',
  'AWS::Config::ConfigurationRecorder',
  'AWS::DynamoDB::Table',
  'AWS::EC2::VPC',
  'AWS::Glue::Database',
  'AWS::Glue::Table',
  'AWS::GuardDuty::Detector',
  'AWS::KMS::Alias',
  'AWS::KMS::Key',
  'AWS::Macie::Session',
  'AWS::S3::Bucket',
  'AWS::SNS::Topic',
  'AWS::WorkSpacesWeb::Portal',
];

const resources = [...examples].flatMap(([deployment, templates]) =>
  templates.flatMap(({ name, template }) =>
    Object.entries(template.Resources as JsonObject).map(([logicalId, body]) => ({
      stack: name.replace(`tre-${deployment}-`, '').replace(/^CDKToolkit(-[a-z0-9]+)?$/, 'toolkit'),
      logicalId,
      type: String((body as JsonObject).Type),
    })),
  ),
);
const kept = resources.filter(({ type }) => stateful.includes(type));

test('the logical id of everything that holds state is as it was: a change here is a replacement in every region', () => {
  const now = [...new Set(kept.map(({ stack, logicalId, type }) => `${stack}/${logicalId} ${type}`))].sort();
  expect(now).toEqual(frozen);
});

test('no logical id of anything that holds state is derived from where its construct stands', () => {
  expect(kept.length).toBeGreaterThan(40);
  expect(kept.filter(({ logicalId }) => /[0-9A-F]{8}$/.test(logicalId))).toEqual([]);
});
