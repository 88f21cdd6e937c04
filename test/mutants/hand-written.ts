import type { Mutant } from '../mutant.ts';
import { dataMutants } from '../safe-data/mutants.ts';
import { outputMutants } from '../safe-outputs/mutants.ts';
import { peopleMutants } from '../safe-people/mutants.ts';
import { projectMutants } from '../safe-projects/mutants.ts';
import { settingsMutants } from '../safe-settings/mutants.ts';

/** Every mutant that was written by hand for one rule. */
export const handWritten: readonly Mutant[] = [
  ...settingsMutants,
  ...dataMutants,
  ...peopleMutants,
  ...projectMutants,
  ...outputMutants,
];
