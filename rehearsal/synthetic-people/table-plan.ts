import type { ColumnContract, DatasetContract, TableContract } from '../../constructs/safe-data/dataset-contract.ts';
import { death } from './columns/death.ts';
import { generalPractice } from './columns/general-practice.ts';
import { hospital } from './columns/hospital.ts';
import { identity, nhsNumberMade } from './columns/identity.ts';
import { idOf } from './columns/keys.ts';
import { longTermCare } from './columns/long-term-care.ts';
import { place } from './columns/place.ts';
import { duration, time } from './columns/time.ts';
import { unknown } from './columns/unknown.ts';
import type { Made, Recogniser } from './made.ts';
import type { Occasion } from './occasion.ts';
import { occasionsOf } from './occasions.ts';
import { personAt } from './person.ts';
import { shapeOf, type TableShape } from './table-shape.ts';
import { type CellOf, typed } from './typed.ts';

export interface PlannedColumn {
  readonly name: string;
  readonly type: ColumnContract['type'];
  /** Whether some cells are empty. */
  readonly optional: boolean;
  readonly cell: CellOf;
}

/** How the rows of one table are made. */
export interface TablePlan {
  readonly dataset: string;
  readonly table: string;
  readonly columns: readonly PlannedColumn[];
  /** What the rows of one person are about; a pure function of (seed, index), as is every cell of them. */
  occasions(seed: number, index: number): readonly Occasion[];
}

/** The first that knows a name wins, so the particular come before the general; dates come last because they take any name. */
const recognisers: readonly Recogniser[] = [
  ...identity,
  ...place,
  ...hospital,
  ...generalPractice,
  ...longTermCare,
  ...death,
  ...duration,
  ...time,
];

export function planTable(dataset: DatasetContract, table: TableContract): TablePlan {
  const shape = shapeOf(dataset, table);
  return {
    dataset: dataset.id,
    table: table.name,
    columns: table.columns.map((column) => planColumn(column, shape)),
    occasions: (seed, index) => occasionsOf(personAt(seed, index), shape),
  };
}

function planColumn(column: ColumnContract, shape: TableShape): PlannedColumn {
  const { name, type } = column;
  for (const made of candidates(column, shape)) {
    const cell = typed(made, type);
    if (cell !== undefined) return { name, type, optional: made.optional === true, cell };
  }
  throw new Error(`nothing fills ${name} of type ${type}`);
}

/** In the order of preference; what the type of the column cannot hold is passed over. */
function* candidates(column: ColumnContract, shape: TableShape): Generator<Made> {
  if (column.role === 'linkage') {
    yield nhsNumberMade;
    return;
  }
  const id = idOf(column, shape);
  if (id !== undefined) yield id;
  for (const { names, make } of recognisers) {
    const made = names.test(column.name) ? make(column) : undefined;
    if (made !== undefined) yield made;
  }
  yield unknown(column);
}

/** The NHS number has ten digits, which only text and `bigint` hold. */
export const canLink = ({ role, type }: ColumnContract): boolean =>
  role !== 'linkage' || type === 'string' || type === 'bigint';
