import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assemble } from '../bin/assembly.ts';
import { readOrExplain } from '../bin/deployment-file.ts';
import type { Deployment } from '../lib/config/deployment.ts';
import { templatesOf } from './examples.ts';

const asOf = '2026-11-24';
const thamesValley = readOrExplain(join(__dirname, '..', 'deployments', 'thames-valley.yaml'), asOf);

interface Artifact {
  readonly type: string;
  readonly dependencies?: readonly string[];
  readonly properties: Readonly<Record<string, unknown>>;
}

function synthesise(deployment: Deployment, failOnFindings = true) {
  const outdir = mkdtempSync(join(tmpdir(), 'tre-environment-'));
  try {
    const { policies } = assemble({ deployment, asOf, outdir, validateTemplates: false, failOnFindings });
    const manifest = readFileSync(join(outdir, 'manifest.json'), 'utf8');
    const artifacts: Record<string, Artifact> = JSON.parse(manifest).artifacts;
    return { manifest, artifacts, templates: templatesOf(outdir), policies };
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

const { manifest, artifacts, templates } = synthesise(thamesValley);
const dependenciesOf = (stack: string): readonly string[] => {
  const direct = artifacts[stack]?.dependencies ?? [];
  return [...direct, ...direct.flatMap(dependenciesOf)];
};

test('a deployment is published and deployed by the bootstrap of its own file, the one that its key policies name', () => {
  const named = [...manifest.matchAll(/cdk-([a-z0-9]+)-|\/cdk-bootstrap\/([a-z0-9]+)\//g)].map(
    ([, role, parameter]) => role ?? parameter,
  );
  expect(named.length).toBeGreaterThan(10);
  expect(new Set(named)).toEqual(new Set(['tvssde']));
  expect(JSON.stringify(templates)).toContain('cdk-tvssde-cfn-exec-role');
});

test('the secure browser comes after everything else, and nothing waits for it', () => {
  const stacks = Object.keys(artifacts).filter((id) => artifacts[id]?.type === 'aws:cloudformation:stack');
  const before = new Set(dependenciesOf('SecureBrowser'));
  expect(stacks.filter((stack) => stack !== 'SecureBrowser' && !before.has(stack))).toEqual([]);
  expect(stacks.filter((stack) => dependenciesOf(stack).includes('SecureBrowser'))).toEqual([]);
});

describe('without a secure browser, for a reason and a time', () => {
  const without: Deployment = {
    ...thamesValley,
    identity: {
      ...thamesValley.identity,
      browser: { kind: 'none', reason: 'AWS refuses a portal to this account', expires: '2027-03-31' },
    },
  };

  test('everything else synthesises, and the evidence still holds the finding', () => {
    const { templates: made, policies } = synthesise(without);
    expect(made.length).toBe(templates.length - 1);
    const outcomes = policies.results.find(
      ({ rule }) => rule.id === 'people-enter-through-the-secure-browser',
    )?.outcomes;
    expect(outcomes).toEqual([
      expect.objectContaining({
        result: 'fail',
        reason: 'no secure browser, in groups and subnets of this estate, leads into it',
      }),
    ]);
  });

  test('no template changes but those of the network and the gate, some of whose exports the browser alone read', () => {
    const others = new Map(synthesise(without).templates.map(({ name, template }) => [name, JSON.stringify(template)]));
    const changed = templates.filter(({ name, template }) => (others.get(name) ?? '') !== JSON.stringify(template));
    expect(changed.map(({ name }) => name)).toEqual([
      'tre-thames-valley-network',
      'tre-thames-valley-gate',
      'tre-thames-valley-secure-browser',
    ]);
  });
});
