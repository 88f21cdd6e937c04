import type { JsonObject } from '../../policies/estate/estate.ts';
import { resource, resourcesOf } from './synthesised.ts';

const role = resource(resourcesOf('thames-valley', 'safe-people'), 'BreakGlassRole').properties;
const trust = (role.AssumeRolePolicyDocument as JsonObject).Statement as JsonObject[];

test('one user by name may become it, and each statement demands a fresh second factor', () => {
  expect(trust).toHaveLength(3);
  for (const statement of trust) {
    expect(statement).toMatchObject({
      Principal: { AWS: expect.stringMatching(/:user\/tre-thames-valley-break-glass$/) },
      Condition: {
        Bool: { 'aws:MultiFactorAuthPresent': 'true' },
        NumericLessThan: { 'aws:MultiFactorAuthAge': '900' },
      },
    });
  }
});

test('nobody becomes it without a name and a reason', () => {
  const assume = trust.find(({ Action }) => Action === 'sts:AssumeRole');
  expect(assume?.Condition).toMatchObject({
    StringLike: { 'sts:SourceIdentity': '?*', 'aws:RequestTag/tre:reason': '????????*' },
    'ForAllValues:StringEquals': { 'aws:TagKeys': ['tre:reason'] },
  });
});

test('for an hour at most it may found the register, and nothing else', () => {
  expect(role.MaxSessionDuration).toBe(3600);
  const policies = (role.Policies as JsonObject[]).flatMap(
    ({ PolicyDocument }) => (PolicyDocument as JsonObject).Statement as JsonObject[],
  );
  expect(policies.map(({ Action, Resource }) => [Action, String(Resource).split(':').at(-1)])).toEqual([
    ['lambda:InvokeFunction', 'tre-thames-valley-founding'],
  ]);
});

test('becoming it raises an alarm', () => {
  const watched = resourcesOf('thames-valley', 'safe-settings')
    .concat(resourcesOf('gtr-manchester', 'safe-settings'))
    .filter(({ properties }) => /GuardedRoleAssumed/.test(JSON.stringify(properties)));
  expect(watched.length).toBeGreaterThan(1);
  const text = JSON.stringify(watched);
  expect(text).toContain('/tre-thames-valley-break-glass');
  expect(text).toContain('tre-gtr-manchester-break-glass');
});
