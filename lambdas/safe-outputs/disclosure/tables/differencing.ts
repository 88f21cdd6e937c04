import type { Context, Finding, Profile } from '../contract.ts';
import { type Against, againstOne, ownLeaks } from './differences/against-one.ts';
import { type Beside, leakFindings, thisTable } from './differences/earlier-words.ts';
import { type Work, work } from './differences/work.ts';
import { recoveryFindings } from './judge-suppression.ts';
import { rememberedModel } from './remembered-model.ts';
import type { TableModel } from './table-model.ts';

/**
 * What one more table gives away beside those that the project has released: by subtraction, and through the totals of both. The newest are compared first;
 * what the bound leaves no work for is said.
 */
export async function judgeDifferences(
  model: TableModel,
  profile: Profile,
  { earlier }: Context,
  bound: Work = work(),
): Promise<readonly Finding[]> {
  const own = work(bound.left);
  const beside: Beside[] = [{ release: thisTable, file: 0, leaks: ownLeaks(model, profile, own) }];
  const recovered: Against['recovered'][number][] = [];
  let compared = 0;
  let isWhole = !own.hasLeftOut;
  bound.spend(bound.left - own.left);
  for (const { release, file, table } of earlier.toReversed()) {
    if (model.counts.length === 0) break;
    if (bound.isSpent) {
      isWhole = false;
      break;
    }
    bound.spend(table.header.length * (table.rows.length + 1));
    const one = work(bound.left);
    const found = await againstOne(model, rememberedModel(table, profile.rounding.base), profile, one);
    bound.spend(bound.left - one.left);
    isWhole &&= !one.hasLeftOut;
    compared += 1;
    beside.push({ release, file, leaks: found.leaks });
    recovered.push(...found.recovered);
  }
  return [
    ...leakFindings(beside, profile.threshold),
    ...recoveryFindings(recovered, 'the totals of this table and of an earlier release together'),
    ...(isWhole ? [] : [notCompared(compared, earlier.length)]),
  ];
}

const notCompared = (compared: number, all: number): Finding => ({
  rule: 'differences-not-checked',
  verdict: 'review',
  at: {},
  reason: `of ${all} earlier tables ${compared} were compared with this one, some of them perhaps in part: all would take too long`,
  remedy: 'ask for fewer or smaller tables at a time, and have a reviewer compare the rest',
});
