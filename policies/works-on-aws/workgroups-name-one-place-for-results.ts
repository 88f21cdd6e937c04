import { at, isTrue, text } from '../estate/values.ts';
import { judged, notApplicable } from '../outcome.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

const place = 'WorkGroupConfiguration';

export const workgroupsNameOnePlaceForResults: WorksOnAwsRule = {
  id: 'workgroups-name-one-place-for-results',
  severity: 'error',
  why: 'Athena refuses a workgroup with managed results and a result location of its own, and one that enforces its settings and has neither cannot run a query.',
  fix: 'enable ManagedQueryResultsConfiguration or set ResultConfiguration.OutputLocation, not both',
  source:
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-athena-workgroup-managedqueryresultsconfiguration.html',
  check: (estate) =>
    estate.ofType('AWS::Athena::WorkGroup').map((workgroup) => {
      const engine = text(at(workgroup, `${place}.EngineVersion.SelectedEngineVersion`)) ?? '';
      if (engine.startsWith('PySpark'))
        return notApplicable(workgroup, `Properties.${place}`, 'runs sessions of Spark, and no queries');
      const managed = isTrue(at(workgroup, `${place}.ManagedQueryResultsConfiguration.Enabled`));
      const located = at(workgroup, `${place}.ResultConfiguration.OutputLocation`) !== undefined;
      const enforced = at(workgroup, `${place}.EnforceWorkGroupConfiguration`);
      const leavesOpen = !managed && !located && enforced !== undefined && !isTrue(enforced);
      return judged(
        managed !== located || leavesOpen,
        workgroup,
        `Properties.${place}`,
        managed
          ? 'Athena keeps the results'
          : located
            ? 'a bucket keeps the results'
            : 'the client says where results go',
        managed ? 'managed results and a location of its own' : 'enforces its settings and names no place for results',
      );
    }),
};
