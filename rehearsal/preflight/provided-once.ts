import type { ProvidedService } from '../../lib/config/provision.ts';
import type { Account } from './account.ts';
import { type Answer, known } from './answer.ts';
import type { AnyCall } from './call.ts';
import { fine, note, wouldFail } from './finding.ts';
import { owned, ownershipCalls } from './owned.ts';
import { attest, attestedInVain } from './provided.ts';
import type { Question } from './question.ts';

/** What holds the account's only place, in words, and whether it works. */
export interface Found {
  readonly what: string;
  readonly works: boolean;
}

export interface ProvidedOnce {
  readonly id: string;
  readonly about: string;
  readonly service: ProvidedService;
  /** Types whose presence in one of our stacks makes it ours. */
  readonly types: readonly string[];
  readonly calls: readonly AnyCall[];
  look(account: Account): Promise<Answer<Found | undefined>>;
  /** What AWS says to a second one. */
  readonly refusal: string;
  readonly source: string;
  /** Why an account cannot see what its organisation provides, where that is so. */
  readonly hidden?: string;
}

/** A thing of which an account and region hold one: creating it again fails, and attesting it in vain is a false claim. */
export const providedOnce = (once: ProvidedOnce): Question => ({
  id: once.id,
  about: once.about,
  calls: [...once.calls, ...ownershipCalls],
  ask: async (account, { deployment, plan, today }) =>
    known(await once.look(account), async (found) => {
      if (deployment.provisions[once.service].by === 'organisation') {
        if (found?.works) return [fine(`${found.what}, as the file attests`)];
        if (once.hidden !== undefined) return [note(`none to be seen here; ${once.hidden}`, once.source)];
        return [attestedInVain(once.service, found?.what ?? 'there is none', once.source)];
      }
      if (found === undefined) return [fine('none yet: the deployment creates it')];
      return known(await owned(account, plan), (ours) =>
        once.types.some((type) => ours.has(type))
          ? [fine(`${found.what}, made by this deployment`)]
          : [
              wouldFail({
                found: `${found.what}, not made by this deployment`,
                why: `an account and region hold one, and a second is refused: ${once.refusal}`,
                source: once.source,
                change: attest(once.service, today),
                elsewhere: 'or delete it first, if nobody else needs it',
              }),
            ],
      );
    }),
});
