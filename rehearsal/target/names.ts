import type { Deployment } from '../../lib/config/deployment.ts';
import { standing } from '../../lib/config/standing.ts';
import type { Template, Templates } from '../left-out/template.ts';

/** Stacks by the noun that ends their name: `safe-data`, `project-copd-winter`. */
export function templateOf(templates: Templates, deployment: Deployment, noun: string): Template {
  const found = templates.get(`tre-${deployment.id}-${noun}`);
  if (found === undefined) throw new Error(`there is no stack tre-${deployment.id}-${noun}`);
  return found;
}

/** Written out here once more, for a scenario that took names from the constructs would share their mistakes. */
export const bucketOf = (deployment: Deployment, noun: string): string =>
  `tre-${deployment.id}-${noun}-${deployment.aws.account}-${deployment.aws.region}-an`;

/** Projects that are open on the day: only they have a role that grants anything. */
export const openProjects = (deployment: Deployment, asOf: string): readonly string[] =>
  standing(deployment, asOf).projects.flatMap(({ id, open }) => (open ? [id] : []));
