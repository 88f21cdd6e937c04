import type { Table } from '../contract.ts';
import { modelOf, type TableModel } from './table-model.ts';

/** Of larger tables, the models of one request together could fill the memory. */
const mostCells = 2000;
const remembered = new WeakMap<Table, { readonly base: number; readonly model: TableModel }>();

/** The model of a table that is compared with every other of its request and of earlier releases: read once, as long as the table is there. */
export function rememberedModel(table: Table, base: number): TableModel {
  const known = remembered.get(table);
  if (known?.base === base) return known.model;
  const model = modelOf(table, base);
  if (table.header.length * table.rows.length <= mostCells) remembered.set(table, { base, model });
  return model;
}
