import { mapped } from '../answer.ts';
import { macieSession as session } from '../ports/security-services.ts';
import { providedOnce } from '../provided-once.ts';

export const macieSession = providedOnce({
  id: 'macie-session',
  about: 'Macie session',
  service: 'macie',
  calls: [session],
  look: async (account) =>
    mapped(await account.ask(session, undefined), (status) =>
      status === undefined
        ? undefined
        : {
            what: `a session, ${status.toLowerCase()}`,
            works: status === 'ENABLED',
            resource: { type: 'AWS::Macie::Session' },
          },
    ),
  refusal: 'Macie is already enabled',
  source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-macie-session.html',
});
