import { projectStates } from '../../lambdas/safe-projects/contract.ts';
import { projectTransitions } from '../../lambdas/safe-projects/project-transitions.ts';
import { faultsOf } from '../../lambdas/workflow/transitions.ts';
import { inState } from './project-world.ts';

test('the table has no fault: every state is reached, every row can be told apart', () => {
  expect(faultsOf(projectTransitions, projectStates)).toEqual([]);
});

test('a project can be walked into every state', () => {
  const records = inState();
  for (const state of projectStates) expect(records[state].state).toBe(state);
});
