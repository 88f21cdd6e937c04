import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { parse } from 'yaml';
import type { Estate, Json, JsonObject } from './estate.ts';
import { estateOf, type Template } from './model.ts';
import { intrinsicTags } from './yaml-intrinsics.ts';

/** A folder from which no estate can be made. The message names every file that is in the way. */
export class UnreadableEstate extends Error {
  override readonly name = 'UnreadableEstate';
}

/**
 * The estate of a cloud assembly (`manifest.json`, nested assemblies of Stages too) or of a folder of CloudFormation templates,
 * JSON or YAML.
 * @throws UnreadableEstate when the folder is missing, holds no template, or holds one that cannot be read: an estate that was
 * looked at in part would prove nothing.
 */
export function loadEstate(folder: string): Estate {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) {
    throw new UnreadableEstate(`${folder} must be a folder of templates or a cloud assembly; name one that exists`);
  }
  const troubles: string[] = [];
  const templates = existsSync(join(folder, 'manifest.json'))
    ? fromAssembly(folder, folder, troubles)
    : fromFolder(folder, troubles);
  if (troubles.length > 0) throw new UnreadableEstate(troubles.join('\n'));
  if (templates.length === 0)
    throw new UnreadableEstate(`${folder} holds no CloudFormation template; synthesise first or name another folder`);
  return estateOf(templates);
}

const isObject = (value: unknown): value is JsonObject =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

function fromAssembly(root: string, folder: string, troubles: string[]): Template[] {
  const manifest = read(join(folder, 'manifest.json'), troubles);
  const artifacts = isObject(manifest) && isObject(manifest.artifacts) ? manifest.artifacts : {};
  return Object.entries(artifacts).flatMap(([id, artifact]): Template[] => {
    if (!isObject(artifact) || !isObject(artifact.properties)) return [];
    if (artifact.type === 'cdk:cloud-assembly')
      return fromAssembly(root, join(folder, String(artifact.properties.directoryName)), troubles);
    if (artifact.type !== 'aws:cloudformation:stack') return [];
    const file = join(folder, String(artifact.properties.templateFile));
    if (!existsSync(file)) {
      troubles.push(`${file} is named by the manifest and missing; synthesise again`);
      return [];
    }
    const template = read(file, troubles);
    if (!isObject(template)) return [];
    const [, account, region] = /^aws:\/\/([^/]+)\/(.+)$/.exec(String(artifact.environment)) ?? [];
    const stackName = artifact.properties.stackName;
    return [
      {
        name: typeof stackName === 'string' ? stackName : id,
        templateFile: relative(root, file),
        template,
        account: account === 'unknown-account' ? undefined : account,
        region: region === 'unknown-region' ? undefined : region,
      },
    ];
  });
}

function fromFolder(folder: string, troubles: string[]): Template[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(json|ya?ml|template)$/i.test(file) && !file.split('/').includes('node_modules'))
    .sort()
    .flatMap((file): Template[] => {
      const template = read(join(folder, file), troubles);
      if (!isObject(template) || !isObject(template.Resources)) return [];
      const name = join(dirname(file), basename(file).replace(/(\.template)?\.(json|ya?ml|template)$/i, ''));
      return [{ name, templateFile: file, template }];
    });
}

function read(file: string, troubles: string[]): Json | undefined {
  try {
    const text = readFileSync(file, 'utf8');
    return /^\s*[{[]/.test(text) ? JSON.parse(text) : parse(text, { customTags: intrinsicTags });
  } catch (error) {
    troubles.push(`${file} cannot be read: ${error instanceof Error ? error.message.split('\n')[0] : error}`);
    return undefined;
  }
}
