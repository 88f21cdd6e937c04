import { known } from '../answer.ts';
import { fine, note, wouldFail } from '../finding.ts';
import { owned, ownershipCalls } from '../owned.ts';
import { portals } from '../ports/people-services.ts';
import { quotasOf } from '../ports/service-quotas.ts';
import type { Question } from '../question.ts';

const closed = '2026-10-29';
const closing =
  'https://docs.aws.amazon.com/workspaces-web/latest/adminguide/workspaces-secure-browser-maintenance-mode.html';

const quotaPage = 'https://docs.aws.amazon.com/workspaces-web/latest/adminguide/request-service-quota.html';

/**
 * AWS: "no longer open to new customers starting October 29, 2026"; who had it keeps it. No call tells who counts as a
 * customer; a portal that exists shows one, and its absence shows nothing good.
 */
export const secureBrowser: Question = {
  id: 'secure-browser',
  about: 'secure browser portals',
  calls: [portals, quotasOf, ...ownershipCalls],
  ask: async (account, { plan, today }) =>
    known(await account.ask(portals, undefined), async (found) =>
      known(await owned(account, plan), async (ours) => {
        if (ours.has('AWS::WorkSpacesWeb::Portal')) return [fine('a portal of this deployment')];
        if (found.length === 0) {
          return today < closed
            ? [note(`no portal; from ${closed} AWS takes no new customers: deploy before`, closing)]
            : [
                wouldFail({
                  found: 'no portal in this account and region',
                  why: `since ${closed} AWS is closed to new customers of WorkSpaces Secure Browser, and CreatePortal is refused`,
                  source: closing,
                  elsewhere:
                    'no field of the file helps: use an account that had a portal before, or have AWS confirm that this one is admitted',
                }),
              ];
        }
        return known(await account.ask(quotasOf, 'workspaces-web'), (quotas) => {
          const told = quotas.find(({ name }) => /portal/i.test(name))?.value;
          const most = told ?? 3;
          if (told === undefined && found.length < most) {
            return [
              note(
                `${found.length} portals: the account is a customer; ${most} is AWS's default, the account's own quota was not answered`,
                quotaPage,
              ),
            ];
          }
          return found.length < most
            ? [fine(`${found.length} of ${most} portals: the account is a customer`)]
            : [
                wouldFail({
                  found: `${found.length} of ${most} portals`,
                  why: 'one more is refused: ServiceQuotaExceededException',
                  source: quotaPage,
                  elsewhere: 'no field of the file helps: ask AWS for another portal, or delete one',
                }),
              ];
        });
      }),
    ),
};
