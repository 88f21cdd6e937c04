import { readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { validate } from '../../bin/verbs/validate.ts';
import { Validation } from '../../lib/config/validation.ts';
import { asOf, edited, fileWith, small } from './example.ts';

async function run(...args: string[]) {
  let stdout = '';
  let stderr = '';
  const status = await validate.run(args, {
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

const examples = ['thames-valley', 'greater-manchester'].map((name) =>
  join(__dirname, '..', '..', 'deployments', `${name}.yaml`),
);

test.each(['2026-11-24', '2027-05-24'])(
  'on %s both examples are accepted, open, and nothing has lapsed',
  async (day) => {
    const { status, stdout, stderr } = await run(...examples, '--as-of', day);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toBe(examples.map((file) => `${file}: accepted, as of ${day}\n`).join(''));
  },
);

test('a lapse is told and refuses nothing', async () => {
  const { status, stdout } = await run(fileWith(small), '--as-of', '2027-09-22');
  expect(status).toBe(0);
  expect(stdout).toContain('lapsed: the approval DAC-GM-2026-002 of project foot-care expired on 2027-09-21');
  expect(stdout).toContain('soon: the trial expires on 2027-09-30, in 8 days (stage.expires)');
  expect(stdout).toContain('closed: project foot-care, because the project ended on 2027-09-21; the approval');
});

test('one refused file among others: its problems with file and line, status 1', async () => {
  const wrong = fileWith(edited(['region: eu-west-2', 'region: London']));
  const { status, stdout } = await run(fileWith(small), wrong);
  expect(status).toBe(1);
  expect(stdout).toContain(`${wrong}:10: aws.region must be an AWS region`);
  expect(stdout).toContain(`${wrong}: 1 problem\n`);
});

test('--json keeps its schema, for accepted and refused files alike', async () => {
  const wrong = fileWith(edited(['lead: R0A', 'lead: X99']));
  const { status, stdout, stderr } = await run(fileWith(small), wrong, '--json', '--as-of', '2027-09-22');
  expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
  const results = Validation.parse(JSON.parse(stdout));
  expect(results).toMatchObject([
    { ok: true, deployment: 'gtr-manchester', problems: [], closedProjects: [{ id: 'foot-care' }] },
    { ok: false, problems: [{ file: wrong, path: 'projects[0].lead', value: '"X99"' }], lapses: [] },
  ]);
});

test('nothing is written', async () => {
  const file = fileWith('version: 2\n');
  writeFileSync(join(dirname(file), 'other.yaml'), small);
  await run(file, join(dirname(file), 'other.yaml'));
  expect(readdirSync(dirname(file)).sort()).toEqual(['deployment.yaml', 'other.yaml']);
});

test.each([
  ['no file', []],
  ['an unknown option', ['a.yaml', '--fix']],
  ['a day that is none', ['a.yaml', '--as-of', 'tomorrow']],
])('%s is usage: status 2', async (_, args) => {
  expect(await run(...args)).toMatchObject({
    status: 2,
    stdout: '',
    stderr: expect.stringContaining('usage: tre validate'),
  });
});
