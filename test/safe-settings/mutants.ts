import type { Mutant } from '../mutant.ts';
import { auditMutants } from './audit-mutants.ts';
import { browserMutants } from './browser-mutants.ts';
import { endingMutants } from './ending-mutants.ts';
import { endpointMutants } from './endpoint-mutants.ts';
import { internetMutants } from './internet-mutants.ts';
import { keyMutants } from './key-mutants.ts';
import { networkMutants } from './network-mutants.ts';
import { templateMutants } from './template-mutants.ts';
import { watchMutants } from './watch-mutants.ts';

export const settingsMutants: readonly Mutant[] = [
  ...networkMutants,
  ...browserMutants,
  ...keyMutants,
  ...auditMutants,
  ...watchMutants,
  ...templateMutants,
  ...endingMutants,
  ...endpointMutants,
  ...internetMutants,
];
