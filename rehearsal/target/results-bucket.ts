import type { Stage } from './stage.ts';

/** Where the emulator puts results, for it has no managed ones. It belongs to the rehearsal, not to the estate. */
export const resultsBucket = 'tre-rehearsal-results';

/** Nothing on AWS: there a workgroup with managed results refuses a location. */
export const resultsAt = ({ emulated }: Stage): { outputLocation?: string } =>
  emulated ? { outputLocation: `s3://${resultsBucket}/` } : {};
