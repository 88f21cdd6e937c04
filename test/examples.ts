import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Template } from '../policies/estate/model.ts';

/** Names the folder in which test/global-setup.ts left one assembly per example. */
export const assemblyVariable = 'TRE_TEST_ASSEMBLY';

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

const folder = process.env[assemblyVariable];

/** Deployment id -> templates, for both examples. */
export const examples: ReadonlyMap<string, readonly Template[]> = new Map(
  folder === undefined || !existsSync(folder)
    ? []
    : readdirSync(folder).map((id) => [id, templatesOf(join(folder, id))]),
);
