import { readerOf } from '../estate/access/canonical.ts';
import { physicalName } from '../estate/access/physical-names.ts';
import { identities } from '../estate/actors.ts';
import { functions } from '../estate/functions.ts';
import { firstThatMay } from '../estate/may.ts';
import { judged } from '../outcome.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

const needed = ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:ListStreams'];

export const streamReadersMayRead: WorksOnAwsRule = {
  id: 'stream-readers-may-read',
  severity: 'error',
  why: 'Lambda polls a stream with the rights of the function, and refuses the mapping where one of them is missing.',
  fix: `allow ${needed.join(', ')} on the stream in the role of the function`,
  source:
    'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/iam-policy-example-lamda-process-dynamodb-streams.html',
  check: (estate) =>
    estate.ofType('AWS::Lambda::EventSourceMapping').flatMap((mapping) => {
      const table = estate.find(mapping.properties.EventSourceArn, 'AWS::DynamoDB::Table');
      if (table === undefined) return [];
      const lambda = estate.find(mapping.properties.FunctionName, 'AWS::Lambda::Function');
      const role = functions(estate).find(({ resource }) => resource === lambda)?.role?.resource;
      const actor = identities(estate).find(({ resource }) => role !== undefined && resource === role);
      // The name of a stream is the instant at which it was made; policies name it by reference, or by a star.
      const { arn } = physicalName(estate, table);
      const streams = [
        readerOf(estate, mapping.stack)(mapping.properties.EventSourceArn ?? null) ?? arn,
        `${arn}/stream/2026-01-01T00:00:00.000`,
      ];
      const missing = needed.filter(
        (action) => actor === undefined || firstThatMay(estate, actor, [action], streams) === undefined,
      );
      return [
        judged(
          missing.length === 0,
          mapping,
          'Properties.EventSourceArn',
          `${lambda?.logicalId} may read the stream`,
          `${lambda?.logicalId ?? 'nobody'} may not ${missing.join(', ')}`,
        ),
      ];
    }),
};
