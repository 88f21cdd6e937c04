import type { Estate, Resource } from '../estate/estate.ts';
import { buckets } from '../estate/stores.ts';
import { oncePerEstate } from '../estate/views.ts';
import { isLogStore } from '../safe-data/data-buckets.ts';
import { isTextStore } from '../safe-data/text-stores.ts';
import { personRoles } from '../safe-people/person-roles.ts';
import { projectsOf, projectTag } from '../safe-people/session-demands.ts';
import { tagOf } from '../safe-people/tags.ts';

export interface ProjectStack {
  readonly name: string;
  readonly resources: readonly Resource[];
  /** What its tags and the sessions of its roles say. More than one, or none, is a fault that the rule about tags names. */
  readonly ids: readonly string[];
  /** On which an outcome about the whole stack stands. */
  readonly front: Resource;
}

/**
 * A stack is a project's when something in it says so, or when people act in it and records lie in it: a project does not escape
 * its rules by dropping its tags. Texts of queries, which nobody reads back, are no records that somebody acts on.
 */
export const projectStacks: (estate: Estate) => readonly ProjectStack[] = oncePerEstate((estate) => {
  const people = personRoles(estate);
  const stores = buckets(estate).filter((bucket) => !isLogStore(estate, bucket) && !isTextStore(estate, bucket));
  return estate.stacks.flatMap(({ name, resources }) => {
    const tags = resources.flatMap((resource) => tagOf(resource, projectTag) ?? []);
    const own = people.filter(({ resource }) => resource.stack === name);
    const holdsRecords = stores.some(({ resource }) => resource.stack === name);
    const front = resources.find(({ type }) => type === 'AWS::Athena::WorkGroup') ?? resources[0];
    if (front === undefined || (tags.length === 0 && (own.length === 0 || !holdsRecords))) return [];
    return [{ name, resources, front, ids: [...new Set([...tags, ...own.flatMap(projectsOf)])] }];
  });
});
