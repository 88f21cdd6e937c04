import { type Cell, type Finding, mostCells } from '../contract.ts';

export interface Words {
  readonly rule: string;
  readonly verdict: Finding['verdict'];
  readonly reason: string;
  readonly remedy: string;
}

/** One finding over cells in reading order, each once, listed as far as the contract lists; none where there are no cells. */
export function cellsFinding(cells: readonly Cell[], { rule, verdict, reason, remedy }: Words): readonly Finding[] {
  if (cells.length === 0) return [];
  const seen = new Map(cells.map(({ row, column }) => [`${row},${column}`, { row, column }]));
  const sorted = [...seen.values()].sort((a, b) => a.row - b.row || a.column - b.column);
  const all = sorted.length > mostCells ? { ofCells: sorted.length } : {};
  return [{ rule, verdict, at: { cells: sorted.slice(0, mostCells), ...all }, reason, remedy }];
}
