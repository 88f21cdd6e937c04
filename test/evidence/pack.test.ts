import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pack } from '../../policies/evidence/pack.ts';
import { packCounts } from '../../policies/evidence/results.ts';
import { Results, resultsJsonSchema } from '../../policies/evidence/results-schema.ts';
import { full, outcome, ran, subject, table } from './subject.ts';

const files = pack(full(), table);
const results = Results.parse(JSON.parse(files.get('results.json') ?? ''));

test('a pack is a page, the sheets, a picture, the results and their hashes', () => {
  expect([...files.keys()]).toEqual([
    'index.html',
    'network-paths.csv',
    'results.json',
    'satre.csv',
    'access-matrix.csv',
    'data-flow.svg',
    'SHA256SUMS',
  ]);
});

test('the same subject gives the same bytes', () => {
  expect([...pack(full(), table)]).toEqual([...files]);
});

test('sha256sum --check accepts the hashes', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tre-pack-'));
  try {
    for (const [name, content] of files) writeFileSync(join(folder, name), content);
    const said = execFileSync('sha256sum', ['--check', '--strict', 'SHA256SUMS'], { cwd: folder, encoding: 'utf8' });
    expect(said.trim().split('\n')).toEqual(
      [...files.keys()].filter((name) => name !== 'SHA256SUMS').map((name) => `${name}: OK`),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});

describe('results.json', () => {
  test('an empty subject fits the schema too', () => {
    expect(() => Results.parse(JSON.parse(pack(subject()).get('results.json') ?? ''))).not.toThrow();
  });

  test('the JSON Schema in the documentation is the one the code holds', () => {
    const file = join(__dirname, '..', '..', 'docs', 'reference', 'results-schema.json');
    expect(readFileSync(file, 'utf8')).toBe(`${JSON.stringify(resultsJsonSchema(), undefined, 2)}\n`);
  });

  test('every rule stands there with every outcome, and where it was seen', () => {
    expect(results.rules.map(({ id, outcomes }) => [id, outcomes.length])).toEqual([
      ['no-internet-route', 2],
      ['default-group-is-closed', 2],
      ['recorder-records', 0],
      ['keys-rotate', 9],
      ['release-has-one-writer', 1],
    ]);
    expect(results.rules[0]?.outcomes[0]?.at).toBe(
      'tre-demo-Network.template.json#/Resources/Vpc/Properties/Statement/0/Effect',
    );
    expect(results.rules[2]?.verdict).toBe('silent');
  });

  test('every control names the rules and resources behind it', () => {
    const found = results.controls.find(({ id }) => id === '2.2.11');
    expect(found).toMatchObject({
      status: 'proved',
      method: 'template rules',
      rules: ['no-internet-route'],
      resources: ['tre-demo-Network/RouteTable', 'tre-demo-Network/Vpc'],
    });
  });

  test('what lapsed, what is closed, what the organisation provides and what was acknowledged is there', () => {
    expect(results.lapses).toHaveLength(2);
    expect(results.scope).toMatchObject({
      file: 'demo.yaml',
      projects: [{ id: 'stroke', approval: 'REC-1', open: false }],
    });
    expect(results.closedProjects).toHaveLength(1);
    expect(results.provisions[0]).toMatchObject({ service: 'configRecorder', standing: 'live' });
    expect(results.acknowledgements).toHaveLength(1);
    expect(results.controls.find(({ id }) => id === '1.7.03')?.exception?.standing).toBe('expired');
  });
});

test('the outcomes of a rule pack are counted by rule and result, in an order of their own', () => {
  const { packs } = full();
  expect(packCounts([...packs].reverse())).toEqual(packCounts(packs));
  expect(packCounts(packs).map(({ rule, result, count }) => [rule, result, count])).toEqual([
    ['AwsSolutions-IAM5', 'acknowledged', 1],
    ['AwsSolutions-S1', 'pass', 2],
  ]);
});

test.each(['/home/someone/cdk.out/a.template.json', 'C:\\build\\a.template.json', 'file:///a.template.json'])(
  'a path of the machine that ran it is refused: %s',
  (file) => {
    const templates = [{ stack: 'a', file, sha256: 'a'.repeat(64), resources: 1 }];
    expect(() => pack(subject({ templates }))).toThrow(
      `evidence: templates.file must not be an absolute path, got ${file}; give it relative to the assembly`,
    );
    const rules = [ran('keys-rotate', ['2.8.05'], [outcome('pass', file)])];
    expect(() => pack(subject({ rules }))).toThrow('keys-rotate.resource must not be an absolute path');
  },
);
