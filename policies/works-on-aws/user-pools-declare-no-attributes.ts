import { list } from '../estate/values.ts';
import { judged } from '../outcome.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

export const userPoolsDeclareNoAttributes: WorksOnAwsRule = {
  id: 'user-pools-declare-no-attributes',
  severity: 'error',
  why: 'Cognito changes or removes no attribute of an existing pool, and later updates fail on a Schema in the template, even an unchanged one.',
  fix: 'leave Schema out, and keep what you know of people in a register, by their sub',
  source: 'https://github.com/aws/aws-cdk/issues/8585',
  check: (estate) =>
    estate
      .ofType('AWS::Cognito::UserPool')
      .map((pool) =>
        judged(
          list(pool.properties.Schema).length === 0,
          pool,
          'Properties.Schema',
          'declares no attribute',
          `declares ${list(pool.properties.Schema).length} attributes, which no update can change`,
        ),
      ),
};
