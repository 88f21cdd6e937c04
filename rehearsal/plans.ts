import { join } from 'node:path';
import type { Deployment } from '../lib/config/deployment.ts';
import type { Lacks } from './left-out/filter.ts';
import type { Options } from './options.ts';
import { addedProject } from './scenarios/an-added-project-changes-no-other.ts';
import { type Plan, planOf } from './target/plan.ts';
import type { Steps } from './target/steps.ts';

/** Where the assembly of the deployment as it is lies below the folder of a rehearsal. */
export const assemblyIn = (folder: string): string => join(folder, 'as it is', 'assembly');

/** Makes templates; undefined when they could not be made. Rules that fail are a row, and the rehearsal goes on. */
type Planning = (options: Options, steps: Steps, folder: string, lacks: Lacks | undefined) => Promise<Plan | undefined>;

const planning =
  (name: string, changed: (deployment: Deployment) => Deployment): Planning =>
  async ({ deployment, synthesise }, steps, folder, lacks) => {
    const what = changed(deployment);
    let plan: Plan | undefined;
    await steps.run('before', `synthesis, ${name}`, async () => {
      const assembly = join(folder, name, 'assembly');
      const failed = synthesise(what, assembly);
      plan = planOf(what, assembly, lacks, join(folder, name));
      if (failed.length > 0) throw new Error(`rules fail, and cdk deploy would refuse it: ${failed.join(', ')}`);
      return '';
    });
    return plan;
  };

export const planAsItIs = planning('as it is', (deployment) => deployment);
export const planWithAProjectAdded = planning('with a project added', withAnotherProject);

/** The first project once more, under a name of its own. */
function withAnotherProject(deployment: Deployment): Deployment {
  const [first, ...others] = deployment.projects;
  return first === undefined
    ? deployment
    : { ...deployment, projects: [first, ...others, { ...first, id: addedProject, title: 'Added by the rehearsal' }] };
}
