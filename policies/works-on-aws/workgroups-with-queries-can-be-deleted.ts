import { isTrue } from '../estate/values.ts';
import { judged } from '../outcome.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

export const workgroupsWithQueriesCanBeDeleted: WorksOnAwsRule = {
  id: 'workgroups-with-queries-can-be-deleted',
  severity: 'error',
  why: 'Athena deletes no workgroup that holds a named query or a query history, and the removal of the stack stops there.',
  fix: 'set RecursiveDeleteOption to true, or keep the workgroup by DeletionPolicy',
  source: 'https://docs.aws.amazon.com/athena/latest/APIReference/API_DeleteWorkGroup.html',
  check: (estate) =>
    estate
      .ofType('AWS::Athena::WorkGroup')
      .map((workgroup) =>
        judged(
          isTrue(workgroup.properties.RecursiveDeleteOption) || workgroup.deletionPolicy === 'Retain',
          workgroup,
          'Properties.RecursiveDeleteOption',
          'goes with what it holds, or stays',
          'cannot be deleted once somebody has asked a query',
        ),
      ),
};
