import type { Resource } from '../estate/estate.ts';
import { at, isRecord, list, record, text } from '../estate/values.ts';
import { judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';
import { projectTag } from '../safe-people/session-demands.ts';
import { type ProjectStack, projectStacks } from './project-stacks.ts';

/** Money already spent, at or below the whole of the limit, with somebody who hears of it. */
const warns = (budget: Resource): boolean =>
  list(budget.properties.NotificationsWithSubscribers)
    .map(record)
    .some(({ Notification, Subscribers }) => {
      const { NotificationType: type, Threshold: threshold, ThresholdType: unit = 'PERCENTAGE' } = record(Notification);
      const heard = list(Subscribers).some((one) => isRecord(one) && text(one.Address) !== undefined);
      const early = unit === 'PERCENTAGE' && Number(threshold) > 0 && Number(threshold) <= 100;
      return type === 'ACTUAL' && early && heard;
    });

/** Counts this project's costs and nobody else's. */
function counts(budget: Resource, id: string): boolean {
  const filters = record(at(budget, 'Budget.CostFilters'));
  return (
    Object.keys(filters).join() === 'TagKeyValue' && list(filters.TagKeyValue).join() === `user:${projectTag}$${id}`
  );
}

function faultOf({ resources, ids }: ProjectStack): string | undefined {
  const budgets = resources.filter(({ type }) => type === 'AWS::Budgets::Budget');
  const [id] = ids;
  if (id === undefined || ids.length > 1) return 'nobody knows for which project it would count';
  if (budgets.length === 0) return 'has no budget';
  const own = budgets.filter((budget) => counts(budget, id));
  if (own.length === 0) return `no budget counts the costs of ${id} alone`;
  const limited = own.filter(
    (budget) => at(budget, 'Budget.BudgetType') === 'COST' && Number(at(budget, 'Budget.BudgetLimit.Amount')) > 0,
  );
  if (limited.length === 0) return 'its budget has no limit in money';
  return limited.some(warns) ? undefined : 'its budget tells nobody that the money is spent';
}

export const projectsHaveABudgetThatWarns: Rule = {
  id: 'projects-have-a-budget-that-warns',
  safe: 'projects',
  controls: ['2.3.04', '4.4.02'],
  severity: 'error',
  why: 'What a project costs is known, and known to somebody, only if its costs are counted apart and against a limit.',
  fix: 'add a budget of costs, filtered by the tag of the project, that tells somebody at or before its limit',
  source: 'https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-managing-costs.html',
  check: (estate) =>
    projectStacks(estate).map((project) => {
      const fault = faultOf(project);
      const budget = project.resources.find(({ type }) => type === 'AWS::Budgets::Budget');
      return judged(
        fault === undefined,
        budget ?? project.front,
        budget === undefined ? 'Type' : 'Properties',
        `counts the costs of ${project.ids.join()} and says when they reach the limit`,
        fault ?? '',
      );
    }),
};
