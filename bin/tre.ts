import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { App, Stage } from 'aws-cdk-lib';
import { bundleLambdas } from '../lib/bundle-lambdas.ts';
import type { Deployment } from '../lib/config/deployment.ts';
import { standing } from '../lib/config/standing.ts';
import { addEnvironment } from '../lib/environment.ts';
import { judge } from './assembly.ts';
import { today } from './clock.ts';
import { RefusedDeployment, readOrExplain } from './deployment-file.ts';
import { asOfProblem } from './verbs/as-of.ts';

/**
 * The CDK app. `-c deployment=<file>` makes the stacks of one deployment the stacks of the app, so that `cdk deploy --all`
 * deploys them in one go. Without it every file under `deployments/` becomes a Stage: all are synthesised and judged, and
 * `cdk deploy --all` finds no stack in the main assembly.
 */
function synthesise(): void {
  const app = new App({ analyticsReporting: false });
  const asOf = dayOf(app.node.tryGetContext('asOf'));
  const file: unknown = app.node.tryGetContext('deployment');
  bundleLambdas();
  if (file !== undefined) {
    const deployment = read(String(file), asOf);
    addEnvironment(app, deployment, asOf);
    judge(app);
  } else {
    const folder = join(__dirname, '..', 'deployments');
    const files = readdirSync(folder).filter((entry) => /\.ya?ml$/.test(entry));
    for (const name of files.sort()) {
      const stage = new Stage(app, basename(name).replace(/\.ya?ml$/, ''));
      addEnvironment(stage, read(join(folder, name), asOf), asOf);
      judge(stage);
    }
    console.error(
      'every file under deployments/ is synthesised; to deploy one: npx cdk deploy --all -c deployment=<file>',
    );
  }
  app.synth();
}

/** A day that is no day would compare with the others all the same, and close or open every project unseen. */
function dayOf(given: unknown): string {
  if (given === undefined) return today();
  const problem = asOfProblem(String(given));
  if (problem !== undefined) throw new RefusedDeployment(problem.replace('--as-of', '-c asOf='));
  return String(given);
}

function read(file: string, asOf: string): Deployment {
  const deployment = readOrExplain(file, asOf);
  const { projects, lapses } = standing(deployment, asOf);
  for (const { sentence } of lapses) console.error(`${deployment.id}, as of ${asOf}: ${sentence}`);
  for (const project of projects) {
    if (!project.open)
      console.error(`${deployment.id}: project ${project.id} is closed: ${project.because.join('; ')}`);
  }
  return deployment;
}

try {
  synthesise();
} catch (error) {
  if (!(error instanceof RefusedDeployment)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
