import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stage } from 'aws-cdk-lib';
import { cdkContext, judge } from '../../bin/assembly.ts';
import { bundleLambdas } from '../../lib/bundle-lambdas.ts';
import { addEnvironment } from '../../lib/environment.ts';
import { asOf, region } from './many-projects.ts';

/** `regions.ts <regions>`: synthesises and judges so many regions of 40 projects in one process, for the caller to measure. */
const count = Number(process.argv[2]);
const outdir = mkdtempSync(join(tmpdir(), 'tre-bench-'));
bundleLambdas();
const app = new App({
  outdir,
  analyticsReporting: false,
  builtinCloudFormationValidation: false,
  context: cdkContext(),
});
for (let index = 0; index < count; index++) {
  const stage = new Stage(app, `region-${index}`);
  addEnvironment(stage, region(`region-${index}`, 40), asOf);
  judge(stage);
}
app.synth();
rmSync(outdir, { recursive: true });
