import type { Mutant } from '../mutant.ts';
import { airlockDoorMutants } from './airlock-door-mutants.ts';
import { airlockPointingMutants } from './airlock-pointing-mutants.ts';
import { airlockReleaseMutants } from './airlock-release-mutants.ts';
import { airlockRequestMutants } from './airlock-request-mutants.ts';
import { airlockStoreMutants } from './airlock-store-mutants.ts';
import { byteMutants } from './byte-mutants.ts';
import { deliveryMutants } from './delivery-mutants.ts';
import { exitMutants } from './exit-mutants.ts';
import { leadingMutants } from './leading-mutants.ts';
import { linkMutants } from './link-mutants.ts';
import { logMutants } from './log-mutants.ts';
import { namelessMutants } from './nameless-mutants.ts';
import { narrowLineMutants } from './narrow-line-mutants.ts';
import { publicDoorMutants } from './public-door-mutants.ts';
import { releaseMutants } from './release-mutants.ts';
import { sharingMutants } from './sharing-mutants.ts';
import { writeMutants } from './write-mutants.ts';

export const outputMutants: readonly Mutant[] = [
  ...leadingMutants,
  ...writeMutants,
  ...sharingMutants,
  ...exitMutants,
  ...deliveryMutants,
  ...logMutants,
  ...releaseMutants,
  ...byteMutants,
  ...namelessMutants,
  ...publicDoorMutants,
  ...narrowLineMutants,
  ...linkMutants,
  ...airlockStoreMutants,
  ...airlockReleaseMutants,
  ...airlockRequestMutants,
  ...airlockDoorMutants,
  ...airlockPointingMutants,
];
