import { known } from '../answer.ts';
import { fine, note } from '../finding.ts';
import { costAllocationTag as status } from '../ports/cost-explorer.ts';
import type { Question } from '../question.ts';

const tag = 'tre:project';

/** Nothing fails without it, but a project's budget counts nothing; and it cannot be activated before something bears it. */
export const costAllocationTag: Question = {
  id: 'cost-allocation-tag',
  about: 'cost allocation tag',
  calls: [status],
  ask: async (account) =>
    known(await account.ask(status, tag), (found) =>
      found === 'Active'
        ? [fine(`${tag} is active`)]
        : [
            note(
              `${tag}: ${found.toLowerCase()}; until the management account activates it, a day after the first resource bears it, budgets of projects count nothing, and only the bytes limit of each workgroup holds`,
              'https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/activating-tags.html',
            ),
          ],
    ),
};
