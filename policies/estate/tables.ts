import { physicalName } from './access/physical-names.ts';
import { type Actor, actors } from './actors.ts';
import type { Estate, Resource } from './estate.ts';
import { type Access, firstThatMay } from './may.ts';
import { oncePerEstate } from './views.ts';

/** What puts, changes or takes items, whichever call does it. A transaction is each of its parts. */
export const writingItems = [
  'dynamodb:PutItem',
  'dynamodb:UpdateItem',
  'dynamodb:DeleteItem',
  'dynamodb:BatchWriteItem',
  'dynamodb:PartiQLInsert',
  'dynamodb:PartiQLUpdate',
  'dynamodb:PartiQLDelete',
] as const;

/** What shows items, or of a stream at least whose they are. A scan, an export and a restored copy show all of them. */
export const readingItems = [
  'dynamodb:GetItem',
  'dynamodb:BatchGetItem',
  'dynamodb:Query',
  'dynamodb:Scan',
  'dynamodb:PartiQLSelect',
  'dynamodb:GetRecords',
  'dynamodb:ExportTableToPointInTime',
  'dynamodb:RestoreTableToPointInTime',
  'dynamodb:RestoreTableFromBackup',
] as const;

/** Somebody who may, and by what. */
export interface Holder {
  readonly actor: Actor;
  readonly access: Access;
}

export interface TableUse {
  readonly table: Resource;
  readonly arn: string;
  readonly writers: readonly Holder[];
  readonly readers: readonly Holder[];
}

const holders = (estate: Estate, actions: readonly string[], targets: readonly string[]): readonly Holder[] =>
  actors(estate).flatMap((actor) => {
    const access = firstThatMay(estate, actor, actions, targets);
    return access === undefined ? [] : [{ actor, access }];
  });

/** Tables, with everybody whom the templates let write or read their items. */
export const tableUses: (estate: Estate) => readonly TableUse[] = oncePerEstate((estate) =>
  estate.ofType('AWS::DynamoDB::Table').map((table) => {
    const { arn } = physicalName(estate, table);
    return {
      table,
      arn,
      writers: holders(estate, writingItems, [arn]),
      readers: holders(estate, readingItems, [arn, `${arn}/index/any`, `${arn}/stream/any`]),
    };
  }),
);
