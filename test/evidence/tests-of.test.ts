import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testRun } from '../../bin/test-run.ts';
import type { Tested } from '../../policies/catalogue/tested.ts';
import { assess } from '../../policies/evidence/assess.ts';
import type { Subject, TestRun, TestThatRan } from '../../policies/evidence/result.ts';
import { attestation, outcome, ran, subject } from './subject.ts';

const file = 'test/x.test.ts';
const one = (title: string, how = 'passed'): TestThatRan => ({ file, title, outcome: how });
const run = (...tests: readonly TestThatRan[]): TestRun => ({ ended: '2026-11-02T10:00:00.000Z', tests });
const takes: Tested = {
  tests: [
    { file, title: 'it refuses' },
    { file, title: 'it ends' },
  ],
  rules: ['it-stands'],
};
const stands = ran('it-stands', ['2.2.11'], [outcome('pass')]);
const both = run(one('it refuses'), one('it ends'));

const found = (more: Partial<Subject>, table: Tested = takes) => {
  const { controls } = assess(subject({ rules: [stands], testRun: both, ...more }), {}, { '1.4.01': table });
  const [control] = controls.filter((each) => each.control.id === '1.4.01');
  if (control === undefined) throw new Error('the catalogue has no 1.4.01');
  return control;
};

test('a statement is tested when every test it takes passed and the templates hold what was tested', () => {
  expect(found({})).toMatchObject({ status: 'tested', method: 'test', score: '2', improvements: '' });
  expect(found({}).response).toContain('“it refuses” (test/x.test.ts)');
  expect(found({}).response).toContain('2026-11-02T10:00:00.000Z');
});

test.each<[string, Partial<Subject>, Tested | undefined, string]>([
  ['one test did not run', { testRun: run(one('it refuses')) }, undefined, 'it ends'],
  ['one test was left out', { testRun: run(one('it refuses'), one('it ends', 'pending')) }, undefined, 'it ends'],
  [
    'one test failed',
    { testRun: run(one('it refuses'), one('it ends', 'failed')) },
    undefined,
    'Failed on this commit',
  ],
  [
    'a test of that title ran in another file',
    { testRun: run(one('it refuses'), { ...one('it ends'), file: 'test/y.test.ts' }) },
    undefined,
    'it ends',
  ],
  [
    'no run counts',
    { testRun: { notCounted: 'the tests ran on commit abc' } },
    undefined,
    'the tests ran on commit abc',
  ],
  ['the templates hold nothing of it', { rules: [] }, undefined, 'it-stands'],
  ['a part is shown by no test', {}, { ...takes, partial: 'the other half' }, 'the other half'],
  [
    'a test of the file was left out',
    { testRun: run(one('a'), one('b', 'pending')) },
    { ...takes, tests: [{ file }] },
    'test/x.test.ts',
  ],
])('it is not, where %s', (_, more, table, says) => {
  const { status, improvements } = found(more, table);
  expect(status).toBe('unmet');
  expect(improvements).toContain(says);
});

test('every test of a file counts, and how many they were is said', () => {
  const { status, response } = found({}, { ...takes, tests: [{ file }] });
  expect([status, response.includes('2 tests of test/x.test.ts')]).toEqual(['tested', true]);
});

test('a person vouches for what did not run, and for nothing that failed', () => {
  const attestations = [attestation('1.4.01')];
  expect(found({ attestations, testRun: run(one('it refuses')) }).status).toBe('attested');
  expect(found({ attestations, testRun: run(one('it refuses'), one('it ends', 'failed')) }).status).toBe('unmet');
});

test('a rule that fails outweighs every test', () => {
  expect(found({ rules: [ran('it-stands', ['2.2.11'], [outcome('fail')])] }).status).toBe('unmet');
});

test('a lapse outweighs every test', () => {
  expect(found({ lapses: [{ sentence: 'The approval expired.', controls: ['1.4.01'] }] }).status).toBe('unmet');
});

describe('the record of a run', () => {
  const commit = 'a'.repeat(40);
  const folder = mkdtempSync(join(tmpdir(), 'tre-tests-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const read = (record: unknown, of = commit) => {
    const path = join(folder, 'tests.json');
    writeFileSync(path, typeof record === 'string' ? record : JSON.stringify(record));
    return testRun(of, path);
  };
  const record = { schema: 'tre-tests', commit, ended: '2026-11-02T10:00:00.000Z', tests: [one('it ends')] };

  test('counts on the commit on which it was made', () => {
    expect(read(record)).toEqual({ ended: record.ended, tests: record.tests });
  });

  test.each<[string, unknown, string, string]>([
    ['another commit', record, 'b'.repeat(40), 'commit aaaaaaaaaaaa'],
    ['a work tree that has changed since', record, `${commit}+changes`, 'aaaaaaaaaaaa+changes'],
    ['a work tree that had changes', { ...record, commit: `${commit}+changes` }, `${commit}+changes`, 'in no commit'],
    ['files outside git', { ...record, commit: 'unknown' }, 'unknown', 'in no commit'],
    ['another shape', { ...record, schema: 'other' }, commit, 'cannot be read'],
    ['half a file', '{"schema":', commit, 'cannot be read'],
  ])('counts for nothing on %s', (_, written, of, says) => {
    expect(read(written, of)).toEqual({ notCounted: expect.stringContaining(says) });
  });

  test('is missed by name where there is none', () => {
    expect(testRun(commit, join(folder, 'none.json'))).toEqual({ notCounted: expect.stringContaining('npm test') });
  });
});
