import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { generatedFiles } from '../../bin/generated-files.ts';
import { audit } from '../../bin/verbs/audit.ts';
import { AuditReport } from '../../policies/audit/audit-schema.ts';
import { assemblyVariable, examples } from '../examples.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tre-audit-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const place = (file: string, content: unknown) => {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(
    join(folder, file),
    typeof content === 'string' || Buffer.isBuffer(content) ? content : JSON.stringify(content),
  );
};

async function run(...args: string[]) {
  const said = { stdout: '', stderr: '' };
  const status = await audit.run(args, {
    stdout: (text) => {
      said.stdout += text;
    },
    stderr: (text) => {
      said.stderr += text;
    },
    today: () => '2026-11-27',
  });
  return { status, ...said };
}

const report = async (...args: string[]): Promise<AuditReport> => {
  const { stdout } = await run(...args, '--json');
  return AuditReport.parse(JSON.parse(stdout));
};

const bucket = { Resources: { Bucket: { Type: 'AWS::S3::Bucket' } } };
const versioned = {
  Resources: { Bucket: { Type: 'AWS::S3::Bucket', Properties: { VersioningConfiguration: { Status: 'Enabled' } } } },
};

describe('exit status', () => {
  test('0 where nothing failed and nothing is unknown', async () => {
    place('t.json', versioned);
    expect((await run(folder, '--rule', 'buckets-are-versioned')).status).toBe(0);
  });

  test('0 for each of our own assemblies, account and region as the manifest says', async () => {
    for (const id of examples.keys()) {
      const { status, stdout } = await run(join(process.env[assemblyVariable] ?? '', id));
      expect([id, status, stdout.includes('0 findings, 0 unknown')]).toEqual([id, 0, true]);
    }
  });

  test('1 where something failed', async () => {
    place('t.json', bucket);
    const { status, stdout } = await run(folder, '--rule', 'buckets-are-versioned');
    expect(status).toBe(1);
    expect(stdout).toContain(
      'fail: t/Bucket (AWS::S3::Bucket) Properties.VersioningConfiguration: versions are not kept',
    );
    expect(stdout).toContain('fix: set VersioningConfiguration.Status to Enabled');
  });

  test('1 where something is unknown, and nothing failed', async () => {
    place(
      't.yaml',
      'Resources:\n  Bucket:\n    Type: AWS::S3::Bucket\n    Properties:\n      VersioningConfiguration: !Ref Parameter\n',
    );
    const { status, stdout } = await run(folder, '--rule', 'buckets-are-versioned');
    expect(status).toBe(1);
    expect(stdout).toContain('the template does not fix Properties.VersioningConfiguration');
  });

  test('1 where a template cannot be read, whatever the others say; every one is named', async () => {
    place('good.json', versioned);
    place('broken.yaml', 'Resources:\n  A: [');
    place('broken.json', '{ "Resources": { "A": ');
    place('tag.yaml', 'Resources:\n  A:\n    Type: !Unheard AWS::S3::Bucket\n');
    const { status, stdout } = await run(folder, '--rule', 'buckets-are-versioned');
    expect(status).toBe(1);
    for (const file of ['broken.yaml', 'broken.json', 'tag.yaml'])
      expect(stdout).toContain(`${file}: cannot be parsed`);
  });

  test.each<[string, string[]]>([
    ['nothing is named', []],
    ['two folders are named', ['a', 'b']],
    ['an option is unknown', ['a', '--loud']],
    ['a rule is unknown', ['a', '--rule', 'buckets-are-version']],
    ['an account is no account', ['a', '--account', '12']],
    ['a region is no region', ['a', '--region', 'London']],
  ])('2 where %s', async (_, args) => {
    const { status, stdout, stderr } = await run(...args);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain('usage: tre audit');
  });

  test('a rule that is nearly known is named', async () => {
    expect((await run('a', '--rule', 'buckets-are-version')).stderr).toContain('did you mean buckets-are');
  });
});

describe('a folder with nothing to audit is refused by name, with what to do', () => {
  test('one that is not there', async () => {
    const { status, stderr } = await run(join(folder, 'missing'));
    expect([status, stderr]).toEqual([1, expect.stringMatching(/missing does not exist; name/)]);
  });

  test('one that is empty, and one without a template', async () => {
    expect((await run(folder)).stderr).toContain('holds no CloudFormation template (no JSON or YAML file)');
    place('package.json', { name: 'x' });
    expect(await run(folder)).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('1 files, none of them a template'),
    });
  });
});

describe('whatever lies in a folder', () => {
  test('a single template is read, and templates of nested folders under names that tell them apart', async () => {
    place('a/t.template.json', bucket);
    place('b/t.yaml', 'Resources:\n  Bucket:\n    Type: AWS::S3::Bucket\n');
    place('b/t.json', bucket);
    const { templates } = await report(folder);
    expect(templates.map(({ stack }) => stack)).toEqual(['a+t', 'b+t (b+t+json)', 'b+t (b+t+yaml)']);
    expect((await report(join(folder, 'b/t.yaml'))).templates).toEqual([{ stack: 't', file: 't.yaml', resources: 1 }]);
  });

  test('files that are no templates are counted and not judged', async () => {
    place('t.json', bucket);
    place('package.json', { name: 'x' });
    place('notes.yaml', 'just text');
    place('picture.json', Buffer.from([0x89, 0x50, 0, 0, 1]));
    place('resources.json', { Resources: { a: 1 } });
    const { skipped, unreadable } = await report(folder);
    expect(skipped.map(({ file }) => file)).toEqual(['notes.yaml', 'package.json', 'picture.json', 'resources.json']);
    expect(unreadable).toEqual([]);
  });

  test('links in a circle end, aliases that unfold to billions and files beyond any template are not read, and say so', async () => {
    place('t.json', bucket);
    symlinkSync(folder, join(folder, 'loop'));
    const levels = Array.from(
      { length: 12 },
      (_, level) => `  b${level}: &b${level} [${`*b${level - 1},`.repeat(9)}]`,
    ).slice(1);
    place(
      'bomb.yaml',
      `Metadata:\n  b0: &b0 [x,x]\n${levels.join('\n')}\nResources:\n  Bucket:\n    Type: AWS::S3::Bucket\n`,
    );
    place('huge.json', `{"Resources":{"A":{"Type":"AWS::S3::Bucket"}},"Metadata":"${'x'.repeat(8_000_000)}"}`);
    place(
      'deep.json',
      `{"Resources":{"A":{"Type":"AWS::S3::Bucket","Properties":${'['.repeat(50_000)}${']'.repeat(50_000)}}}}`,
    );
    const { templates, unreadable, skipped } = await report(folder, '--rule', 'buckets-are-versioned');
    expect(templates.map(({ file }) => file)).toEqual(['t.json']);
    expect(unreadable.map(({ file }) => file).sort()).toEqual(['bomb.yaml', 'deep.json', 'huge.json']);
    expect(skipped.map(({ why }) => why)).toEqual(['is a link to a folder']);
  });

  test('a template of more than CloudFormation takes inline is read', async () => {
    place('t.json', { ...bucket, Metadata: { text: 'x'.repeat(60_000) } });
    expect((await run(folder, '--rule', 'buckets-are-versioned')).status).toBe(1);
  });

  test('two stages that deploy stacks of one name are told apart', async () => {
    for (const region of ['eu-west-2', 'us-east-1']) {
      place(`assembly-${region}/manifest.json`, {
        artifacts: {
          A: {
            type: 'aws:cloudformation:stack',
            environment: `aws://111122223333/${region}`,
            properties: { templateFile: 'a.json', stackName: 'data' },
          },
        },
      });
      place(`assembly-${region}/a.json`, bucket);
    }
    place('manifest.json', {
      artifacts: { stage: { type: 'cdk:cloud-assembly', properties: { directoryName: 'x' } } },
    });
    const { templates } = await report(folder, '--rule', 'resources-stay-in-the-united-kingdom');
    expect(templates.map(({ region }) => region)).toEqual(['eu-west-2', 'us-east-1']);
    expect(new Set(templates.map(({ stack }) => stack)).size).toBe(2);
  });

  test('the template of a nested stack of an assembly stands where its parent stands', async () => {
    place('manifest.json', {
      artifacts: {
        A: {
          type: 'aws:cloudformation:stack',
          environment: 'aws://111122223333/eu-west-2',
          properties: { templateFile: 'a.json' },
        },
        Gone: {
          type: 'aws:cloudformation:stack',
          environment: 'aws://1/x-1',
          properties: { templateFile: 'gone.json' },
        },
      },
    });
    const nested = { Type: 'AWS::CloudFormation::Stack', Metadata: { 'aws:asset:path': 'n.nested.template.json' } };
    place('a.json', { Resources: { Nested: nested } });
    place('n.nested.template.json', bucket);
    const { templates, notRead, unreadable } = await report(folder);
    expect(templates.find(({ file }) => file.startsWith('n.'))).toMatchObject({ stack: 'n', region: 'eu-west-2' });
    expect(notRead).toEqual([]);
    expect(unreadable).toEqual([{ file: 'gone.json', why: 'is named by the manifest and missing' }]);
  });
});

describe('what it prints', () => {
  test('--json is what the committed schema describes, and twice the same', async () => {
    place('t.json', { ...bucket, Parameters: { P: { Type: 'String' } } });
    const [once, again] = [await run(folder, '--json'), await run(folder, '--json')];
    expect(once.stdout).toBe(again.stdout);
    expect(AuditReport.parse(JSON.parse(once.stdout))).toMatchObject({
      ok: false,
      counts: { templates: 1, resources: 1 },
    });
    const path = 'docs/reference/audit-schema.json';
    expect(readFileSync(join(__dirname, '..', '..', path), 'utf8')).toBe(generatedFiles().get(path));
  });

  test('for a person: safes in order, fatal first, kinds that nobody knows, and the sum at the end', async () => {
    place('t.json', { Resources: { ...bucket.Resources, Odd: { Type: 'AWS::Quantum::Thing' } } });
    const { stdout } = await run(folder, '--account', '111122223333', '--region', 'eu-west-2');
    const at = (text: string) => stdout.indexOf(text);
    const order = [
      'Safe settings',
      'Safe data',
      'FAIL    fatal',
      'FAIL    error',
      'Safe outputs',
      'Works on AWS',
      'AWS::Quantum::Thing (1), and no rule looked at it',
      '\nSum\n',
    ];
    expect(order.map(at)).not.toContain(-1);
    expect([...order.map(at).slice(0, 2), at('\nSum\n')]).toEqual(
      [at('Safe settings'), at('Safe data'), at('\nSum\n')].sort((a, b) => a - b),
    );
    expect(stdout).toMatch(/2 resources of 2 kinds in 1 templates: \d+ findings, \d+ unknown, \d+ passes/);
  });

  test('through the command itself, and no stack trace where a template is odd', () => {
    place('t.json', { Resources: { A: null, B: 7, C: { Type: 'AWS::IAM::Role', Properties: [] }, D: { Type: {} } } });
    const command = join(__dirname, '..', '..', 'bin', 'tre');
    const { status, stdout, stderr } = spawnSync(process.execPath, [command, 'audit', folder], { encoding: 'utf8' });
    expect(status).toBe(1);
    expect(`${stdout}${stderr}`).not.toMatch(/^\s+at .*:\d+:\d+\)?$/m);
    expect(stdout).toContain('4 resources');
  });
});
