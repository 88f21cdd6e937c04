import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { App, Stage } from 'aws-cdk-lib';
import { bundleLambdas } from '../lib/bundle-lambdas.ts';
import { addEnvironment } from '../lib/environment.ts';
import { judge } from './assembly.ts';
import { today } from './clock.ts';
import { readOrExplain } from './deployment-file.ts';

/**
 * The CDK app. `-c deployment=<file>` makes the stacks of one deployment the stacks of the app, so that `cdk deploy --all`
 * deploys them in one go. Without it every file under `deployments/` becomes a Stage: all are synthesised and judged, and
 * `cdk deploy --all` finds no stack in the main assembly.
 */
const app = new App({ analyticsReporting: false });
const asOf: string = app.node.tryGetContext('asOf') ?? today();
const file: string | undefined = app.node.tryGetContext('deployment');

bundleLambdas();
if (file !== undefined) {
  addEnvironment(app, readOrExplain(file, asOf), asOf);
  judge(app);
} else {
  const folder = join(__dirname, '..', 'deployments');
  for (const name of readdirSync(folder)
    .filter((entry) => /\.ya?ml$/.test(entry))
    .sort()) {
    const stage = new Stage(app, basename(name).replace(/\.ya?ml$/, ''));
    addEnvironment(stage, readOrExplain(join(folder, name), asOf), asOf);
    judge(stage);
  }
  console.error(
    'every file under deployments/ is synthesised; to deploy one: npx cdk deploy --all -c deployment=<file>',
  );
}
app.synth();
