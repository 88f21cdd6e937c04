import type { Mutant } from '../mutant.ts';
import { backupMutants } from './backup-mutants.ts';
import { bucketMutants } from './bucket-mutants.ts';
import { catalogueMutants } from './catalogue-mutants.ts';
import { doorMutants } from './door-mutants.ts';
import { keyHolderMutants } from './key-holder-mutants.ts';
import { perimeterMutants } from './perimeter-mutants.ts';
import { personMutants } from './person-mutants.ts';
import { recordOpenerMutants } from './record-opener-mutants.ts';
import { tableMutants } from './table-mutants.ts';
import { zoneMutants } from './zone-mutants.ts';

export const dataMutants: readonly Mutant[] = [
  ...bucketMutants,
  ...perimeterMutants,
  ...doorMutants,
  ...personMutants,
  ...zoneMutants,
  ...catalogueMutants,
  ...backupMutants,
  ...keyHolderMutants,
  ...recordOpenerMutants,
  ...tableMutants,
];
