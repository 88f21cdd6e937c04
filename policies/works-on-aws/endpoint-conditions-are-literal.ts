import { statementsAt } from '../estate/statements.ts';
import { judged } from '../outcome.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

const generated = [
  'aws:principalaccount',
  'aws:resourceaccount',
  'aws:sourceaccount',
  'aws:sourcevpc',
  'aws:sourcevpce',
  'aws:principalorgid',
  'aws:resourceorgid',
];

/** Six characters on one side of every wildcard, as AWS asks of string operators in endpoint policies. */
const hasSixBeside = (value: string): boolean =>
  [...value.matchAll(/[*?]/g)].every(({ index }) => {
    const before = /[^*?]*$/.exec(value.slice(0, index))?.[0] ?? '';
    const after = /^[^*?]*/.exec(value.slice(index + 1))?.[0] ?? '';
    return before.length >= 6 || after.length >= 6;
  });

export const endpointConditionsAreLiteral: WorksOnAwsRule = {
  id: 'endpoint-conditions-are-literal',
  severity: 'error',
  why: 'An endpoint policy takes no wildcard in account, VPC or organisation ids, and wants six literal characters beside a wildcard in any other string.',
  fix: 'write ids in full, and lengthen what stands beside the wildcard',
  source: 'https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html',
  check: (estate) =>
    estate
      .ofType('AWS::EC2::VPCEndpoint')
      .filter(({ properties }) => properties.PolicyDocument !== undefined)
      .map((endpoint) => {
        const bad = statementsAt(endpoint, 'PolicyDocument').flatMap(({ conditions }) =>
          Object.entries(conditions).flatMap(([operator, keys]) =>
            Object.entries(keys).flatMap(([key, values]) =>
              values
                .filter((value) =>
                  generated.includes(key.toLowerCase())
                    ? /[*?]/.test(value)
                    : /String(Not)?Like/.test(operator) && !hasSixBeside(value),
                )
                .map((value) => `${key}: ${value}`),
            ),
          ),
        );
        return judged(
          bad.length === 0,
          endpoint,
          'Properties.PolicyDocument',
          'its conditions are as literal as AWS asks',
          `AWS refuses ${bad.join(', ')}`,
        );
      }),
};
