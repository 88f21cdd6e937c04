import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { assemble } from '../../bin/assembly.ts';
import { readOrExplain } from '../../bin/deployment-file.ts';
import type { Deployment } from '../../lib/config/deployment.ts';

const asOf = '2026-11-24';
const thamesValley = readOrExplain(join(__dirname, '..', '..', 'deployments', 'thames-valley.yaml'), asOf);

const another = (deployment: Deployment, index: number) => {
  const [first] = deployment.projects;
  if (first === undefined) throw new Error('the example has no project to copy');
  return { ...first, id: `more-${index}` };
};

const withProjects = (more: number): Deployment => ({
  ...thamesValley,
  projects: [...thamesValley.projects, ...Array.from({ length: more }, (_, index) => another(thamesValley, index))],
});

/** Template file -> bytes. */
function templates(deployment: Deployment): Map<string, string> {
  const outdir = mkdtempSync(join(tmpdir(), 'tre-projects-'));
  assemble({ deployment, asOf, outdir, validateTemplates: false, failOnFindings: true });
  const found = readdirSync(outdir, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.template.json'),
  );
  const read = new Map(found.map((file) => [basename(file), readFileSync(join(outdir, file), 'utf8')]));
  rmSync(outdir, { recursive: true });
  return read;
}

test('a fourth project adds one stack and changes no other template by a byte', () => {
  const before = templates(thamesValley);
  const after = templates(withProjects(1));
  expect(after.size).toBe(before.size + 1);
  for (const [file, template] of before) expect(after.get(file)).toBe(template);
});

test('the first project changes no other template either', () => {
  const before = templates({ ...thamesValley, projects: [] });
  const after = templates(thamesValley);
  expect(after.size).toBe(before.size + thamesValley.projects.length);
  for (const [file, template] of before) expect(after.get(file)).toBe(template);
});

test('forty projects synthesise, pass every rule and stay within the quotas of CloudFormation', () => {
  const forty = templates(withProjects(40 - thamesValley.projects.length));
  expect([...forty.keys()].filter((file) => /Project/.test(file)).length).toBe(40);
  for (const template of forty.values()) {
    expect(Buffer.byteLength(template)).toBeLessThan(1_000_000);
    expect(Object.keys(JSON.parse(template).Resources).length).toBeLessThan(500);
  }
});
