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
  /** What our stack would list if it had made this very thing. Without an id where AWS knows none: the type is the thing. */
  readonly resource: { readonly type: string; readonly id?: string };
}

export interface ProvidedOnce {
  readonly id: string;
  readonly about: string;
  readonly service: ProvidedService;
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
      return known(await owned(account, plan), (ours) => {
        if (!ours.has(found.resource.type, found.resource.id)) {
          return [
            wouldFail({
              found: `${found.what}, not made by this deployment`,
              why: `an account and region hold one, and a second is refused: ${once.refusal}`,
              source: once.source,
              change: attest(once.service, today),
              elsewhere: 'or delete it first, if nobody else needs it',
            }),
          ];
        }
        if (found.works) return [fine(`${found.what}, made by this deployment`)];
        return [
          wouldFail({
            found: `${found.what}, made by this deployment`,
            why: 'it does not work, and CloudFormation does not switch on again what it already made',
            source: once.source,
            elsewhere: 'switch it on again in the account, and find out who switched it off',
          }),
        ];
      });
    }),
});
