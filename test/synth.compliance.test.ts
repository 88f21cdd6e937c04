import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { CfnDetector } from 'aws-cdk-lib/aws-guardduty';
import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { cdkContext, judge } from '../bin/assembly.ts';

/** Everything on, as a platform team runs it: `cdk synth` with CloudFormation validation as errors, cdk-nag and our rules. */
const root = join(__dirname, '..');
const scratch = mkdtempSync(join(tmpdir(), 'tre-compliance-'));
const examples = readdirSync(join(root, 'deployments')).filter((name) => name.endsWith('.yaml'));

const judges = ['AwsSolutions', 'CloudFormation Validate', 'tre', 'works-on-aws'];

interface Report {
  readonly pluginReports: readonly {
    readonly pluginName: string;
    readonly violations: readonly { readonly ruleName: string; readonly severity?: string }[];
    readonly suppressedViolations?: readonly {
      readonly ruleName: string;
      readonly acknowledgedId: string;
      readonly reason: string;
      readonly violatingConstructs?: readonly { readonly constructPath: string }[];
    }[];
  }[];
}

const cdk = (...args: string[]) =>
  spawnSync(process.execPath, [join(root, 'node_modules', 'aws-cdk', 'bin', 'cdk'), ...args], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, CDK_VALIDATION: 'true', CDK_DISABLE_CLI_TELEMETRY: 'true', NODE_ENV: 'production' },
  });

const all = join(scratch, 'all');
const synthesis = cdk('synth', '-q', '-o', all);
const report: Report = existsSync(join(all, 'validation-report.json'))
  ? JSON.parse(readFileSync(join(all, 'validation-report.json'), 'utf8'))
  : { pluginReports: [] };

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

test('cdk synth -q without a deployment synthesises every file under deployments/', () => {
  expect(`${synthesis.stdout}${synthesis.stderr}`).not.toMatch(/\berror\b/i);
  expect(synthesis.status).toBe(0);
  const assemblies = readdirSync(all).filter((name) => name.startsWith('assembly-'));
  expect(assemblies.length).toBe(examples.length);
});

test('CloudFormation validation, cdk-nag and our rules found no error', () => {
  const errors = report.pluginReports.flatMap(({ violations }) =>
    violations.filter(({ severity }) => severity === 'error' || severity === 'fatal').map(({ ruleName }) => ruleName),
  );
  expect(errors).toEqual([]);
});

test('each of the judges bites: what is wrong four times over is refused by all of them', () => {
  // A judge that finds nothing leaves no trace in the report, so that it ran is shown by what it refuses.
  const outdir = join(scratch, 'bad');
  const app = new App({ outdir, analyticsReporting: false, context: cdkContext() });
  const stack = new Stack(app, 'Bad', { stackName: 'tre-bad-safe-data' });
  new CfnBucket(stack, 'VaultBucket').addPropertyOverride('NoSuchProperty', true);
  for (const id of ['First', 'Second']) new CfnDetector(stack, id, { enable: true });
  judge(app);
  expect(() => app.synth()).toThrow(expect.objectContaining({ name: 'ValidationFailed' }));
  const refused: Report = JSON.parse(readFileSync(join(outdir, 'validation-report.json'), 'utf8'));
  const failing = refused.pluginReports.filter(({ violations }) =>
    violations.some(({ severity }) => severity === 'error' || severity === 'fatal'),
  );
  expect(failing.map(({ pluginName }) => pluginName).sort()).toEqual(judges);
});

test('every acknowledgement is qualified, and each has a reason of its own', () => {
  const acknowledged = report.pluginReports.flatMap(({ suppressedViolations = [] }) => suppressedViolations);
  expect(acknowledged.length).toBeGreaterThan(0);
  for (const { acknowledgedId, reason } of acknowledged) {
    expect(acknowledgedId).toContain('::');
    expect(reason.length).toBeGreaterThan(20);
  }
  const places = acknowledged.flatMap(({ acknowledgedId, reason, violatingConstructs = [] }) =>
    violatingConstructs.map(({ constructPath }) => ({
      said: `${constructPath.split('/')[0]}: ${reason}`,
      acknowledgedId,
      constructPath,
    })),
  );
  const elsewhere = places.filter(({ said, constructPath }) =>
    places.some((other) => other.said === said && other.constructPath !== constructPath),
  );
  expect(places.length).toBeGreaterThan(40);
  expect(elsewhere).toEqual([]);
});

/** Alone the stacks stand at the root, among others in a Stage: construct and asset paths in the metadata tell, nothing else may. */
function withoutMetadata(template: string): string {
  const parsed: { Resources: Record<string, { Metadata?: unknown }> } = JSON.parse(template);
  for (const resource of Object.values(parsed.Resources)) delete resource.Metadata;
  return JSON.stringify(parsed);
}

test.each(examples)('%s gives the same templates on its own as among the others', (name) => {
  const alone = join(scratch, basename(name));
  const { status, stderr } = cdk('synth', '-q', '-o', alone, '-c', `deployment=${join('deployments', name)}`);
  expect(stderr).not.toMatch(/\berror\b/i);
  expect(status).toBe(0);
  const templates = readdirSync(alone).filter((file) => file.endsWith('.template.json'));
  expect(templates.length).toBeGreaterThan(4);
  const nested = join(all, `assembly-${name.replace(/\.yaml$/, '')}`);
  const among = readdirSync(nested).filter((file) => file.endsWith('.template.json'));
  const bodies = (folder: string, files: readonly string[]) =>
    files.map((file) => withoutMetadata(readFileSync(join(folder, file), 'utf8'))).sort();
  expect(bodies(nested, among)).toEqual(bodies(alone, templates));
});

test('the hashes in the evidence are those of the templates that are deployed', () => {
  const out = join(scratch, 'evidence');
  const file = join(root, 'deployments', 'greater-manchester.yaml');
  spawnSync(process.execPath, [join(root, 'bin', 'tre'), 'evidence', file, '--out', out]);
  const { templates } = JSON.parse(readFileSync(join(out, 'gtr-manchester', 'results.json'), 'utf8'));
  expect(templates.length).toBeGreaterThan(4);
  for (const { file: name, sha256 } of templates) {
    const deployed = readFileSync(join(scratch, 'greater-manchester.yaml', name));
    expect([name, createHash('sha256').update(deployed).digest('hex')]).toEqual([name, sha256]);
  }
});

test('cdk deploy --all without a deployment deploys nothing and says which option is missing', () => {
  const { status, stderr, stdout } = cdk('deploy', '--all', '--no-validation');
  expect(status).not.toBe(0);
  expect(`${stdout}${stderr}`).toContain('-c deployment=<file>');
});
