import type { Stack } from 'aws-cdk-lib';
import type { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import { nameOf, type Tenancy } from '../tenancy.ts';
import { assetBucketName } from './bootstrap-names.ts';

type Field = CfnTrail.AdvancedFieldSelectorProperty;
type Selector = CfnTrail.AdvancedEventSelectorProperty;

const equals = (field: string, ...equalTo: string[]): Field => ({ field, equalTo });

/** Kinds of which every data event is recorded. There is none for Athena, KMS, Lake Formation or API Gateway. */
const everyEventOf = ['AWS::Lambda::Function', 'AWS::DynamoDB::Table', 'AWS::Glue::Table'];

/**
 * Services whose endpoints stand in the network and which send network activity events; STS, Logs and execute-api do not.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-network-events-with-cloudtrail.html
 */
const endpointServices = ['s3', 'kms', 'athena', 'glue', 'dynamodb'];

/**
 * S3 events of every bucket of the deployment, present and future, by prefix. Deliveries into the archive and the access logs are left out:
 * each would cause the next. Reading the archive is recorded.
 */
export function trailSelectors(
  stack: Stack,
  tenancy: Tenancy,
  managementTrail: 'created-here' | 'organisation',
): Selector[] {
  const objects = (noun: string) =>
    `${stack.formatArn({ service: 's3', region: '', account: '', resource: nameOf(tenancy, noun) })}`;
  const s3 = [equals('eventCategory', 'Data'), equals('resources.type', 'AWS::S3::Object')];
  const management: Selector[] =
    managementTrail === 'created-here'
      ? [{ name: 'Every management event', fieldSelectors: [equals('eventCategory', 'Management')] }]
      : [];
  return [
    ...management,
    {
      name: 'Every object of every data bucket',
      fieldSelectors: [
        ...s3,
        {
          field: 'resources.ARN',
          startsWith: [objects('')],
          notStartsWith: [objects('trail-'), objects('access-logs-')],
        },
      ],
    },
    {
      name: 'Whoever reads the archive',
      fieldSelectors: [
        ...s3,
        equals('readOnly', 'true'),
        { field: 'resources.ARN', startsWith: [objects('trail-'), objects('access-logs-')] },
      ],
    },
    {
      name: 'Who wrote or fetched code and templates',
      fieldSelectors: [
        ...s3,
        {
          field: 'resources.ARN',
          startsWith: [
            `${stack.formatArn({ service: 's3', region: '', account: '', resource: assetBucketName(stack, tenancy) })}/`,
          ],
        },
      ],
    },
    ...everyEventOf.map((type) => ({
      name: `Every event of ${type}`,
      fieldSelectors: [equals('eventCategory', 'Data'), equals('resources.type', type)],
    })),
    ...endpointServices.map((service) => ({
      name: `What the endpoint of ${service} refused`,
      fieldSelectors: [
        equals('eventCategory', 'NetworkActivity'),
        equals('eventSource', `${service}.amazonaws.com`),
        equals('errorCode', 'VpceAccessDenied'),
      ],
    })),
  ];
}
