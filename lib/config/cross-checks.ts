import { checkAccess } from './checks/access.ts';
import { checkControls } from './checks/controls.ts';
import { checkDatasets } from './checks/datasets.ts';
import { checkDates } from './checks/dates.ts';
import { checkNetwork } from './checks/network.ts';
import { checkPlace } from './checks/place.ts';
import { checkPlaceholders } from './checks/placeholders.ts';
import { checkProjects } from './checks/projects.ts';
import { checkRepeats } from './checks/repeats.ts';
import type { DraftDeployment } from './draft.ts';
import type { Finding } from './problem.ts';

export interface CheckOptions {
  readonly knownControls: ReadonlySet<string>;
  readonly asOf: string;
}

/**
 * What one field alone cannot show. Takes a draft, for it also runs on the sound part of a refused file; where a part is
 * missing it says nothing, because the schema has already said it.
 */
export const crossChecks = (draft: DraftDeployment, options: CheckOptions): Finding[] => [
  ...checkAccess(draft),
  ...checkPlace(draft, options.asOf),
  ...checkNetwork(draft),
  ...checkRepeats(draft),
  ...checkDatasets(draft),
  ...checkProjects(draft),
  ...checkDates(draft),
  ...checkControls(draft, options.knownControls),
  ...checkPlaceholders(draft),
];
