import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Template, Templates } from './template.ts';

export interface StackArtifact {
  /** Logical name in the app, by which `cdk deploy` selects. */
  readonly id: string;
  readonly stackName: string;
  readonly templateFile: string;
}

interface Manifest {
  readonly artifacts: Readonly<
    Record<string, { type: string; properties?: { stackName?: string; templateFile?: string } }>
  >;
}

/** The stacks of a cloud assembly, in the order of its manifest. */
export function stacksOf(folder: string): readonly StackArtifact[] {
  const manifest: Manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
  return Object.entries(manifest.artifacts).flatMap(([id, { type, properties }]) =>
    type === 'aws:cloudformation:stack' && properties?.templateFile !== undefined
      ? [{ id, stackName: properties.stackName ?? id, templateFile: properties.templateFile }]
      : [],
  );
}

export const templatesOf = (folder: string): Templates =>
  new Map(
    stacksOf(folder).map(({ stackName, templateFile }): [string, Template] => [
      stackName,
      JSON.parse(readFileSync(join(folder, templateFile), 'utf8')),
    ]),
  );

/**
 * A copy of the assembly with other templates; assets and manifest stay as they were. The validation report stays behind: it speaks of the
 * original, whose findings are a row of their own, and with errors in it CDK deploys nothing.
 */
export function copyWith(folder: string, templates: Templates, into: string): void {
  cpSync(folder, into, { recursive: true });
  rmSync(join(into, 'validation-report.json'), { force: true });
  for (const { stackName, templateFile } of stacksOf(folder)) {
    writeFileSync(join(into, templateFile), JSON.stringify(templates.get(stackName), undefined, 1));
  }
}
