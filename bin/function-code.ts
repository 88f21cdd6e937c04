import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { FunctionCode } from '../policies/evidence/result.ts';

interface Template {
  readonly Resources?: Readonly<
    Record<string, { Type?: string; Properties?: { FunctionName?: unknown; Code?: { S3Key?: unknown } } }>
  >;
}

/**
 * Of every function of a template, what was bundled for it. CDK names the package by a hash of what went into it, and zips it when it is
 * published; so the hashes of the files inside are what can be compared with a function that runs.
 *
 * @param folder of the whole assembly, in which packages lie as `asset.<hash>`
 */
export function functionCode(stack: string, template: Template, folder: string): FunctionCode[] {
  return Object.entries(template.Resources ?? {}).flatMap(([logicalId, { Type, Properties }]): FunctionCode[] => {
    if (Type !== 'AWS::Lambda::Function') return [];
    const asset = /^([0-9a-f]{64})\.zip$/.exec(String(Properties?.Code?.S3Key))?.[1];
    const name = Properties?.FunctionName;
    return [
      {
        resource: `${stack}/${logicalId}`,
        name: typeof name === 'string' ? name : 'named by CloudFormation',
        asset: asset ?? 'unknown',
        files: asset === undefined ? [] : filesOf(join(folder, `asset.${asset}`)),
      },
    ];
  });
}

function filesOf(folder: string): FunctionCode['files'] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => statSync(join(folder, file)).isFile())
    .sort()
    .map((path) => ({
      path,
      sha256: createHash('sha256')
        .update(readFileSync(join(folder, path)))
        .digest('hex'),
    }));
}
