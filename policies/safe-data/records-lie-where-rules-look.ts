import { buckets } from '../estate/stores.ts';
import { fail, pass } from '../outcome.ts';
import type { Rule } from '../rule.ts';

/** Services that keep records, or carry them, without passing a bucket that these rules judge. */
const others = [
  'AppFlow',
  'Cassandra',
  'DAX',
  'DMS',
  'DSQL',
  'DataBrew',
  'DataSync',
  'DocDB',
  'DocDBElastic',
  'EFS',
  'EMR',
  'EMRServerless',
  'ElastiCache',
  'Elasticsearch',
  'FSx',
  'HealthLake',
  'HealthImaging',
  'Kinesis',
  'KinesisFirehose',
  'LakeFormation',
  'MSK',
  'MemoryDB',
  'Neptune',
  'NeptuneGraph',
  'Omics',
  'OpenSearchServerless',
  'OpenSearchService',
  'QuickSight',
  'RAM',
  'RDS',
  'Redshift',
  'RedshiftServerless',
  'S3Express',
  'S3Files',
  'S3Outposts',
  'S3Tables',
  'S3Vectors',
  'StorageGateway',
  'Timestream',
  'Transfer',
].map((service) => `AWS::${service}::`);

export const recordsLieWhereRulesLook: Rule = {
  id: 'records-lie-where-rules-look',
  safe: 'data',
  controls: ['2.8.01', '3.1.12', '3.2.03'],
  severity: 'fatal',
  why: 'A store of a kind that no rule judges could be open, unencrypted or copied abroad, and every proof would still pass.',
  fix: 'keep records in S3 buckets; for another kind of store, write the rules for it first',
  check: (estate) => [
    ...estate.resources
      .filter(({ type }) => others.some((service) => type.startsWith(service)))
      .map((store) => fail(store, 'Type', `no rule judges records in ${store.type}`)),
    ...buckets(estate).map(({ resource }) => pass(resource, 'Type', 'a kind of store that the rules judge')),
  ],
};
