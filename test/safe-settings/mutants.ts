import type { Mutant } from '../mutant.ts';
import { auditMutants } from './audit-mutants.ts';
import { bootstrapMutants } from './bootstrap-mutants.ts';
import { browserMutants } from './browser-mutants.ts';
import { doorMutants } from './door-mutants.ts';
import { endingMutants } from './ending-mutants.ts';
import { endpointMutants } from './endpoint-mutants.ts';
import { guardrailMutants } from './guardrail-mutants.ts';
import { internetMutants } from './internet-mutants.ts';
import { keptMutants } from './kept-mutants.ts';
import { keyMutants } from './key-mutants.ts';
import { networkMutants } from './network-mutants.ts';
import { pathMutants } from './path-mutants.ts';
import { templateMutants } from './template-mutants.ts';
import { watchMutants } from './watch-mutants.ts';

export const settingsMutants: readonly Mutant[] = [
  ...networkMutants,
  ...pathMutants,
  ...browserMutants,
  ...keyMutants,
  ...auditMutants,
  ...keptMutants,
  ...watchMutants,
  ...templateMutants,
  ...endingMutants,
  ...endpointMutants,
  ...internetMutants,
  ...bootstrapMutants,
  ...guardrailMutants,
  ...doorMutants,
];
