import type { Deed } from './deeds.ts';
import type { Who } from './who.ts';

export type Answer = 'allowed' | 'refused';

/** A question to the deployed roles, and the answer that AWS's documented rules give. */
export interface Case {
  readonly who: Who;
  readonly deed: Deed;
  readonly expected: Answer;
  /** By which statement of ours, or which rule of IAM. */
  readonly because: string;
  /** Why the emulator is known to answer the opposite. When it no longer does, the entry is stale and fails. */
  readonly emulatorDiffers?: string;
}
