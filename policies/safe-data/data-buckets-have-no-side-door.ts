import { buckets } from '../estate/stores.ts';
import { record } from '../estate/values.ts';
import { fail, judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';
import { dataBuckets } from './data-buckets.ts';

/** Settings of a bucket by which S3 itself carries objects, or lists of them, elsewhere, or serves them another way. */
const sideDoors = [
  'AccelerateConfiguration',
  'AnalyticsConfigurations',
  'CorsConfiguration',
  'InventoryConfigurations',
  'MetadataConfiguration',
  'MetadataTableConfiguration',
  'ReplicationConfiguration',
  'WebsiteConfiguration',
];

/** Doors of their own, with policies of their own. */
const doors = [
  'AWS::S3::AccessGrant',
  'AWS::S3::AccessGrantsInstance',
  'AWS::S3::AccessGrantsLocation',
  'AWS::S3::AccessPoint',
  'AWS::S3::MultiRegionAccessPoint',
  'AWS::S3::StorageLens',
  'AWS::S3Files::FileSystem',
  'AWS::S3ObjectLambda::AccessPoint',
];

export const dataBucketsHaveNoSideDoor: Rule = {
  id: 'data-buckets-have-no-side-door',
  safe: 'data',
  controls: ['3.1.12', 'TRE-X09'],
  severity: 'fatal',
  why: 'Access points, replicas and inventories hand out what a bucket holds under policies that nobody reads with the bucket.',
  fix: 'remove the access point or the setting; what must go elsewhere goes through the airlock',
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-policies.html',
  check: (estate) => {
    const opened = buckets(estate).length === 0 ? [] : estate.ofType(...doors);
    return [
      ...opened.map((door) => fail(door, 'Type', 'a way to a bucket that the bucket does not show')),
      ...dataBuckets(estate).map(({ resource }) => {
        const told = Object.keys(record(resource.properties.NotificationConfiguration));
        const set = [
          ...sideDoors.filter((name) => resource.properties[name] !== undefined),
          ...told.filter((name) => name !== 'EventBridgeConfiguration'),
        ];
        return judged(
          set.length === 0,
          resource,
          'Properties',
          'is reached by its own name only, and copied nowhere',
          `hands out what it holds by ${set.join(', ')}`,
        );
      }),
    ];
  },
};
