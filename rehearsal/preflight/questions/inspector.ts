import { known } from '../answer.ts';
import { fine } from '../finding.ts';
import { inspectorScans } from '../ports/security-services.ts';
import { attestedInVain } from '../provided.ts';
import type { Question } from '../question.ts';

const wanted = ['ec2', 'ecr', 'lambda'];

/** Switched on by a custom resource that reads first, so being on already is no obstacle. */
export const inspector: Question = {
  id: 'inspector',
  about: 'Inspector',
  calls: [inspectorScans],
  ask: async (account, { deployment: { aws, provisions } }) =>
    known(await account.ask(inspectorScans, aws.account), (scans) => {
      const found = scans.length === 0 ? 'off' : `scans ${scans.join(', ')}`;
      const off = wanted.filter((kind) => !scans.some((scan) => scan === kind));
      if (off.length === 0) return [fine(found)];
      if (provisions.inspector.by === 'created-here')
        return [fine(`${found}; the deployment turns on ${off.join(', ')}`)];
      return [
        attestedInVain(
          'inspector',
          `${found}; ${off.join(', ')} not`,
          'https://docs.aws.amazon.com/inspector/latest/user/getting_started.html',
        ),
      ];
    }),
};
