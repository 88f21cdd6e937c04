import { mapped } from '../answer.ts';
import { accountAnalyzers } from '../ports/security-services.ts';
import { providedOnce } from '../provided-once.ts';

export const accountAnalyzer = providedOnce({
  id: 'account-analyzer',
  about: 'IAM Access Analyzer of the account',
  service: 'accessAnalyzer',
  calls: [accountAnalyzers],
  look: async (account) =>
    mapped(await account.ask(accountAnalyzers, undefined), ([name]) =>
      name === undefined
        ? undefined
        : { what: `analyser ${name}`, works: true, resource: { type: 'AWS::AccessAnalyzer::Analyzer', id: name } },
    ),
  refusal: 'ServiceQuotaExceededException, one analyser of external access for an account and region',
  source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-quotas.html',
  hidden: 'an analyser of the organisation is shown only to the account that administers it: ask there',
});
