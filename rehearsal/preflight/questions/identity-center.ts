import { known } from '../answer.ts';
import { fine, note, wouldFail } from '../finding.ts';
import { identityCenterInstances } from '../ports/people-services.ts';
import type { Question } from '../question.ts';

const source = 'https://docs.aws.amazon.com/workspaces-web/latest/adminguide/choose-type.html';

/** The secure browser takes an instance in its own region only. Asked even where the file says SAML: it is the simpler way. */
export const identityCenter: Question = {
  id: 'identity-center',
  about: 'IAM Identity Center',
  calls: [identityCenterInstances],
  ask: async (account, { deployment: { aws, identity } }) =>
    known(await account.ask(identityCenterInstances, undefined), ([instance]) => {
      const wanted = identity.browser.kind === 'identity-center';
      if (instance !== undefined) {
        const found = `${instance.arn} of account ${instance.owner}`;
        return wanted ? [fine(found)] : [note(`${found}; the file uses SAML`, source)];
      }
      if (!wanted) return [fine(`none in ${aws.region}, and the file needs none`)];
      return [
        wouldFail({
          found: `no instance to be seen in ${aws.region}`,
          why: 'the portal is refused: the secure browser uses an Identity Center in its own region only',
          source,
          change: { path: 'identity.browser', value: '{ kind: saml }' },
          elsewhere: `or have the organisation enable or replicate its instance in ${aws.region}`,
        }),
      ];
    }),
};
