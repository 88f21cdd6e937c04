import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { App, CfnResource, Stack, Stage } from 'aws-cdk-lib';
import { NothingToAudit, readTemplates } from '../../policies/audit/read-templates.ts';
import { estateOf } from '../../policies/estate/model.ts';

const loaded = (path: string) => estateOf(readTemplates(path).templates);
const unreadable = (path: string) =>
  readTemplates(path)
    .unreadable.map(({ file, why }) => `${file} ${why}`)
    .sort()
    .join('\n');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'estate-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const place = (file: string, content: unknown) => {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), typeof content === 'string' ? content : JSON.stringify(content));
};

test('a cloud assembly is read with the assemblies of its stages, by stack name and environment', () => {
  const app = new App({ outdir: folder });
  const stage = new Stage(app, 'region');
  const stack = new Stack(stage, 'Data', {
    stackName: 'tre-x-data',
    env: { account: '111122223333', region: 'eu-west-2' },
  });
  new CfnResource(stack, 'Bucket', { type: 'AWS::S3::Bucket', properties: { Where: stack.region } });
  app.synth();
  const estate = loaded(folder);
  expect(estate.stacks.map(({ name, account, region }) => [name, account, region])).toEqual([
    ['tre-x-data', '111122223333', 'eu-west-2'],
  ]);
  expect(estate.at('tre-x-data/Bucket')?.properties.Where).toBe('eu-west-2');
});

test('a folder of templates is read, JSON and YAML, with the short forms of YAML', () => {
  place(
    'a/data.yaml',
    'Resources:\n  Bucket:\n    Type: AWS::S3::Bucket\n  Policy:\n    Type: AWS::S3::BucketPolicy\n    Properties:\n      Bucket: !Ref Bucket\n      Arn: !GetAtt Bucket.Arn\n      Text: !Sub "${Bucket}-x"\n      Joined: !Join ["-", [a, !Ref Bucket]]\n',
  );
  place('b.template.json', { Resources: { Key: { Type: 'AWS::KMS::Key' } } });
  place('package.json', { name: 'not a template' });
  const estate = loaded(folder);
  expect(estate.resources.map(({ address }) => address).sort()).toEqual(['a+data/Bucket', 'a+data/Policy', 'b/Key']);
  expect(estate.at('a+data/Policy')?.properties).toEqual({
    Bucket: '${a+data/Bucket}',
    Arn: '${a+data/Bucket.Arn}',
    Text: '${a+data/Bucket}-x',
    Joined: 'a-${a+data/Bucket}',
  });
});

test('a folder that holds nothing is refused, for an empty estate would prove everything', () => {
  expect(() => readTemplates(folder)).toThrow(NothingToAudit);
});

test('a folder that is not there is refused by name', () => {
  expect(() => readTemplates(join(folder, 'missing'))).toThrow(/missing/);
});

test('every template that cannot be read is named at once', () => {
  place('one.json', '{ "Resources": { broken');
  place('two.yaml', 'Resources:\n  A: [');
  place('three.json', { Resources: {} });
  expect(unreadable(folder)).toMatch(/one\.json[\s\S]*two\.yaml/);
});

test('a template that the manifest names and nobody wrote is refused', () => {
  place('manifest.json', {
    artifacts: {
      A: { type: 'aws:cloudformation:stack', environment: 'aws://1/eu-west-2', properties: { templateFile: 'a.json' } },
    },
  });
  expect(unreadable(folder)).toMatch(/a\.json is named by the manifest and missing/);
});
