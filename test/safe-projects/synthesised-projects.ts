import { join } from 'node:path';
import { readOrExplain } from '../../bin/deployment-file.ts';
import type { Deployment } from '../../lib/config/deployment.ts';
import type { Project } from '../../lib/config/project.ts';
import { examples } from '../examples.ts';
import type { Body } from '../mutant.ts';

export const asOf = '2026-11-24';

const read = (file: string): Deployment =>
  readOrExplain(join(__dirname, '..', '..', 'deployments', `${file}.yaml`), asOf);

export const thamesValley = read('thames-valley');

/** One project as it stands in its deployment file, and as it was synthesised. */
export interface SynthesisedProject {
  readonly deployment: Deployment;
  readonly project: Project;
  readonly stack: string;
  /** Logical id -> resource. */
  readonly resources: Readonly<Record<string, Body>>;
}

/** Every project of both examples, by its id. */
export const synthesisedProjects: readonly (readonly [string, SynthesisedProject])[] = [
  thamesValley,
  read('greater-manchester'),
].flatMap((deployment) =>
  deployment.projects.map((project) => {
    const stack = `tre-${deployment.id}-project-${project.id}`;
    const found = examples.get(deployment.id)?.find(({ name }) => name === stack);
    if (found === undefined) throw new Error(`${stack} was not synthesised`);
    const resources = found.template.Resources as unknown as Record<string, Body>;
    return [project.id, { deployment, project, stack, resources }] as const;
  }),
);

export const ofType = ({ resources }: SynthesisedProject, type: string): readonly Body[] =>
  Object.values(resources).filter(({ Type }) => Type === type);
