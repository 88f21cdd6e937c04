import { known } from '../answer.ts';
import { fine } from '../finding.ts';
import { ebsEncryptionByDefault } from '../ports/ec2.ts';
import { attestedInVain } from '../provided.ts';
import type { Question } from '../question.ts';

/** Switched on by a custom resource that reads first, so being on already is no obstacle. */
export const ebsEncryption: Question = {
  id: 'ebs-encryption',
  about: 'EBS encryption by default',
  calls: [ebsEncryptionByDefault],
  ask: async (account, { deployment: { provisions } }) =>
    known(await account.ask(ebsEncryptionByDefault, undefined), (on) => {
      if (on) return [fine('on')];
      if (provisions.ebsEncryption.by === 'created-here') return [fine('off; the deployment turns it on')];
      return [
        attestedInVain(
          'ebsEncryption',
          'off',
          'https://docs.aws.amazon.com/ebs/latest/userguide/encryption-by-default.html',
        ),
      ];
    }),
};
