import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { JsonObject } from '../../policies/estate/estate.ts';
import { intrinsicTags } from '../../policies/estate/yaml-intrinsics.ts';
import { assemblyVariable, examples } from '../examples.ts';

interface Declared {
  readonly Default?: string;
  readonly AllowedValues?: readonly string[];
}

interface Bootstrap {
  readonly Parameters: Readonly<Record<string, Declared>>;
  readonly Resources: Readonly<Record<string, { readonly Type: string; readonly Properties: JsonObject }>>;
  readonly Outputs: Readonly<Record<string, { readonly Value: unknown }>>;
}

const cli = join(__dirname, '..', '..', 'node_modules', 'aws-cdk');
const theirs: Bootstrap = parse(readFileSync(join(cli, 'lib', 'api', 'bootstrap', 'bootstrap-template.yaml'), 'utf8'), {
  customTags: intrinsicTags,
});

const all = [...examples].map(([deployment, templates]) => {
  const found = templates.find(({ name }) => name.startsWith('CDKToolkit'));
  if (found === undefined) throw new Error(`${deployment} has no bootstrap`);
  return {
    deployment,
    qualifier: found.name.split('-')[1] ?? 'hnb659fds',
    template: found.template as unknown as Bootstrap,
  };
});

const rolesOf = ({ Resources }: Bootstrap) => Object.values(Resources).filter(({ Type }) => Type === 'AWS::IAM::Role');

describe.each(all)('the bootstrap of $deployment', ({ deployment, qualifier, template }) => {
  test('is one that the command line knows as a bootstrap of its own version', () => {
    expect(template.Outputs.BootstrapVersion?.Value).toBe(theirs.Outputs.BootstrapVersion?.Value);
    const parameter = template.Resources.CdkBootstrapVersion?.Properties;
    expect(parameter).toMatchObject({
      Name: `/cdk-bootstrap/${qualifier}/version`,
      Value: theirs.Outputs.BootstrapVersion?.Value,
    });
    expect(Object.keys(template.Outputs)).toEqual(expect.arrayContaining(['BucketName', 'BucketDomainName']));
  });

  test('declares what `cdk bootstrap` passes whatever a template says, and takes the values that it passes', () => {
    // With the options of the how-to page: the rest is passed only where it is not empty.
    const passed = {
      FileAssetsBucketKmsKeyId: 'AWS_MANAGED_KEY',
      PublicAccessBlockConfiguration: 'true',
      Qualifier: qualifier,
    };
    for (const [name, value] of Object.entries(passed))
      expect(template.Parameters[name]?.AllowedValues).toContain(value);
  });

  test('is not replaced by the default template, which is of another variant', () => {
    const variant = template.Parameters.BootstrapVariant?.Default;
    expect(variant).toEqual(expect.any(String));
    expect(variant).not.toBe(theirs.Parameters.BootstrapVariant?.Default);
  });

  test('has every role and the bucket that the assembly will look for', () => {
    const folder = join(process.env[assemblyVariable] ?? '', deployment);
    const manifest = readFileSync(join(folder, 'manifest.json'), 'utf8');
    const wanted = new Set([...manifest.matchAll(/role\/(cdk-[a-z0-9-]+)/g)].map(([, name]) => name));
    const names = rolesOf(template).map(({ Properties }) => Properties.RoleName);
    expect(wanted.size).toBeGreaterThan(2);
    expect([...wanted].filter((name) => !names.includes(name ?? ''))).toEqual([]);
    const [, bucket] = /s3:\/\/(cdk-[a-z0-9-]+)\//.exec(manifest) ?? [];
    expect(template.Resources.StagingBucket?.Properties.BucketName).toBe(bucket);
  });

  test('lets CloudFormation make every kind of resource that the templates hold', () => {
    const rights = JSON.stringify(template.Resources).toLowerCase();
    const servicesOf: Readonly<Record<string, string>> = {
      accessanalyzer: 'access-analyzer',
      cognito: 'cognito-idp',
      macie: 'macie2',
      workspacesweb: 'workspaces-web',
    };
    const kinds = new Set(
      (examples.get(deployment) ?? [])
        .filter(({ name }) => name.startsWith('tre-') && !name.endsWith('-guardrails'))
        .flatMap(({ template: { Resources } }) => Object.values(Resources as JsonObject))
        .map(
          (body) =>
            String((body as JsonObject).Type)
              .split('::')[1]
              ?.toLowerCase() ?? '',
        ),
    );
    const without = [...kinds].filter(
      (kind) => kind !== 'cloudformation' && !rights.includes(`"${servicesOf[kind] ?? kind}:`),
    );
    expect(without).toEqual([]);
  });

  test('stays out of `cdk deploy --all`, which takes the stacks of the main assembly', () => {
    const manifest = JSON.parse(
      readFileSync(join(process.env[assemblyVariable] ?? '', deployment, 'manifest.json'), 'utf8'),
    );
    const main = Object.values<{ type: string; properties?: { stackName?: string } }>(manifest.artifacts)
      .filter(({ type }) => type === 'aws:cloudformation:stack')
      .map(({ properties }) => properties?.stackName ?? '');
    expect(main.length).toBeGreaterThan(4);
    expect(main.filter((name) => /^CDKToolkit|-guardrails$/.test(name))).toEqual([]);
  });
});

test('where the organisation demands a boundary, every role of the bootstrap bears it and every role it makes must', () => {
  const bootstrap = all.find(({ deployment }) => deployment === 'thames-valley')?.template;
  const boundary = 'arn:aws:iam::111122223333:policy/LandingZoneBoundary';
  const roles = bootstrap === undefined ? [] : rolesOf(bootstrap);
  expect(roles.length).toBe(4);
  for (const { Properties } of roles) expect(Properties.PermissionsBoundary).toBe(boundary);
  const making = roles
    .flatMap(
      ({ Properties }) => (Properties.Policies as unknown as { PolicyDocument: { Statement: JsonObject[] } }[]) ?? [],
    )
    .flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
    .filter(({ Effect, Action }) => Effect === 'Allow' && [Action].flat().includes('iam:CreateRole'));
  expect(making.map(({ Condition }) => Condition)).toEqual([{ StringEquals: { 'iam:PermissionsBoundary': boundary } }]);
});

test('the pinned command line reads the template and shows it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tre-bootstrap-'));
  const file = join(folder, 'bootstrap.json');
  writeFileSync(file, JSON.stringify(all[0]?.template));
  const { status, stdout } = spawnSync(
    process.execPath,
    [join(cli, 'bin', 'cdk'), 'bootstrap', '--show-template', '--json', '--template', file, '--no-notices'],
    { cwd: folder, encoding: 'utf8', env: { ...process.env, CDK_DISABLE_CLI_TELEMETRY: 'true' } },
  );
  rmSync(folder, { recursive: true, force: true });
  expect(status).toBe(0);
  expect(stdout).toContain('CloudFormationExecutionRole');
});
