import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, type Stage, Validations } from 'aws-cdk-lib';
import {
  ASSET_RESOURCE_METADATA_ENABLED_CONTEXT,
  type CloudAssembly,
  PATH_METADATA_ENABLE_CONTEXT,
} from 'aws-cdk-lib/cx-api';
import { bundleLambdas } from '../lib/bundle-lambdas.ts';
import type { Deployment } from '../lib/config/deployment.ts';
import { addEnvironment } from '../lib/environment.ts';
import { RecordedAwsSolutions } from '../policies/nag.ts';
import { TemplateRules } from '../policies/plugin.ts';
import type { Rule } from '../policies/rule.ts';
import { rules } from '../policies/rules.ts';
import { worksOnAwsRules } from '../policies/works-on-aws/rules.ts';
import type { WorksOnAwsRule } from '../policies/works-on-aws/works-on-aws-rule.ts';

export interface AssemblyOptions {
  readonly deployment: Deployment;
  readonly asOf: string;
  /** Where the cloud assembly goes. */
  readonly outdir: string;
  /** CDK's built-in CloudFormation validation; costs seconds. */
  readonly validateTemplates: boolean;
  /** Throw at the first failed rule (synth), or write everything down and go on (evidence). */
  readonly failOnFindings: boolean;
}

/** An assembly and everything that was seen while it was judged. */
export interface JudgedAssembly {
  readonly assembly: CloudAssembly;
  /** Is it safe: evidence for controls. */
  readonly policies: TemplateRules<Rule>;
  /** Will it deploy, and do what it says, on real AWS. */
  readonly worksOnAws: TemplateRules<WorksOnAwsRule>;
  readonly nag: RecordedAwsSolutions;
}

/** The policies judge one deployment at a time: its stacks are one estate. */
export function judge(stage: Stage): Omit<JudgedAssembly, 'assembly'> {
  const policies = new TemplateRules('tre', rules);
  const worksOnAws = new TemplateRules('works-on-aws', worksOnAwsRules);
  const nag = new RecordedAwsSolutions(stage, { verbose: true });
  Validations.of(stage).addPlugins(policies, worksOnAws, nag);
  return { policies, worksOnAws, nag };
}

/**
 * The context of `cdk.json` and what the CDK command line adds to it: with the same context the templates have the same bytes, and the
 * hashes in the evidence are those of what is deployed.
 */
export const cdkContext = (): Record<string, unknown> => ({
  ...JSON.parse(readFileSync(join(__dirname, '..', 'cdk.json'), 'utf8')).context,
  [PATH_METADATA_ENABLE_CONTEXT]: true,
  [ASSET_RESOURCE_METADATA_ENABLED_CONTEXT]: true,
});

/** Synthesises one deployment on its own, outside the CDK command line. */
export function assemble(options: AssemblyOptions): JudgedAssembly {
  bundleLambdas();
  const app = new App({
    outdir: options.outdir,
    analyticsReporting: false,
    builtinCloudFormationValidation: options.validateTemplates,
    context: { ...cdkContext(), '@aws-cdk/core:failSynthOnValidationErrors': options.failOnFindings },
  });
  addEnvironment(app, options.deployment, options.asOf);
  const judged = judge(app);
  return { assembly: app.synth(), ...judged };
}
