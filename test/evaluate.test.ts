import { estateOf } from '../policies/estate/model.ts';
import { evaluate } from '../policies/evaluate.ts';
import type { Rule } from '../policies/rule.ts';

const estate = estateOf([
  { name: 'one', templateFile: 'one.json', template: { Resources: { Vault: { Type: 'AWS::S3::Bucket' } } } },
]);
const rule = (check: Rule['check']): Rule => ({
  id: 'it-holds',
  safe: 'data',
  controls: ['2.8.01'],
  severity: 'error',
  why: 'It must hold.',
  fix: 'make it hold',
  check,
});
const outcomesOf = (check: Rule['check']) => evaluate([rule(check)], estate)[0]?.outcomes;

describe('evaluation fails closed', () => {
  test('a rule that throws has failed, on a resource, with what it threw', () => {
    const outcomes = outcomesOf(() => {
      throw new Error('unknown shape');
    });
    expect(outcomes).toEqual([
      { result: 'fail', resource: 'one/Vault', path: 'Type', reason: expect.stringContaining('unknown shape') },
    ]);
  });

  test('a rule that speaks of a resource nobody has is a failure, even where it says pass', () => {
    const outcomes = outcomesOf(() => [{ result: 'pass', resource: 'one/Ghost', path: 'Type', reason: 'all is well' }]);
    expect(outcomes).toEqual([expect.objectContaining({ result: 'fail', resource: 'one/Vault' })]);
  });

  test('a rule that sees nothing says nothing: no outcome is invented for it', () => {
    expect(outcomesOf(() => [])).toEqual([]);
  });
});

test('outcomes come in the same order however the rule found them', () => {
  const found = [
    { result: 'fail', resource: 'one/Vault', path: 'Properties.B', reason: 'b' },
    { result: 'pass', resource: 'one/Vault', path: 'Properties.A', reason: 'a' },
  ] as const;
  expect(outcomesOf(() => found)).toEqual(outcomesOf(() => [...found].reverse()));
});
