import { exitStatus, line, notHere, type Row, summary } from '../../rehearsal/report.ts';
import { stepsOf } from '../../rehearsal/target/steps.ts';
import { isMismatch } from '../../rehearsal/virtual-environment.ts';

const row = (outcome: Row['outcome'], detail = ''): Row => ({ pass: 'plain', step: 's', outcome, seconds: 1, detail });

describe('the exit status of a rehearsal', () => {
  test.each([
    ['0 when everything passed', [row('passed')], 0],
    ['1 when one step failed, whatever was skipped', [row('passed'), row('skipped', 'no Python'), row('failed')], 1],
    ['3 when something was skipped', [row('passed'), row('skipped', 'no Python')], 3],
    [
      '0 when a scenario has no place in this deployment',
      [row('passed'), row('skipped', `${notHere}no such stack`)],
      0,
    ],
    ['1 when nothing ran at all', [], 1],
  ] as const)('%s', (_, rows, status) => {
    expect(exitStatus(rows)).toBe(status);
  });
});

test('a step that throws is a failed row, and the next step still runs', async () => {
  const printed: Row[] = [];
  const steps = stepsOf((one) => printed.push(one));
  const passed = [
    await steps.run('plain', 'first', async () => Promise.reject(new Error('no bucket'))),
    await steps.run('plain', 'second', async () => 'fine'),
  ];
  expect(passed).toEqual([false, true]);
  expect(printed.map(({ outcome, detail }) => `${outcome} ${detail}`)).toEqual([
    'failed Error: no bucket',
    'passed fine',
  ]);
});

test('a failure is printed whole, however long', () => {
  expect(line(row('failed', 'x'.repeat(1000)))).toContain('x'.repeat(1000));
  expect(line(row('passed', 'x'.repeat(1000)))).not.toContain('x'.repeat(500));
});

test('the last line counts what passed, failed, was skipped and was left out', () => {
  const rows = [row('passed'), row('failed'), row('skipped')];
  const leftOut = { 'AWS::A::B': 2, 'AWS::C::D': 1 };
  expect(
    summary({ deployment: 'x', functionsRanOn: 'Node v20', leftOut, calls: ['a', 'b'], seconds: 61.2, rows }),
  ).toBe(
    'x: 1 passed, 1 failed, 1 skipped; 3 resources of 2 kinds left out; 2 distinct API calls; 61 s; functions ran on Node v20',
  );
});

test('a package that is not the pinned one is a failure, a registry out of reach is not', () => {
  expect(isMismatch('ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.')).toBe(true);
  expect(isMismatch('ERROR: Could not find a version that satisfies the requirement ministack')).toBe(false);
});
