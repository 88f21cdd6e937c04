import { record } from '../estate/values.ts';
import { judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';

/** Under this name a template says how many of which kinds of resource the deployment file wants it to make. */
const promise = 'tre:made-here';

/** Silent where a template promises nothing: what the organisation provides is attested. */
export const whatIsMadeHereIsHere: Rule = {
  id: 'what-is-made-here-is-here',
  safe: 'settings',
  controls: ['2.2.12'],
  severity: 'error',
  why: 'A detector that is in no template looks the same as one that the organisation provides, and nobody misses a mailbox; only the promise tells them apart.',
  fix: 'make the resource, or have the deployment file say who provides it or who is told',
  check: (estate) =>
    estate.stacks.flatMap(({ name, metadata, resources }) => {
      const [first] = resources;
      return first === undefined
        ? []
        : Object.entries(record(metadata[promise])).map(([type, count]) => {
            const there = resources.filter((resource) => resource.type === type);
            return judged(
              there.length === count,
              there[0] ?? first,
              'Type',
              `${name} was to make ${String(count)} of it, and does`,
              `${name} was to make ${JSON.stringify(count)} of ${type}, and makes ${there.length}`,
            );
          });
    }),
};
