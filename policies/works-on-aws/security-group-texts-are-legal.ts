import type { Resource } from '../estate/estate.ts';
import { list, record, text } from '../estate/values.ts';
import { judged } from '../outcome.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

const legal = /^[a-zA-Z0-9. _\-:/()#,@[\]+=&;{}!$*]{0,255}$/;

const textsOf = ({ properties }: Resource): readonly string[] =>
  [
    properties.GroupDescription,
    properties.Description,
    ...[...list(properties.SecurityGroupIngress), ...list(properties.SecurityGroupEgress)].map(
      (rule) => record(rule).Description,
    ),
  ].flatMap((one) => (one === undefined ? [] : [text(one) ?? '"unresolved"']));

export const securityGroupTextsAreLegal: WorksOnAwsRule = {
  id: 'security-group-texts-are-legal',
  severity: 'error',
  why: 'EC2 takes no apostrophe, quotation mark, question mark or dash of more than ASCII in the description of a security group or its rules.',
  fix: 'describe it in letters, digits, spaces and ._-:/()#,@[]+=&;{}!$*',
  source: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSecurityGroup.html',
  check: (estate) =>
    estate
      .ofType('AWS::EC2::SecurityGroup', 'AWS::EC2::SecurityGroupIngress', 'AWS::EC2::SecurityGroupEgress')
      .map((group) => {
        const odd = textsOf(group).filter((one) => !legal.test(one));
        return judged(
          odd.length === 0,
          group,
          'Properties.GroupDescription',
          'its descriptions are of characters that EC2 takes',
          `EC2 refuses the description ${odd.join(' and ')}`,
        );
      }),
};
