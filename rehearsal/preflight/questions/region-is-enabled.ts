import { known } from '../answer.ts';
import { fine, wouldFail } from '../finding.ts';
import { regionStatus } from '../ports/ec2.ts';
import type { Question } from '../question.ts';

export const regionIsEnabled: Question = {
  id: 'region-is-enabled',
  about: 'region',
  calls: [regionStatus],
  ask: async (account, { deployment: { aws } }) =>
    known(await account.ask(regionStatus, aws.region), (status) =>
      status === 'opt-in-not-required' || status === 'opted-in'
        ? [fine(`${aws.region} is enabled`)]
        : [
            wouldFail({
              found: status === undefined ? `AWS knows no region ${aws.region}` : `${aws.region} is ${status}`,
              why: 'nothing can be created in a region that the account has not enabled',
              source: 'https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-regions.html',
              change: { path: 'aws.region', value: 'eu-west-2' },
              elsewhere: 'or enable the region, in the account or from the management account',
            }),
          ],
    ),
};
