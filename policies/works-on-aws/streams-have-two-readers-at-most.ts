import { text } from '../estate/values.ts';
import { judged } from '../outcome.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

const most = 2;

export const streamsHaveTwoReadersAtMost: WorksOnAwsRule = {
  id: 'streams-have-two-readers-at-most',
  severity: 'error',
  why: 'A shard of a stream of DynamoDB takes two readers at once; with a third all of them are throttled, and the archive of events falls behind the 24 hours that a stream keeps.',
  fix: 'let two functions be told of a table, and let others come by the clock',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html',
  check: (estate) => {
    const mappings = estate.ofType('AWS::Lambda::EventSourceMapping');
    const tables = estate
      .ofType('AWS::DynamoDB::Table')
      .filter((table) => table.properties.StreamSpecification !== undefined);
    return tables.map((table) => {
      const readers = mappings.filter(
        ({ properties }) => estate.find(properties.EventSourceArn, 'AWS::DynamoDB::Table') === table,
      );
      return judged(
        readers.length <= most,
        table,
        'Properties.StreamSpecification',
        `${readers.length} of ${most} readers: ${readers.map(({ logicalId }) => logicalId).join(', ')}`,
        `${readers.length} functions read the stream of ${text(table.properties.TableName) ?? table.logicalId}, and a shard takes ${most}`,
      );
    });
  },
};
