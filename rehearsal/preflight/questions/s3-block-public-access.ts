import { known } from '../answer.ts';
import { fine, wouldFail } from '../finding.ts';
import { effectivePolicy } from '../ports/organizations.ts';
import { accountBlocksPublicAccess } from '../ports/s3.ts';
import { attest, attestedInVain } from '../provided.ts';
import type { Question } from '../question.ts';

const source = 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_PutPublicAccessBlock.html';

/** Switched on by a custom resource that reads first; but where the organisation decides, the account may not. */
export const s3Block: Question = {
  id: 's3-block-public-access',
  about: 'S3 block public access of the account',
  calls: [accountBlocksPublicAccess, effectivePolicy],
  ask: async (account, { deployment: { aws, provisions }, today }) =>
    known(await account.ask(accountBlocksPublicAccess, aws.account), async (on) => {
      if (on) return [fine('all four switches are on')];
      if (provisions.s3BlockPublicAccess.by === 'organisation') {
        return [attestedInVain('s3BlockPublicAccess', 'not all four switches are on', source)];
      }
      return known(await account.ask(effectivePolicy, 'S3_POLICY'), (policy) =>
        policy === undefined
          ? [fine('not all four switches are on; the deployment turns them on')]
          : [
              wouldFail({
                found: 'not all four switches are on, and an S3 policy of the organisation is in effect',
                why: 'an organisation-level policy overrides the account, whose own change is denied (403)',
                source,
                change: attest('s3BlockPublicAccess', today),
                elsewhere: 'and have the organisation block public access in its S3 policy',
              }),
            ],
      );
    }),
};
