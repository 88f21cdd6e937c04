import type { Mutant } from '../mutant.ts';
import { endingMutants } from './ending-mutants.ts';
import { isolationMutants } from './isolation-mutants.ts';
import { joiningMutants } from './joining-mutants.ts';
import { meansMutants } from './means-mutants.ts';
import { reachMutants } from './reach-mutants.ts';
import { storeMutants } from './store-mutants.ts';
import { sweepMutants } from './sweep-mutants.ts';
import { workspaceMutants } from './workspace-mutants.ts';

export const projectMutants: readonly Mutant[] = [
  ...reachMutants,
  ...storeMutants,
  ...workspaceMutants,
  ...meansMutants,
  ...isolationMutants,
  ...joiningMutants,
  ...endingMutants,
  ...sweepMutants,
];
