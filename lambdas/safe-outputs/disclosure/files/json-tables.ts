import type { Table } from '../contract.ts';
import { isScalar, type JsonValue, type Scalar } from './json-value.ts';
import { limits } from './limits.ts';
import { countOf } from './numeric-lines.ts';

/** Tables as programs write them: a list of objects, a list of lists, an object of lists, an object of objects. `loose`: numbers that no table holds. */
export interface JsonTables {
  readonly tables: readonly Table[];
  readonly loose: number;
  /** Length of the longest list whose items are not alike: records with gaps. */
  readonly irregular: number;
}

type Row = readonly Scalar[];
/** Numbers, and texts that hold nothing else. */
const isNumeric = ({ kind, text }: Scalar): boolean =>
  kind === 'number' || (kind === 'text' && /^[\s<>~=+-]*[0-9][0-9.,%\s]*$/.test(text.slice(0, 40)));
/** Numbers that a text holds within words do not count unless they are several. */
const holdsNumbers = (value: Scalar): boolean =>
  isNumeric(value) || (value.kind === 'text' && countOf(value.text).numbers > 1);

const texts = (row: Row): readonly string[] =>
  row.map((cell) => (cell.text === 'null' && cell.kind === 'literal' ? '' : cell.text));

/** The scalars of each, all under the same names; `undefined` where one differs or holds more than scalars. */
const rowsOfObjects = (
  values: readonly JsonValue[],
): { names: readonly string[]; rows: readonly Row[] } | undefined => {
  const first = values[0];
  if (first?.kind !== 'object' || first.members.size === 0) return undefined;
  const names = [...first.members.keys()];
  const rows: Row[] = [];
  for (const value of values) {
    if (value.kind !== 'object' || value.members.size !== names.length) return undefined;
    const row: Scalar[] = [];
    for (const name of names) {
      const cell = value.members.get(name);
      if (cell === undefined || !isScalar(cell)) return undefined;
      row.push(cell);
    }
    rows.push(row);
  }
  return { names, rows };
};

const rowsOfLists = (values: readonly JsonValue[]): readonly Row[] | undefined => {
  const first = values[0];
  if (first?.kind !== 'list' || first.items.length === 0) return undefined;
  const rows: Row[] = [];
  for (const value of values) {
    if (value.kind !== 'list' || value.items.length !== first.items.length || !value.items.every(isScalar))
      return undefined;
    rows.push(value.items);
  }
  return rows;
};

const numbered = (width: number): readonly string[] => Array.from({ length: width }, (_, i) => `column ${i + 1}`);

/** Two numbers are a column, and so are words where they are many. */
const fewest = (values: readonly JsonValue[]): number =>
  values.some((value) => isScalar(value) && isNumeric(value)) ? 1 : limits.numericRows;

const listTable = (items: readonly JsonValue[], header?: readonly string[]): Table | undefined => {
  const objects = rowsOfObjects(items);
  if (objects !== undefined) return { header: objects.names, rows: objects.rows.map(texts) };
  const lists = rowsOfLists(items);
  if (lists !== undefined) {
    const [first = [], ...rest] = lists;
    if (header?.length === first.length) return { header, rows: lists.map(texts) };
    const named = first.every((cell) => cell.kind === 'text') && rest.length > 0;
    return named
      ? { header: texts(first), rows: rest.map(texts) }
      : { header: numbered(first.length), rows: lists.map(texts) };
  }
  const isColumn = items.length > fewest(items) && items.every(isScalar);
  return isColumn ? { header: ['value'], rows: items.map((item) => [item.text]) } : undefined;
};

const objectTable = (members: ReadonlyMap<string, JsonValue>): Table | undefined => {
  const values = [...members.values()];
  const names = [...members.keys()];
  const lists = rowsOfLists(values);
  if (lists !== undefined && (lists[0]?.length ?? 0) > 1)
    return { header: names, rows: (lists[0] ?? []).map((_, i) => texts(lists.map((list) => list[i] as Scalar))) };
  const objects = values.length > 1 ? rowsOfObjects(values) : undefined;
  if (objects === undefined) {
    const isList = values.length > fewest(values) && values.every(isScalar);
    return isList
      ? { header: ['name', 'value'], rows: values.map((value, i) => [names[i] ?? '', value.text]) }
      : undefined;
  }
  return { header: ['', ...objects.names], rows: objects.rows.map((row, i) => [names[i] ?? '', ...texts(row)]) };
};

/** `{"columns": [...], "data": [[...]]}`, as pandas splits a frame. */
const splitHeader = (members: ReadonlyMap<string, JsonValue>): readonly string[] | undefined => {
  const columns = members.get('columns');
  return columns?.kind === 'list' && columns.items.every(isScalar) ? texts(columns.items) : undefined;
};

export const jsonTables = (root: JsonValue): JsonTables => {
  const tables: Table[] = [];
  let loose = 0;
  let irregular = 0;
  const walk = (value: JsonValue, header?: readonly string[]): void => {
    if (isScalar(value)) {
      if (holdsNumbers(value)) loose++;
      return;
    }
    const table = value.kind === 'list' ? listTable(value.items, header) : objectTable(value.members);
    // Names with one value each may be groups or may be measures of one: the rules judge them as groups, and a human looks.
    if (table?.header[0] === 'name' && value.kind === 'object') loose++;
    if (table !== undefined) tables.push(table);
    else if (value.kind === 'list' && value.items.length > limits.numericRows) {
      irregular = Math.max(irregular, value.items.length);
      for (const item of value.items) walk(item);
    } else if (value.kind === 'list') for (const item of value.items) walk(item);
    else {
      const split = splitHeader(value.members);
      for (const [name, item] of value.members) walk(item, name === 'data' ? split : undefined);
    }
  };
  walk(root);
  return { tables, loose, irregular };
};
