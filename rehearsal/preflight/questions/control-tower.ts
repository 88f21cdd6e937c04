import { known } from '../answer.ts';
import { fine, note, wouldFail } from '../finding.ts';
import { controlTowerRole, role } from '../ports/iam.ts';
import { attest } from '../provided.ts';
import type { Question } from '../question.ts';

/**
 * A member account cannot read service control policies; the role that Control Tower leaves in each of its accounts shows
 * that its mandatory controls are in force. One of them, `GRCONFIGENABLED`, denies the recorder to everybody but that role.
 */
export const controlTower: Question = {
  id: 'control-tower',
  about: 'Control Tower',
  calls: [role],
  ask: async (account, { deployment: { provisions }, today }) =>
    known(await account.ask(role, controlTowerRole), (found) => {
      if (found === undefined) return [fine(`no role ${controlTowerRole}: the account is not under Control Tower`)];
      if (provisions.configRecorder.by === 'created-here') {
        return [
          wouldFail({
            found: `role ${controlTowerRole}: the account is under Control Tower`,
            why: 'its control GRCONFIGENABLED denies creating or changing a recorder or delivery channel: explicit deny in a service control policy',
            source: 'https://docs.aws.amazon.com/controltower/latest/controlreference/mandatory-controls.html',
            change: attest('configRecorder', today),
          }),
        ];
      }
      return [
        note(
          `role ${controlTowerRole}: the account is under Control Tower; which proactive controls it has, only the management account can tell`,
          'https://docs.aws.amazon.com/controltower/latest/controlreference/proactive-controls.html',
        ),
      ];
    }),
};
