import type { Pass, Stage } from '../target/stage.ts';

/** After which step of a rehearsal it runs. */
export type Moment = 'deployed' | 'updated' | 'removed' | 'before the upgrade' | 'after the upgrade';

/** One sentence about the deployed product, shown on what is stored afterwards. */
export interface Scenario {
  readonly sentence: string;
  readonly at: Moment;
  readonly passes: readonly Pass[];
  /** Why it cannot run here; undefined when it can. */
  readonly cannot?: (stage: Stage) => string | undefined;
  /** @throws AssertionError with what was stored instead. @returns figures worth printing. */
  run(stage: Stage): Promise<string>;
}
