import { removalOrder } from './documented-removal.ts';
import type { Options } from './options.ts';
import { planAsItIs, planWithAProjectAdded } from './plans.ts';
import { notHere } from './report.ts';
import { type Course, runPass } from './run-pass.ts';
import type { Steps } from './target/steps.ts';
import { givenAccount } from './target/target.ts';

/** An account or emulator that somebody else runs: the templates as they are, and one pass. */
export async function onGivenAccount(options: Options, steps: Steps, folder: string): Promise<void> {
  const { deployment, asOf, keep, evaluator } = options;
  const plan = await planAsItIs(options, steps, folder, undefined);
  const larger = await planWithAProjectAdded(options, steps, folder, undefined);
  if (plan === undefined || larger === undefined) return;
  const target = givenAccount(deployment.aws.region, options);
  const course: Course = { plan, larger, asOf, keep, evaluator, removalOrder: removalOrder(), pass: 'plain' };
  try {
    await runPass(target, course, steps);
  } finally {
    await target.close();
  }
  steps.note(
    'iam',
    'a second pass with IAM',
    'skipped',
    `${notHere}the target decides by IAM in the first, or not at all`,
  );
}
