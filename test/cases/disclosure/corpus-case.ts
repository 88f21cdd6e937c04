import type { ProfileName, Table, Verdict } from '../../../lambdas/safe-outputs/disclosure/contract.ts';

/** One request, and what a checker who knows the guidance would say of it: never what the engine happened to say. */
export interface CorpusCase {
  /** A sentence about the product. */
  readonly name: string;
  /** Path -> content. */
  readonly files: readonly (readonly [path: string, content: string | Uint8Array])[];
  readonly profile?: ProfileName;
  readonly earlier?: readonly Table[];
  /** Of the request; several where the guidance leaves it open, and each of them is safe. */
  readonly verdict: Verdict | readonly Verdict[];
  /** Of single files, by position, where they differ. */
  readonly ofFiles?: readonly Verdict[];
  /** Cells, `row,column`, that some finding must mark: all of them, and no other. */
  readonly cells?: readonly string[];
  /** How one sees it without a machine. */
  readonly because: string;
}

/** One file named `table.csv`. */
export const csv = (content: string) => [['table.csv', content]] as const;

/** Lines of a table from cells that hold neither comma nor quote. */
export const lines = (...rows: readonly string[]): string => `${rows.join('\n')}\n`;

/** A table that breaks no rule: what else a case adds is what is judged. */
export const sound = lines('region,Female,Male,Total', 'North,132,118,250', 'South,201,187,388', 'Total,333,305,638');
