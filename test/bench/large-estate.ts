import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assemble } from '../../bin/assembly.ts';
import { readOrExplain } from '../../bin/deployment-file.ts';
import type { Json, JsonObject } from '../../policies/estate/estate.ts';
import type { Template } from '../../policies/estate/model.ts';
import { templatesOf } from '../examples.ts';
import { asOf } from './many-projects.ts';
import { root } from './process.ts';

const project = 'copd-winter';

/** The example region, synthesised. */
export function exampleTemplates(): readonly Template[] {
  const outdir = mkdtempSync(join(tmpdir(), 'tre-bench-'));
  try {
    const deployment = readOrExplain(join(root, 'deployments', 'thames-valley.yaml'), asOf);
    assemble({ deployment, asOf, outdir, validateTemplates: false, failOnFindings: false });
    return templatesOf(outdir);
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

/** Resource types that no access question asks of, so that an estate grows without them growing. */
const passive: readonly (readonly [string, JsonObject])[] = [
  ['AWS::Athena::NamedQuery', { QueryString: 'SELECT 1', Database: 'd' }],
  ['AWS::Glue::Table', { DatabaseName: 'd', TableInput: { Name: 't' } }],
  ['AWS::CloudWatch::Alarm', { MetricName: 'm', Namespace: 'n' }],
];

/**
 * An estate of copies of one synthesised project beside the stacks that all share. Each copy has its own name wherever the first had one,
 * and further resources until the estate has as many as asked for.
 */
export function largeEstate(templates: readonly Template[], copies: number, resources: number): readonly Template[] {
  const original = templates.find(({ name }) => name.endsWith(`project-${project}`));
  if (original === undefined) throw new Error(`the example has no project ${project}`);
  const shared = templates.filter(({ name }) => !name.includes('-project-'));
  const written = JSON.stringify(original);
  const made = Array.from(
    { length: copies },
    (_, index): Template =>
      JSON.parse(written.replaceAll(project, `p-${index}`).replaceAll(project.replaceAll('-', '_'), `p_${index}`)),
  );
  const all = [...shared, ...made];
  const missing = resources - all.reduce((sum, { template }) => sum + resourcesIn(template).length, 0);
  const each = Math.max(0, Math.ceil(missing / copies));
  return [...shared, ...made.map((template) => padded(template, each))];
}

const resourcesIn = ({ Resources }: JsonObject): readonly [string, Json][] => Object.entries(Resources as JsonObject);

function padded(template: Template, by: number): Template {
  const more = Array.from({ length: by }, (_, index): [string, Json] => {
    const [Type, Properties] = passive[index % passive.length] ?? ['', {}];
    return [`Padding${index}`, { Type, Properties: Properties ?? {} }];
  });
  const Resources = Object.fromEntries([...resourcesIn(template.template), ...more]);
  return { ...template, template: { ...template.template, Resources } };
}
