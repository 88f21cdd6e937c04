import { known } from '../answer.ts';
import { fine, note, wouldFail } from '../finding.ts';
import { concurrency } from '../ports/lambda.ts';
import type { Question } from '../question.ts';

const source = 'https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html';

/** AWS refuses a reservation that leaves fewer than this unreserved. */
const unreservedAtLeast = 100;
/** What an account normally has; new ones start with 10. */
const usual = 1000;

export const lambdaConcurrency: Question = {
  id: 'lambda-concurrency',
  about: 'Lambda concurrency',
  calls: [concurrency],
  ask: async (account, { plan: { reservedConcurrency: wanted } }) =>
    known(await account.ask(concurrency, undefined), ({ most = 0, unreserved = 0 }) => {
      const found = `${most} at once, ${unreserved} unreserved`;
      if (wanted > 0 && unreserved - wanted < unreservedAtLeast) {
        return [
          wouldFail({
            found,
            why: `the deployment reserves ${wanted}, and at least ${unreservedAtLeast} must stay unreserved`,
            source,
            elsewhere: `no field of the file helps: ask AWS, Service Quotas, Lambda, "Concurrent executions", for ${usual}`,
          }),
        ];
      }
      if (most >= usual) return [fine(found)];
      return [note(`${found}; an account normally has ${usual}: ask AWS for it before people work here`, source)];
    }),
};
