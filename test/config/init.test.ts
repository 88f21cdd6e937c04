import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { init } from '../../bin/verbs/init.ts';
import { readDeployment } from '../../lib/config/read.ts';
import { standing } from '../../lib/config/standing.ts';
import { asOf, folder, knownControls } from './example.ts';

async function run(...args: string[]) {
  let stdout = '';
  let stderr = '';
  const status = await init.run(args, {
    stdout: (text) => {
      stdout += text;
    },
    stderr: (text) => {
      stderr += text;
    },
    today: () => asOf,
  });
  return { status, stdout, stderr };
}

function deploymentIn(file: string) {
  const read = readDeployment(file, { knownControls, asOf });
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.deployment;
}

describe.each(['control-tower', 'standalone'])('the %s preset', (preset) => {
  test('writes a file that validates as it stands, as a trial on synthetic records', async () => {
    const file = join(folder(), 'south-east.yaml');
    expect(await run(file, '--preset', preset)).toMatchObject({ status: 0, stderr: '' });
    const deployment = deploymentIn(file);
    expect(deployment).toMatchObject({ id: 'south-east', stage: { kind: 'trial' }, attestations: [], exceptions: [] });
    expect(deployment.datasets.every(({ synthetic }) => synthetic)).toBe(true);
    expect(standing(deployment, asOf).projects).toEqual([{ id: 'first', open: true }]);
  });

  test('names the schema for editors on its first line, by a path that is there', async () => {
    const file = join(folder(), 'a-region.yaml');
    await run(file, '--preset', preset);
    const [, schema = ''] = /^# yaml-language-server: \$schema=(\S+)\n/.exec(readFileSync(file, 'utf8')) ?? [];
    expect(JSON.parse(readFileSync(resolve(dirname(file), schema), 'utf8'))).toHaveProperty('properties.datasets');
  });

  test('the same day gives the same bytes', async () => {
    const [one, other] = [join(folder(), 'a-region.yaml'), join(folder(), 'a-region.yaml')];
    await run(one, '--preset', preset);
    await run(other, '--preset', preset, '--as-of', asOf);
    const text = (file: string) => readFileSync(file, 'utf8').split('\n').slice(1).join('\n');
    expect(text(one)).toBe(text(other));
  });
});

test('by default the organisation provides everything, and nobody has confirmed it', async () => {
  const file = join(folder(), 'a-region.yaml');
  await run(file);
  const deployment = deploymentIn(file);
  for (const provision of Object.values(deployment.provisions)) {
    expect(provision).toMatchObject({ by: 'organisation', expires: '2026-11-23' });
    expect(provision).toMatchObject({ evidence: expect.stringContaining('NOT YET CONFIRMED') });
  }
  expect(standing(deployment, asOf).lapses).toHaveLength(Object.keys(deployment.provisions).length);
});

test('standalone creates everything here', async () => {
  const file = join(folder(), 'a-region.yaml');
  await run(file, '--preset', 'standalone');
  expect(new Set(Object.values(deploymentIn(file).provisions).map(({ by }) => by))).toEqual(new Set(['created-here']));
});

test.each([
  ['Greater Manchester and Cheshire.yaml', 'greater-manchest'],
  ['2026-plan.yml', 'plan'],
  ['---.yaml', 'my-region'],
  ['é.yaml', 'my-region'],
  ['abcdefghijklmno-pq.yaml', 'abcdefghijklmno'],
])('%s gets the id %s', async (name, id) => {
  const file = join(folder(), name);
  expect((await run('--', file)).status).toBe(0);
  expect(deploymentIn(file).id).toBe(id);
});

test('never overwrites, not even a dangling link', async () => {
  const at = folder();
  writeFileSync(join(at, 'a.yaml'), 'mine');
  symlinkSync(join(at, 'nowhere.yaml'), join(at, 'b.yaml'));
  mkdirSync(join(at, 'c.yaml'));
  for (const name of ['a.yaml', 'b.yaml', 'c.yaml']) {
    expect(await run(join(at, name))).toMatchObject({ status: 1, stdout: '', stderr: expect.stringContaining(name) });
  }
  expect(readFileSync(join(at, 'a.yaml'), 'utf8')).toBe('mine');
  expect(readdirSync(at).sort()).toEqual(['a.yaml', 'b.yaml', 'c.yaml']);
});

test('a folder that is not there is not made', async () => {
  const at = folder();
  expect(await run(join(at, 'deep', 'a.yaml'))).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('does not exist'),
  });
  expect(readdirSync(at)).toEqual([]);
});

test.each([
  ['no file', []],
  ['two files', ['a.yaml', 'b.yaml']],
  ['a name that synthesis would not find', ['a.txt']],
  ['an unknown preset', ['a.yaml', '--preset', 'landing-zone']],
  ['an unknown option', ['a.yaml', '--force']],
  ['a day that is none', ['a.yaml', '--as-of', '2026-02-30']],
])('%s is usage: status 2, and nothing is written', async (_, args) => {
  const at = folder();
  const result = await run(...args.map((arg) => (/\.(yaml|txt)$/.test(arg) ? join(at, arg) : arg)));
  expect(result).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining('usage: tre init') });
  expect(readdirSync(at)).toEqual([]);
});
