import { estateOf } from '../../policies/estate/model.ts';
import { evaluate } from '../../policies/evaluate.ts';
import { rules } from '../../policies/rules.ts';
import { exampleTemplates, largeEstate } from './large-estate.ts';
import { median } from './process.ts';

function cpu(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

/** CPU of all rules over an estate of copied projects, and over one of ten times as many resources. */
export function ruleScaling(): void {
  const example = exampleTemplates();
  const [one, ten] = [1_000, 10_000].map((wanted) => {
    const read = largeEstate(example, Math.round((wanted - 130) / 18), wanted);
    const resources = estateOf(read).resources.length;
    const runs = Array.from({ length: 3 }, () => {
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
