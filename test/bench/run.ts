import { join } from 'node:path';
import { accessDecision } from './access-decision.ts';
import { accessProof } from './access-proof.ts';
import { bundles } from './bundles.ts';
import { commands } from './commands.ts';
import { gateDecision } from './gate-decision.ts';
import { outputsCheck } from './outputs-check.ts';
import { measure, root } from './process.ts';
import { ruleScaling } from './rule-scaling.ts';
import { sweeping } from './sweep.ts';
import { syntheticPeople } from './synthetic-people.ts';

/**
 * `npm run bench [-- <rounds> [<synthetic people>]]`: the figures of the budgets that apply. Never a test: machines are noisy, and a
 * figure is for people to judge.
 */
commands(Number(process.argv[2] ?? 3));
ruleScaling();
accessProof();
const [three, twelve] = [3, 12].map((regions) => {
  const figure = measure('node', '--import', 'tsx', join(root, 'test', 'bench', 'regions.ts'), String(regions));
  console.log(
    `${regions} regions x 40 projects, synthesised and judged: ${figure.seconds.toFixed(1)} s, ${figure.cpu.toFixed(1)} s CPU, peak ${figure.peak.toFixed(0)} MB`,
  );
  return figure;
});
if (three && twelve)
  console.log(`4 x the regions: ${(twelve.cpu / three.cpu).toFixed(1)} x the CPU (target: linear, < 1,500 MB)`);
bundles();
syntheticPeople(Number(process.argv[3] ?? 1_000_000));
accessDecision();
outputsCheck();
// One after the other, for each counts the CPU of this process.
void gateDecision().then(sweeping);
