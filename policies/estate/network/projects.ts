import type { Estate, Resource } from '../estate.ts';
import { isRecord, list, record, text } from '../values.ts';
import { oncePerEstate } from '../views.ts';

/** `tre:project`, `Project`, `cost-project`: whatever ends in the word. */
const isProjectKey = (key: string | undefined): boolean => key !== undefined && /(^|[^a-z0-9])project$/i.test(key);

function ownProject({ properties: { Tags } }: Resource): string | undefined {
  if (isRecord(Tags)) {
    const key = Object.keys(Tags).find(isProjectKey);
    return key === undefined ? undefined : text(Tags[key]);
  }
  return text(
    list(Tags)
      .map(record)
      .find((tag) => isProjectKey(text(tag.Key)))?.Value,
  );
}

/** The one project of which the tags of a stack speak; a stack that speaks of several, or of none, has none. */
const byStack: (estate: Estate) => ReadonlyMap<string, string> = oncePerEstate(
  ({ stacks }) =>
    new Map(
      stacks.flatMap(({ name, resources }) => {
        const spoken = [...new Set(resources.flatMap((resource) => ownProject(resource) ?? []))];
        return spoken[0] !== undefined && spoken.length === 1 ? [[name, spoken[0]] as const] : [];
      }),
    ),
);

/** Whose a resource is, by its own tag or else by the tags of its stack. */
export const projectOf = (estate: Estate, resource: Resource): string | undefined =>
  ownProject(resource) ?? byStack(estate).get(resource.stack);
