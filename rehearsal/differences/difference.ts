import type { Pass, Stage } from '../target/stage.ts';

/**
 * Something that the emulator drops or gets wrong and a scenario relies on. It is bridged, and asked after in every rehearsal: when the
 * emulator no longer differs, the bridge must go.
 */
export interface Difference {
  readonly name: string;
  readonly onAws: string;
  readonly here: string;
  readonly bridgedBy: string;
  readonly passes: readonly Pass[];
  /** @param emulator its address without our proxy */
  stillThere(stage: Stage, emulator: string): Promise<boolean>;
}
