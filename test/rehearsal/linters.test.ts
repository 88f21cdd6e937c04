import { accepted } from '../../rehearsal/linters/accepted.ts';
import { fromCfnLint, fromCheckov, type Paths, pathsIn } from '../../rehearsal/linters/finding.ts';
import { linterVerdict } from '../../rehearsal/linters/verdict.ts';

const paths: Paths = new Map([
  [
    'A.template.json',
    pathsIn({
      '/A': [{ type: 'aws:cdk:templateFile', data: 'A.template.json' }],
      '/A/Purge/Function/Resource': [{ type: 'aws:cdk:logicalId', data: 'PurgeF00' }],
    }),
  ],
]);
const entry = { tool: 'checkov', rule: 'CKV_1', resource: 'A/*/Function', reason: 'x' } as const;
const finding = { tool: 'checkov', rule: 'CKV_1', resource: 'A/Purge/Function', message: 'm' } as const;

describe('findings of independent checkers', () => {
  test('are told by the path of the construct: cfn-lint', () => {
    const output = [
      {
        Rule: { Id: 'W1' },
        Message: 'm',
        Filename: 'x/A.template.json',
        Location: { Path: ['Resources', 'PurgeF00'] },
      },
    ];
    expect(fromCfnLint(JSON.stringify(output), paths)).toEqual([
      { tool: 'cfn-lint', rule: 'W1', resource: 'A/Purge/Function', message: 'm' },
    ]);
  });

  test('are told by the path of the construct: checkov', () => {
    const failed = {
      check_id: 'CKV_1',
      check_name: 'm',
      resource: 'AWS::Lambda::Function.PurgeF00',
      file_path: '/A.template.json',
    };
    const output = { summary: { passed: 7, parsing_errors: 0 }, results: { failed_checks: [failed] } };
    expect(fromCheckov(JSON.stringify(output), paths)).toEqual({ passed: 7, findings: [finding] });
  });

  test('a template that a checker could not read is no pass', () => {
    const output = { summary: { passed: 0, parsing_errors: 1 }, results: { failed_checks: [] } };
    expect(() => fromCheckov(JSON.stringify(output), paths)).toThrow('could not read 1');
  });

  test('one with a reason is accepted', () => {
    expect(linterVerdict([finding], [entry], paths)).toEqual({ accepted: 1, unexplained: [], stale: [] });
  });

  test.each([
    { ...finding, rule: 'CKV_2' },
    { ...finding, resource: 'A/Purge/Role' },
    { ...finding, tool: 'cfn-lint' } as const,
  ])('one without stands', (other) => {
    expect(linterVerdict([other], [entry], paths).unexplained).toHaveLength(1);
  });

  test('a reason whose resource is there and has no such finding is stale', () => {
    expect(linterVerdict([], [entry], paths).stale).toHaveLength(1);
  });

  test('a reason whose resource this deployment does not have is not', () => {
    expect(linterVerdict([], [{ ...entry, resource: 'B/*/Function' }], paths).stale).toEqual([]);
  });

  test('a star does not reach over the parts of a path', () => {
    const entries = [{ ...entry, resource: 'A/*' }];
    expect(linterVerdict([finding], entries, paths).accepted).toBe(0);
  });

  test('each of ours says why', () => {
    expect(accepted.filter(({ reason }) => reason.length < 40)).toEqual([]);
  });
});
