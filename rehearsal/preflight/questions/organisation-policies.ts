import { known } from '../answer.ts';
import { fine, note } from '../finding.ts';
import { effectivePolicy, organisation } from '../ports/organizations.ts';
import type { Question } from '../question.ts';

const types = ['DECLARATIVE_POLICY_EC2', 'S3_POLICY', 'SECURITYHUB_POLICY', 'INSPECTOR_POLICY', 'TAG_POLICY'] as const;

/** What a member may know of its organisation. The questions about each setting say what would fail; this names the policies. */
export const organisationPolicies: Question = {
  id: 'organisation-policies',
  about: 'organisation and its policies',
  calls: [organisation, effectivePolicy],
  ask: async (account, { deployment: { aws } }) =>
    known(await account.ask(organisation, undefined), async (found) => {
      if (found === undefined) return [fine('the account is in no organisation')];
      const seen = await Promise.all(
        types.map(async (type) =>
          known(await account.ask(effectivePolicy, type), (content) =>
            content === undefined
              ? []
              : [note(`${type} in effect: ${content.replaceAll(/\s+/g, ' ').slice(0, 300)}`, page)],
          ),
        ),
      );
      const manages = found.managementAccount === aws.account;
      return [
        note(
          manages
            ? `the account manages organisation ${found.id}: service control policies do not bind it, so its guardrails do not either`
            : `member of organisation ${found.id}, managed by ${found.managementAccount}; a member cannot read service and resource control policies: ask there for denials of iam:CreateRole without a boundary, and of regions`,
          'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html',
        ),
        ...seen.flat(),
      ];
    }),
};

const page = 'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_effective.html';
