import { notHere } from './report.ts';
import type { Moment } from './scenarios/scenario.ts';
import { scenarios } from './scenarios/scenarios.ts';
import type { Stage } from './target/stage.ts';
import type { Steps } from './target/steps.ts';

/** Every scenario of a moment and a pass; one that cannot run says why, and one that fails stops no other. */
export async function runScenarios(at: Moment, stage: Stage, steps: Steps): Promise<void> {
  for (const scenario of scenarios) {
    if (scenario.at !== at || !scenario.passes.includes(stage.pass)) continue;
    const cannot = scenario.cannot?.(stage);
    if (cannot === undefined) await steps.run(stage.pass, scenario.sentence, () => scenario.run(stage));
    else steps.note(stage.pass, scenario.sentence, 'skipped', `${notHere}${cannot}`);
  }
}
