import { isTrue } from '../estate/values.ts';
import { judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';

export const trailValidatesItsFiles: Rule = {
  id: 'trail-validates-its-files',
  safe: 'settings',
  controls: ['2.5.03'],
  severity: 'error',
  why: 'With signed digests a missing or changed log file can be proved, by anybody, years later.',
  fix: 'set EnableLogFileValidation',
  source: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-intro.html',
  check: (estate) =>
    estate
      .ofType('AWS::CloudTrail::Trail')
      .map((trail) =>
        judged(
          isTrue(trail.properties.EnableLogFileValidation),
          trail,
          'Properties.EnableLogFileValidation',
          'signs its files every hour',
          'does not sign its files',
        ),
      ),
};
