import { known } from '../answer.ts';
import { fine, unknown, type Verdict, wouldFail } from '../finding.ts';
import { callerIdentity } from '../ports/sts.ts';
import type { Question } from '../question.ts';

const source = 'https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html';

/** First of all, for every other answer speaks of the account whose credentials asked, in the region where they asked. */
export const callerIsInTheAccount: Question = {
  id: 'caller-is-in-the-account',
  about: 'account and region',
  calls: [callerIdentity],
  async ask(account, { deployment: { aws }, region, profile, endpoint }) {
    const answer = await account.ask(callerIdentity, undefined);
    if (answer.kind === 'failed') {
      const whom = profile === undefined ? 'credentials of the environment' : `profile ${profile}`;
      const where = endpoint === undefined ? `AWS in ${region}` : `endpoint ${endpoint}`;
      return [unknown({ ...answer, message: `${answer.message} (${whom}, ${where}): nothing else was asked` })];
    }
    return known(answer, (caller) => {
      const verdicts: Verdict[] = [];
      if (caller.account !== aws.account) {
        verdicts.push(
          wouldFail({
            found: `these credentials are of account ${caller.account}: ${caller.arn}`,
            why: `the file names account ${aws.account}, and cdk deploys into that one only`,
            source,
            change: { path: 'aws.account', value: `'${caller.account}'` },
            elsewhere: `or ask again with credentials of ${aws.account}, by --profile`,
          }),
        );
      }
      if (region !== aws.region) {
        verdicts.push(
          wouldFail({
            found: `asked in ${region}`,
            why: `the file names ${aws.region}, and most answers hold for one region only`,
            source,
            change: { path: 'aws.region', value: region },
            elsewhere: 'or ask again without --region',
          }),
        );
      }
      return verdicts.length > 0 ? verdicts : [fine(`${caller.arn}, in ${region}`)];
    });
  },
};
