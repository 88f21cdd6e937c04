import { ofType, type SynthesisedProject, synthesisedProjects } from './synthesised-projects.ts';

interface Budget {
  readonly Budget: {
    readonly BudgetLimit: { readonly Amount: number; readonly Unit: string };
    readonly TimeUnit: string;
  };
  readonly NotificationsWithSubscribers: readonly {
    readonly Notification: { readonly NotificationType: string; readonly Threshold: number };
    readonly Subscribers: readonly { readonly Address: string }[];
  }[];
}

const budgetOf = (project: SynthesisedProject): Budget => {
  const [budget] = ofType(project, 'AWS::Budgets::Budget');
  return budget?.Properties as unknown as Budget;
};

/** A pound has cost more dollars than this on every day since 2022. */
const lowRate = 1.2;

describe.each(synthesisedProjects)('the allowance of %s', (_, project) => {
  const { monthlyGBP, gigabytesPerQuery } = project.project.allowance;
  const { Budget: budget, NotificationsWithSubscribers: warnings } = budgetOf(project);

  test('is a monthly budget in dollars, the currency of the bill, worth no more than the pounds allowed', () => {
    expect(budget.BudgetLimit.Unit).toBe('USD');
    expect(budget.TimeUnit).toBe('MONTHLY');
    expect(budget.BudgetLimit.Amount).toBeLessThanOrEqual(monthlyGBP * lowRate);
    expect(budget.BudgetLimit.Amount).toBeGreaterThanOrEqual(monthlyGBP);
    expect(budget.BudgetLimit.Amount * 100).toBeCloseTo(Math.round(budget.BudgetLimit.Amount * 100), 6);
  });

  test('warns at four fifths, at the limit, and when the month is going to pass it', () => {
    const said = warnings.map(({ Notification }) => `${Notification.NotificationType} ${Notification.Threshold}`);
    expect(said.sort()).toEqual(['ACTUAL 100', 'ACTUAL 80', 'FORECASTED 100']);
  });

  test('warns operations and the accountable manager, each once', () => {
    const wanted = [...new Set([project.deployment.contacts.operations, project.project.manager.email])].sort();
    for (const { Subscribers } of warnings) {
      expect(Subscribers.map(({ Address }) => Address).sort()).toEqual(wanted);
    }
  });

  test('raises an alarm at as many bytes in a day as twenty queries at their limit, counted in its own workgroup', () => {
    const [alarm] = ofType(project, 'AWS::CloudWatch::Alarm');
    const { Threshold, ...watched } = alarm?.Properties ?? {};
    expect(Threshold).toBe(20 * gigabytesPerQuery * 1024 ** 3);
    const workgroups = [...JSON.stringify(watched).matchAll(/"Name":"WorkGroup","Value":"([^"]+)"/g)];
    expect(workgroups.length).toBeGreaterThan(0);
    expect(new Set(workgroups.map(([, name]) => name))).toEqual(new Set([project.stack]));
  });
});
