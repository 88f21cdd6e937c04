import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import type { NagPack } from 'cdk-nag';
import type { Template } from '../../policies/estate/model.ts';
import { changed, type Judge, newFinding } from './judge.ts';

/** Made once for all packs that ask. */
const included = new WeakMap<Template, { readonly app: App; readonly stack: Stack }>();
const folder = mkdtempSync(join(tmpdir(), 'tre-mutants-'));
const file = join(folder, 'template.json');
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

/** References across stacks stay what they are; this one CfnInclude does not know, and packs read it as any other reference. */
const known = (text: string): string => text.replaceAll('"Fn::GetStackOutput"', '"Fn::ImportValue"');

function include(template: Template): { readonly app: App; readonly stack: Stack } {
  writeFileSync(file, known(JSON.stringify(template.template)));
  const app = new App({ analyticsReporting: false, builtinCloudFormationValidation: false });
  const stack = new Stack(app, 'Stack');
  new CfnInclude(stack, 'Template', { templateFile: file });
  included.set(template, { app, stack });
  return { app, stack };
}

/**
 * A pack of cdk-nag, which wants constructs: each changed template is included into a stack of its own. Acknowledgements stand in
 * constructs and are not asked; what a pack finds in the unchanged template is no kill.
 */
export function nagJudge(name: string, packOf: (app: App) => NagPack): Judge {
  const findingsOf = (template: Template): readonly string[] => {
    const { app, stack } = included.get(template) ?? include(template);
    return packOf(app)
      .validateScope(stack)
      .violations.filter(({ ruleName }) => !ruleName.includes('CdkNagValidationFailure'))
      .flatMap(({ ruleName, violatingResources }) =>
        violatingResources.map((resource) => {
          const { constructPath = '' } = resource as { readonly constructPath?: string };
          return `${ruleName} ${constructPath}`;
        }),
      );
  };
  const baselines = new Map<Template, readonly string[]>();
  return {
    name,
    verdict(mutated, base) {
      try {
        for (const { after, before } of changed(mutated, base)) {
          const known = baselines.get(before) ?? findingsOf(before);
          baselines.set(before, known);
          const found = newFinding(known, findingsOf(after));
          if (found !== undefined) return { by: found.split(' ')[0] };
        }
        return { by: undefined };
      } catch (error) {
        return { by: undefined, unread: error instanceof Error ? error.message.slice(0, 120) : String(error) };
      }
    },
  };
}
