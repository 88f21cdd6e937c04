import { deployerOf } from './deploy.ts';
import { type Course, stageOf, standUp } from './run-pass.ts';
import { runScenarios } from './run-scenarios.ts';
import type { Plan } from './target/plan.ts';
import type { Stage } from './target/stage.ts';
import type { Steps } from './target/steps.ts';
import type { Target } from './target/target.ts';

/** An account that holds records under an earlier release, brought to this one. */
export async function runUpgrade(
  target: Target,
  course: Course,
  earlier: { readonly plan: Plan; readonly ref: string },
  steps: Steps,
): Promise<void> {
  const deployer = deployerOf(target, course.plan.deployment);
  const memory: Stage['memory'] = new Map();
  const before = { ...course, plan: earlier.plan };
  if (!(await standUp(target, deployer, before, steps))) return;
  await runScenarios('before the upgrade', stageOf(target, deployer, before, memory), steps);
  const upgraded = await steps.run('upgrade', `cdk deploy --all over ${earlier.ref}`, () =>
    deployer.deploy(course.plan),
  );
  if (upgraded) await runScenarios('after the upgrade', stageOf(target, deployer, course, memory), steps);
}
