import type { Account } from '../account.ts';
import { known } from '../answer.ts';
import { fine, type Verdict, wouldFail } from '../finding.ts';
import { role } from '../ports/iam.ts';
import { bootstraps } from '../ports/ssm.ts';
import type { Question, Subject } from '../question.ts';

const source = 'https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping-env.html';

const qualifierOf = (parameter: string): string => parameter.split('/')[2] ?? parameter;

async function version(account: Account, { deployment: { aws }, plan }: Subject): Promise<readonly Verdict[]> {
  const run = `npx cdk bootstrap aws://${aws.account}/${aws.region} --qualifier ${aws.bootstrapQualifier}`;
  return known(await account.ask(bootstraps, undefined), (found) => {
    const ours = found.find(({ parameter }) => parameter === plan.bootstrapParameter);
    const [other] = found;
    if (ours === undefined) {
      const elsewhere = `run ${run}`;
      const failure = {
        found: other
          ? `bootstrapped with ${found.map(({ parameter }) => qualifierOf(parameter)).join(', ')}, not with ${aws.bootstrapQualifier}`
          : 'the account and region are not bootstrapped',
        why: `every stack reads ${plan.bootstrapParameter} first and stops where it is missing`,
        source,
      };
      return [
        wouldFail(
          other === undefined
            ? { ...failure, elsewhere }
            : {
                ...failure,
                change: { path: 'aws.bootstrapQualifier', value: qualifierOf(other.parameter) },
                elsewhere: `or ${elsewhere}`,
              },
        ),
      ];
    }
    if (ours.version >= plan.bootstrapVersion) {
      return [fine(`${aws.bootstrapQualifier}, version ${ours.version}; at least ${plan.bootstrapVersion} is needed`)];
    }
    return [
      wouldFail({
        found: `${aws.bootstrapQualifier}, version ${ours.version}`,
        why: `these templates ask for version ${plan.bootstrapVersion}`,
        source,
        elsewhere: `run ${run} again, which brings it up to date`,
      }),
    ];
  });
}

/** The bootstrap that every stack deploys with, and its execution role, which every key policy names as administrator. */
export const bootstrap: Question = {
  id: 'bootstrap',
  about: 'CDK bootstrap',
  calls: [bootstraps, role],
  async ask(account, subject) {
    const { executionRole } = subject.plan;
    const deployer = known(await account.ask(role, executionRole), (found) => [
      found === undefined
        ? wouldFail({
            found: `there is no role ${executionRole}`,
            why: 'key policies name it, and KMS refuses a policy whose principal does not exist: MalformedPolicyDocumentException',
            source: 'https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateKey.html',
            elsewhere: 'bootstrap again with the qualifier of the file, by the default template',
          })
        : fine(`role ${executionRole} exists`),
    ]);
    return [...(await version(account, subject)), ...(await deployer)];
  },
};
