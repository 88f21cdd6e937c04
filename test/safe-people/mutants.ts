import type { Mutant } from '../mutant.ts';
import { becomingMutants } from './becoming-mutants.ts';
import { brokerMutants } from './broker-mutants.ts';
import { ceilingMutants } from './ceiling-mutants.ts';
import { credentialMutants } from './credential-mutants.ts';
import { gateMutants } from './gate-mutants.ts';
import { readableMutants } from './readable-mutants.ts';
import { rightMutants } from './right-mutants.ts';
import { sessionMutants } from './session-mutants.ts';
import { trustMutants } from './trust-mutants.ts';

export const peopleMutants: readonly Mutant[] = [
  ...credentialMutants,
  ...sessionMutants,
  ...brokerMutants,
  ...ceilingMutants,
  ...rightMutants,
  ...readableMutants,
  ...becomingMutants,
  ...gateMutants,
  ...trustMutants,
];
