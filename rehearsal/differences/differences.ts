import { standIns } from '../emulator/stand-ins.ts';
import { athenaDifferences } from './athena.ts';
import { athenaInNobodysName } from './athena-in-nobodys-name.ts';
import { cloudFormationDifferences } from './cloudformation.ts';
import type { Difference } from './difference.ts';
import { doorDifferences } from './doors.ts';
import { iamDifferences } from './iam.ts';

const calls: readonly Difference[] = standIns.map(({ name, says, stillNeeded }) => ({
  name,
  onAws: 'the call exists',
  here: says,
  bridgedBy: `emulator/${name}.ts, which answers in its place`,
  passes: ['plain'],
  stillThere: (_, emulator) => stillNeeded(emulator),
}));

/** All that is known to differ from AWS and matters to a scenario. */
export const differences: readonly Difference[] = [
  ...cloudFormationDifferences,
  ...athenaDifferences,
  athenaInNobodysName,
  ...doorDifferences,
  ...iamDifferences,
  ...calls,
];
