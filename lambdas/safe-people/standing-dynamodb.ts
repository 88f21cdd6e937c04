import { DescribeTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { TableIdentity } from './standing.ts';

export const dynamoTableIdentity = (dynamodb: DynamoDBClient, name: string): TableIdentity => ({
  async id() {
    const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName: name }));
    if (Table?.TableId === undefined) throw new Error(`${name} must tell its TableId, got none; ask again`);
    return Table.TableId;
  },
});
