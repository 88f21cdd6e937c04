import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Template } from '../policies/estate/model.ts';

/** Where test/global-setup.ts leaves one assembly per example. */
export const testAssembly = join(__dirname, '..', 'build', 'test-assembly');

/** The templates of one example as synthesised, under the names and environments the policies see. */
export function templatesOf(folder: string): readonly Template[] {
  const { artifacts } = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
  const stacks = Object.values<{
    type: string;
    environment: string;
    properties: { stackName: string; templateFile: string };
  }>(artifacts).filter(({ type }) => type === 'aws:cloudformation:stack');
  return stacks.map(({ environment, properties: { stackName, templateFile } }) => {
    const [, account, region] = /^aws:\/\/([^/]+)\/(.+)$/.exec(environment) ?? [];
    return {
      name: stackName,
      templateFile,
      account,
      region,
      template: JSON.parse(readFileSync(join(folder, templateFile), 'utf8')),
    };
  });
}

/** Deployment id -> templates, for both examples. */
export const examples: ReadonlyMap<string, readonly Template[]> = new Map(
  (existsSync(testAssembly) ? readdirSync(testAssembly) : []).map((id) => [id, templatesOf(join(testAssembly, id))]),
);
