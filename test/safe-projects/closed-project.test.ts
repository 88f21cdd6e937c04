import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assemble } from '../../bin/assembly.ts';
import type { Deployment } from '../../lib/config/deployment.ts';
import type { Project } from '../../lib/config/project.ts';
import { estateOf, type Template } from '../../policies/estate/model.ts';
import { evaluate } from '../../policies/evaluate.ts';
import { outputRules } from '../../policies/safe-outputs/rules.ts';
import { peopleRules } from '../../policies/safe-people/rules.ts';
import { projectRules } from '../../policies/safe-projects/rules.ts';
import { templatesOf } from '../examples.ts';
import type { Body } from '../mutant.ts';
import { asOf, thamesValley } from './synthesised-projects.ts';

const yesterday = '2026-11-23';

function synthesise(deployment: Deployment): readonly Template[] {
  const outdir = mkdtempSync(join(tmpdir(), 'tre-closed-'));
  try {
    assemble({ deployment, asOf, outdir, validateTemplates: false, failOnFindings: false });
    return templatesOf(outdir);
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

/** The example with one project, or all of them, changed. */
const withProjects = (change: (project: Project) => Project): Deployment => ({
  ...thamesValley,
  projects: thamesValley.projects.map(change),
});

const resourcesOf = (templates: readonly Template[], project: string): Record<string, Body> => {
  const found = templates.find(({ name }) => name.endsWith(`-project-${project}`));
  return found?.template.Resources as unknown as Record<string, Body>;
};

const statementsOf = (templates: readonly Template[], project: string): readonly Record<string, unknown>[] => {
  const policies = resourcesOf(templates, project).ProjectRole?.Properties.Policies as {
    readonly PolicyDocument: { readonly Statement: readonly Record<string, unknown>[] };
  }[];
  return policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
};

const closed = (templates: readonly Template[]): readonly string[] =>
  thamesValley.projects
    .map(({ id }) => id)
    .filter((id) => statementsOf(templates, id).every(({ Effect }) => Effect === 'Deny'));

const open = synthesise(thamesValley);
const expired = synthesise(
  withProjects((project) =>
    project.id === 'stroke-path' ? { ...project, approval: { ...project.approval, expires: yesterday } } : project,
  ),
);

describe('a project whose approval expired yesterday', () => {
  test('is synthesised closed: its role denies everything and allows nothing', () => {
    expect(closed(open)).toEqual([]);
    expect(closed(expired)).toEqual(['stroke-path']);
    expect(statementsOf(expired, 'stroke-path')).toEqual([
      expect.objectContaining({ Effect: 'Deny', Action: '*', Resource: '*' }),
    ]);
  });

  test('keeps its data, key, catalogue and workgroup as they were: nothing but its role changes', () => {
    const [before, after] = [open, expired].map((templates) => resourcesOf(templates, 'stroke-path'));
    expect(Object.keys(after ?? {})).toEqual(Object.keys(before ?? {}));
    const changed = Object.keys(before ?? {}).filter(
      (id) => JSON.stringify(before?.[id]?.Properties) !== JSON.stringify(after?.[id]?.Properties),
    );
    expect(changed).toEqual(['ProjectRole']);
  });

  test('still trusts the broker alone, so that opening it again is one change', () => {
    const [before, after] = [open, expired].map((templates) => resourcesOf(templates, 'stroke-path').ProjectRole);
    expect(after?.Properties.AssumeRolePolicyDocument).toEqual(before?.Properties.AssumeRolePolicyDocument);
  });

  test('changes no other template', () => {
    const others = (templates: readonly Template[]) => templates.filter(({ name }) => !name.endsWith('stroke-path'));
    expect(others(expired).map(({ template }) => JSON.stringify(template))).toEqual(
      others(open).map(({ template }) => JSON.stringify(template)),
    );
  });

  test('satisfies every rule about people, projects and outputs', () => {
    const failures = evaluate([...peopleRules, ...projectRules, ...outputRules], estateOf(expired)).flatMap(
      ({ rule, outcomes }) =>
        outcomes.filter(({ result }) => result === 'fail').map(({ reason }) => `${rule.id}: ${reason}`),
    );
    expect(failures).toEqual([]);
  });
});

test('a project is closed before it starts and after it ends, and open on the last day of its approval', () => {
  const templates = synthesise(
    withProjects((project) => {
      if (project.id === 'copd-winter') return { ...project, starts: '2026-11-25' };
      if (project.id === 'stroke-path') return { ...project, ends: yesterday };
      return { ...project, approval: { ...project.approval, expires: asOf } };
    }),
  );
  expect(closed(templates)).toEqual(['copd-winter', 'stroke-path']);
});

test('an agreement that ran out closes every project that uses its dataset, and no other', () => {
  const deployment: Deployment = {
    ...thamesValley,
    datasets: thamesValley.datasets.map((dataset) =>
      dataset.id === 'gp-events' ? { ...dataset, agreement: { ...dataset.agreement, expires: yesterday } } : dataset,
    ),
  };
  const using = thamesValley.projects
    .filter(({ data }) => data.some(({ dataset }) => dataset === 'gp-events'))
    .map(({ id }) => id);
  expect(using).toHaveLength(2);
  expect(closed(synthesise(deployment))).toEqual(using);
});
