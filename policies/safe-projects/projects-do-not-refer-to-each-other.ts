import type { Estate, Resource } from '../estate/estate.ts';
import { fail, pass } from '../outcome.ts';
import type { Outcome, Rule } from '../rule.ts';
import { physicalNames } from './physical-names.ts';
import { type ProjectStack, projectStacks } from './project-stacks.ts';

/** A name counts where it stands whole: `copd` is no part of `copd-winter`. Log groups and aliases have slashes in theirs. */
const words = (text: string): readonly string[] =>
  text.split(/[^A-Za-z0-9_/-]+/).flatMap((word) => [word, ...word.split('/')]);

/** Name -> projects in which something bears it. Two that share a name are two that refer to each other. */
function bearers(estate: Estate, projects: readonly ProjectStack[]): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const { name: stack, resources } of projects) {
    const names = resources.flatMap((resource) => physicalNames(estate, resource));
    for (const name of [stack, ...names]) {
      const bare = name.replace(/^alias\//, '');
      found.set(bare, (found.get(bare) ?? new Set()).add(stack));
    }
  }
  return found;
}

/** The project that a resource of another stack speaks of; undefined when it speaks of none. */
function spokenOf(resource: Resource, named: ReadonlyMap<string, ReadonlySet<string>>): string | undefined {
  for (const word of words(JSON.stringify(resource.properties))) {
    for (const stack of named.get(word) ?? []) if (stack !== resource.stack) return stack;
  }
  return undefined;
}

export const projectsDoNotReferToEachOther: Rule = {
  id: 'projects-do-not-refer-to-each-other',
  safe: 'projects',
  controls: ['2.1.08', '2.1.14', '2.2.10'],
  severity: 'fatal',
  why: 'What joins two projects, whatever it is, has to name something of both. Where no name crosses, nothing does.',
  fix: 'take the reference or the name out; what two projects need belongs into a shared stack that names neither',
  check: (estate) => {
    const projects = projectStacks(estate);
    const named = bearers(estate, projects);
    const strays = estate.resources.flatMap((resource): readonly Outcome[] => {
      const stack = spokenOf(resource, named);
      return stack === undefined ? [] : [fail(resource, 'Properties', `names something of ${stack}`)];
    });
    const joined = new Set(strays.map(({ resource }) => estate.at(resource)?.stack));
    return [
      ...strays,
      ...projects
        .filter(({ name }) => !joined.has(name))
        .map(({ front, resources }) =>
          pass(front, 'Type', `none of ${resources.length} resources names another project`),
        ),
    ];
  },
};
