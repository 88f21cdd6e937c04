import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Template } from '../policies/estate/model.ts';

/** Names the folder in which test/global-setup.ts left one assembly per example. */
export const assemblyVariable = 'TRE_TEST_ASSEMBLY';
export const cacheBeside = (assembly: string): string => `${assembly}-cache`;

/** The templates of one example as synthesised, under the names and environments the policies see; those of nested assemblies last. */
export function templatesOf(folder: string, root = folder): readonly Template[] {
  const { artifacts } = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
  const all = Object.values<{
    type: string;
    environment: string;
    properties: { stackName: string; templateFile: string; directoryName: string };
  }>(artifacts);
  const own = all.filter(({ type }) => type === 'aws:cloudformation:stack');
  const nested = all.filter(({ type }) => type === 'cdk:cloud-assembly');
  return [
    ...own.map(({ environment, properties: { stackName, templateFile } }) => {
      const [, account, region] = /^aws:\/\/([^/]+)\/(.+)$/.exec(environment) ?? [];
      return {
        name: stackName,
        templateFile: relative(root, join(folder, templateFile)),
        account: account === 'unknown-account' ? undefined : account,
        region,
        template: JSON.parse(readFileSync(join(folder, templateFile), 'utf8')),
      };
    }),
    ...nested.flatMap(({ properties: { directoryName } }) => templatesOf(join(folder, directoryName), root)),
  ];
}

const folder = process.env[assemblyVariable];

/** Deployment id -> templates, for both examples. */
export const examples: ReadonlyMap<string, readonly Template[]> = new Map(
  folder === undefined || !existsSync(folder)
    ? []
    : readdirSync(folder).map((id) => [id, templatesOf(join(folder, id))]),
);
