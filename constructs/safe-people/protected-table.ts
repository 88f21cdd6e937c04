import { Stack } from 'aws-cdk-lib';
import { CfnTable } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { keptInProduction } from '../kept.ts';
import { ZoneKey } from '../safe-settings/zone-key.ts';
import { nameOf, type Tenancy } from '../tenancy.ts';
import { gateRoleName, type TableNoun, tableName } from './gate-names.ts';
import { tableKeyStatements } from './table-key.ts';
import { tablePolicy } from './table-policy.ts';
import { tableUsers } from './table-users.ts';

export interface ProtectedTableProps {
  readonly tenancy: Tenancy;
  readonly noun: TableNoun;
}

/** Days to which a table can be put back, the most that DynamoDB keeps. */
const recoveryPeriodInDays = 35;

/**
 * A table of workflows: `partition` and `sort`, under a key of its own, restorable to any second of 35 days. No copy of AWS Backup stands beside
 * it: every change of register, queries and requests is an event in the locked archive, from which they can be told again, and a table that is
 * deleted leaves a backup of its own for 35 days. A stream carries keys, never items.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/PointInTimeRecovery_Howitworks.html
 */
export class ProtectedTable extends Construct {
  readonly arn: string;
  readonly keyArn: string;
  readonly #table: CfnTable;

  /** The logical ids are `<Id>Table` and `<Id>Key`: frozen. */
  constructor(scope: Construct, id: string, { tenancy, noun }: ProtectedTableProps) {
    super(scope, id);
    const stack = Stack.of(this);
    const production = tenancy.stage === 'production';
    const { description, readers, writers, told, apart = [] } = tableUsers[noun];
    const roles = {
      readers: readers.map((name) => gateRoleName(tenancy, name)),
      writers: writers.map((name) => gateRoleName(tenancy, name)),
    };
    this.keyArn = new ZoneKey(this, id, {
      tenancy,
      zone: noun,
      description: `${description} of ${nameOf(tenancy)}`,
      statements: tableKeyStatements({ stack, tenancy, ...roles }),
    }).arn;

    const table = new CfnTable(this, 'Table', {
      tableName: tableName(tenancy, noun),
      attributeDefinitions: [
        { attributeName: 'partition', attributeType: 'S' },
        { attributeName: 'sort', attributeType: 'S' },
      ],
      keySchema: [
        { attributeName: 'partition', keyType: 'HASH' },
        { attributeName: 'sort', keyType: 'RANGE' },
      ],
      billingMode: 'PAY_PER_REQUEST',
      sseSpecification: { sseEnabled: true, sseType: 'KMS', kmsMasterKeyId: this.keyArn },
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true, recoveryPeriodInDays },
      deletionProtectionEnabled: production,
      ...(told.length > 0 ? { streamSpecification: { streamViewType: 'KEYS_ONLY' } } : {}),
      resourcePolicy: {
        policyDocument: tablePolicy({
          stack,
          tenancy,
          tableName: tableName(tenancy, noun),
          ...roles,
          apart: apart.map((one) => ({ ...one, writers: one.writers.map((name) => gateRoleName(tenancy, name)) })),
        }),
      },
    });
    table.overrideLogicalId(`${id}Table`);
    keptInProduction(tenancy, table);
    this.#table = table;
    this.arn = table.attrArn;
  }

  /** @throws where nobody is to be told of changes. */
  get streamArn(): string {
    if (this.#table.streamSpecification === undefined) throw new Error(`${this.node.path} has no stream`);
    return this.#table.attrStreamArn;
  }
}
