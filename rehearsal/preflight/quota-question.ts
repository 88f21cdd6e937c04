import type { Account } from './account.ts';
import { type Answer, known } from './answer.ts';
import type { AnyCall } from './call.ts';
import { fine, note, wouldFail } from './finding.ts';
import { owned, ownershipCalls } from './owned.ts';
import type { Question, Subject } from './question.ts';

export interface QuotaQuestion {
  readonly id: string;
  readonly about: string;
  /** Type whose resources count. */
  readonly type: string;
  readonly calls: readonly AnyCall[];
  used(account: Account): Promise<Answer<number>>;
  /** How many the account may have; `undefined` where it does not say. */
  most(account: Account): Promise<Answer<number | undefined>>;
  /** AWS's documented default, for an account that does not say. */
  readonly byDefault: number;
  /** @default - every resource of the type */
  planned?(subject: Subject): number;
  /** What AWS says when there are too many. */
  readonly refusal: string;
  readonly source: string;
  /** How to have more; absent where AWS never gives more. */
  readonly raise: string;
}

/** Whether what the deployment adds still fits. What it made before is used already, and is looked for only where that matters. */
export const quotaQuestion = (quota: QuotaQuestion): Question => ({
  id: quota.id,
  about: quota.about,
  calls: [...quota.calls, ...ownershipCalls],
  ask: async (account, subject) =>
    known(await quota.used(account), async (used) =>
      known(await quota.most(account), async (told) => {
        const most = told ?? quota.byDefault;
        const planned = quota.planned?.(subject) ?? subject.plan.counts.get(quota.type) ?? 0;
        const found = `${used} of ${most} used${told === undefined ? ", which is AWS's default: what the account itself may have was not answered" : ''}`;
        const fits = (text: string) => (told === undefined ? note(text, quota.source) : fine(text));
        if (used + planned <= most) return [fits(`${found}, at most ${planned} more to come`)];
        return known(await owned(account, subject.plan), (ours) => {
          const more = Math.max(0, planned - ours.count(quota.type));
          return used + more <= most
            ? [fits(`${found}, ${more} more to come`)]
            : [
                wouldFail({
                  found: `${found}, ${more} more to come`,
                  why: `too many: ${quota.refusal}`,
                  source: quota.source,
                  elsewhere: quota.raise,
                }),
              ];
        });
      }),
    ),
});
