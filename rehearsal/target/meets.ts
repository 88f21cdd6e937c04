import type { ColumnContract } from '../../constructs/safe-data/dataset-contract.ts';
import type { RowCondition } from '../../lib/config/project.ts';
import type { Cell } from '../synthetic-people/typed.ts';

type Comparable = string | number | boolean;
const dayLength = 86_400_000;

/** What is written without a zone is taken as UTC, as the cells are. */
const milliseconds = (text: string): number =>
  Date.parse(/T.*(Z|[+-]\d\d:\d\d)$|^[^T]*$/.test(text) ? text : `${text}Z`);

function inCells(value: Comparable, type: ColumnContract['type']): Comparable {
  if (typeof value !== 'string') return value;
  if (type === 'date') return milliseconds(value) / dayLength;
  return type === 'timestamp' ? milliseconds(value) : value;
}

/** Whether a cell meets a condition of an approval, as SQL has it: an empty cell meets none. */
export function meets(condition: RowCondition, type: ColumnContract['type']): (cell: Cell) => boolean {
  const compared = (cell: Cell): Comparable | undefined => (typeof cell === 'bigint' ? Number(cell) : cell);
  if ('in' in condition) {
    const values = new Set(condition.in.map((value) => inCells(value, type)));
    return (cell) => {
      const value = compared(cell);
      return value !== undefined && values.has(value);
    };
  }
  const from = inCells(condition.from, type);
  const to = inCells(condition.to, type);
  return (cell) => {
    const value = compared(cell);
    return value !== undefined && value >= from && value <= to;
  };
}
