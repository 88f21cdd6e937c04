import type { Context, Finding, Profile, Table } from '../contract.ts';
import { cellsFinding } from './cells-finding.ts';
import type { Work } from './differences/work.ts';
import { judgeDifferences } from './differencing.ts';
import { judgeClasses } from './judge-classes.ts';
import { judgeCounts } from './judge-counts.ts';
import { judgeFits } from './judge-fits.ts';
import { judgeLabels } from './judge-labels.ts';
import { judgeMagnitudes } from './judge-magnitudes.ts';
import { judgePercentages } from './judge-percentages.ts';
import { judgeRates } from './judge-rates.ts';
import { judgeSplitNumbers } from './judge-split-numbers.ts';
import { judgeStatistics } from './judge-statistics.ts';
import { judgeSuppression } from './judge-suppression.ts';
import { judgeTotals } from './judge-totals.ts';
import { rememberedModel } from './remembered-model.ts';
import type { TableModel } from './table-model.ts';

/**
 * Every rule of tables over one published table. Cells count from 1, rows below the header. The same table gives the same findings. `bound`: what the
 * comparison with earlier tables may cost, of all tables of a request together.
 */
export async function tableFindings(
  table: Table,
  profile: Profile,
  context: Context,
  bound?: Work,
): Promise<readonly Finding[]> {
  const model = rememberedModel(table, profile.rounding.base);
  return [
    ...judgeSplitNumbers(table),
    ...judgeLabels(table, profile),
    ...judged(model, profile),
    ...(await judgeSuppression(model, profile)),
    ...(await judgeDifferences(model, profile, context, bound)),
    ...doubts(model),
  ];
}

const judged = (model: TableModel, profile: Profile): readonly Finding[] => [
  ...judgeCounts(model, profile),
  ...judgeClasses(model, profile),
  ...judgeMagnitudes(model, profile),
  ...judgeStatistics(model, profile),
  ...judgeFits(model, profile),
  ...judgePercentages(model, profile),
  ...judgeRates(model, profile),
  ...judgeTotals(model, profile),
];

function doubts({ unclear }: TableModel): readonly Finding[] {
  return unclear.flatMap(({ cells, why }) => {
    const words = {
      rule: 'shape-not-understood',
      verdict: 'review',
      reason: why,
      remedy: 'name every column by what it holds, one kind of value in each',
    } as const;
    return cells.length > 0 ? cellsFinding(cells, words) : [{ ...words, at: {} }];
  });
}
