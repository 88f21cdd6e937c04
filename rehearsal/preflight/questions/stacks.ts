import { known } from '../answer.ts';
import { fine, note, type Verdict, wouldFail } from '../finding.ts';
import { listStacks } from '../ports/cloudformation.ts';
import type { Question } from '../question.ts';

const source = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/view-stack-events.html';

/** Stacks of this deployment that a deployment can go on from, and those on which it stops. */
export const stacks: Question = {
  id: 'stacks',
  about: 'stacks of this deployment',
  calls: [listStacks],
  ask: async (account, { plan }) =>
    known(await account.ask(listStacks, undefined), (all) => {
      const ours = all.filter(({ name }) => plan.stacks.includes(name));
      if (ours.length === 0) return [fine(`none yet of ${plan.stacks.length}`)];
      const trouble = ours.flatMap(({ name, status }): Verdict[] => {
        if (/^(CREATE|UPDATE|IMPORT)_COMPLETE$|^(UPDATE|IMPORT)_ROLLBACK_COMPLETE$/.test(status)) return [];
        if (/^(ROLLBACK_COMPLETE|REVIEW_IN_PROGRESS)$/.test(status)) {
          return [note(`${name}: ${status}; cdk deploy replaces it`, source)];
        }
        return [
          wouldFail({
            found: `${name}: ${status}`,
            why: 'CloudFormation refuses another change set in that state',
            source,
            elsewhere: status.endsWith('_IN_PROGRESS')
              ? 'wait until it has ended'
              : `read the events of the stack, mend what they name, then npx cdk rollback ${name}, or delete the stack`,
          }),
        ];
      });
      return trouble.length > 0 ? trouble : [fine(`${ours.length} of ${plan.stacks.length}, each at rest`)];
    }),
};
