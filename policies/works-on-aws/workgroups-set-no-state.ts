import { judged } from '../outcome.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

export const workgroupsSetNoState: WorksOnAwsRule = {
  id: 'workgroups-set-no-state',
  severity: 'error',
  why: 'Disabling a workgroup is how a project is stopped; a State in the template switches it on again with the next deployment.',
  fix: 'leave State out of the template',
  source: 'https://docs.aws.amazon.com/athena/latest/ug/workgroups-create-update-delete.html',
  check: (estate) =>
    estate
      .ofType('AWS::Athena::WorkGroup')
      .map((workgroup) =>
        judged(
          workgroup.properties.State === undefined,
          workgroup,
          'Properties.State',
          'its state is left to whoever disables it',
          'its state is set again by every deployment',
        ),
      ),
};
