import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assemble } from '../../bin/assembly.ts';
import { estateOf } from '../../policies/estate/model.ts';
import { evaluate } from '../../policies/evaluate.ts';
import { rules } from '../../policies/rules.ts';
import { templatesOf } from '../examples.ts';
import { asOf, region } from './many-projects.ts';
import { median } from './process.ts';

function cpu(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

function templates(projects: number) {
  const outdir = mkdtempSync(join(tmpdir(), 'tre-bench-'));
  try {
    const options = { asOf, outdir, validateTemplates: false, failOnFindings: false };
    assemble({ ...options, deployment: region('scale', projects) });
    return templatesOf(outdir);
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

/** CPU of all rules over a region, and over one of ten times as many projects. */
export function ruleScaling(): void {
  const [one, ten] = [20, 200].map((projects) => {
    const read = templates(projects);
    const resources = estateOf(read).resources.length;
    const runs = Array.from({ length: 5 }, () => {
      const estate = estateOf(read);
      return cpu(() => evaluate(rules, estate));
    });
    console.log(`${rules.length} rules over ${resources} resources: ${median(runs).toFixed(2)} s CPU`);
    return { resources, seconds: median(runs) };
  });
  if (one === undefined || ten === undefined) return;
  const [larger, longer] = [ten.resources / one.resources, ten.seconds / one.seconds];
  console.log(
    `${larger.toFixed(1)} x the resources: ${longer.toFixed(1)} x the time (target <= ${(larger * 1.1).toFixed(1)})`,
  );
}
