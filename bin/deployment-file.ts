import type { Deployment } from '../lib/config/deployment.ts';
import { describeProblem } from '../lib/config/problem.ts';
import { readDeployment } from '../lib/config/read.ts';
import { controlIds } from '../policies/catalogue/catalogue.ts';

/** A deployment file that is refused. The message lists every problem, one a line. */
export class RefusedDeployment extends Error {
  override readonly name = 'RefusedDeployment';
}

/** @throws RefusedDeployment with all problems at once, each with file, line, path, rule, value and remedy. */
export function readOrExplain(file: string, asOf: string): Deployment {
  const read = readDeployment(file, { knownControls: controlIds, asOf });
  if (read.ok) return read.deployment;
  throw new RefusedDeployment(`${file} is refused:\n${read.problems.map(describeProblem).join('\n')}`);
}
