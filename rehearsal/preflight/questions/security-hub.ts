import { mapped } from '../answer.ts';
import { securityHubArn } from '../ports/security-services.ts';
import { providedOnce } from '../provided-once.ts';

export const securityHub = providedOnce({
  id: 'security-hub',
  about: 'Security Hub',
  service: 'securityHub',
  calls: [securityHubArn],
  look: async (account) =>
    mapped(await account.ask(securityHubArn, undefined), (arn) =>
      arn === undefined
        ? undefined
        : { what: `subscribed as ${arn}`, works: true, resource: { type: 'AWS::SecurityHub::Hub', id: arn } },
    ),
  refusal: 'ResourceConflictException, Account is already subscribed to Security Hub',
  source: 'https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_EnableSecurityHub.html',
});
