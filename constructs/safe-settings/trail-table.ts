import type { CfnTable } from 'aws-cdk-lib/aws-glue';

export interface TrailTable {
  readonly account: string;
  readonly region: string;
  readonly bucketName: string;
}

const text = (...names: string[]) => names.map((name) => ({ name, type: 'string' }));

const identity =
  'struct<type:string,principalid:string,arn:string,accountid:string,invokedby:string,accesskeyid:string,username:string,' +
  'sessioncontext:struct<attributes:struct<mfaauthenticated:string,creationdate:string>,' +
  'sessionissuer:struct<type:string,principalid:string,arn:string,accountid:string,username:string>,sourceidentity:string>>';

/** Every column of a CloudTrail record that our questions use; the SerDe passes over what is not listed. */
const columns: CfnTable.ColumnProperty[] = [
  ...text('eventversion'),
  { name: 'useridentity', type: identity },
  ...text(
    'eventtime',
    'eventsource',
    'eventname',
    'awsregion',
    'sourceipaddress',
    'useragent',
    'errorcode',
    'errormessage',
  ),
  ...text(
    'requestparameters',
    'responseelements',
    'additionaleventdata',
    'requestid',
    'eventid',
    'readonly',
    'eventtype',
  ),
  { name: 'resources', type: 'array<struct<arn:string,accountid:string,type:string>>' },
  ...text('recipientaccountid', 'sharedeventid', 'vpcendpointid', 'vpcendpointaccountid', 'eventcategory'),
];

/**
 * The trail as a table whose partitions are computed, not listed: nothing has to be crawled and no day can be forgotten. The trail is
 * written for every region, and two matter: ours, and us-east-1, where IAM and sign-in are recorded.
 * https://docs.aws.amazon.com/athena/latest/ug/create-cloudtrail-table-partition-projection.html
 */
export const trailTable = ({ account, region, bucketName }: TrailTable): CfnTable.TableInputProperty => {
  const root = `s3://${bucketName}/AWSLogs/${account}/CloudTrail`;
  return {
    name: 'trail',
    description: 'CloudTrail records, by region and day',
    tableType: 'EXTERNAL_TABLE',
    partitionKeys: text('region', 'day'),
    parameters: {
      EXTERNAL: 'TRUE',
      'projection.enabled': 'true',
      'projection.region.type': 'enum',
      'projection.region.values': `${region},us-east-1`,
      'projection.day.type': 'date',
      'projection.day.format': 'yyyy/MM/dd',
      'projection.day.range': '2026/01/01,NOW',
      'projection.day.interval': '1',
      'projection.day.interval.unit': 'DAYS',
      'storage.location.template': `${root}/\${region}/\${day}`,
    },
    storageDescriptor: {
      location: root,
      columns,
      inputFormat: 'com.amazon.emr.cloudtrail.CloudTrailInputFormat',
      outputFormat: 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat',
      serdeInfo: { serializationLibrary: 'org.apache.hive.hcatalog.data.JsonSerDe' },
    },
  };
};
