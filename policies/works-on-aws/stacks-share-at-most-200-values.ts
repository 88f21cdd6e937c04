import type { Estate } from '../estate/estate.ts';
import { withinQuota } from './quota.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

/** Stack -> references to it that stand in other stacks. */
function importedFrom(estate: Estate): ReadonlyMap<string, ReadonlySet<string>> {
  const imported = new Map<string, Set<string>>();
  for (const { stack, properties } of estate.resources) {
    for (const [reference, from = ''] of JSON.stringify(properties).matchAll(/\$\{([^}/]+)\/[^}]+\}/g)) {
      if (from === stack) continue;
      const known = imported.get(from) ?? new Set();
      imported.set(from, known.add(reference));
    }
  }
  return imported;
}

/** Each value of a stack that another stack uses takes one output. Outputs that nobody uses are not seen. */
export const stacksShareAtMost200Values: WorksOnAwsRule = {
  id: 'stacks-share-at-most-200-values',
  severity: 'error',
  why: 'A template has 200 outputs, and every value that another stack imports is one: a shared stack that hands something to each project stops at some project.',
  fix: 'call shared resources by fixed names',
  source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html',
  check: (estate) => {
    const imported = importedFrom(estate);
    return estate.stacks.flatMap(({ name, resources }) => {
      const [first] = resources;
      const count = imported.get(name)?.size ?? 0;
      return first === undefined
        ? []
        : [withinQuota(first, 'Type', count, 200, `values of ${name} that other stacks import`)];
    });
  },
};
