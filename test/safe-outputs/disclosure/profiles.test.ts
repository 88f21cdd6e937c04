import { profileNames } from '../../../lambdas/safe-outputs/disclosure/contract.ts';
import { profileHash, profiles } from '../../../lambdas/safe-outputs/disclosure/profiles.ts';

describe('the profiles', () => {
  test('are those that the contract names, each under its own name', () => {
    expect(Object.keys(profiles)).toEqual([...profileNames]);
    for (const name of profileNames) expect(profiles[name].id).toBe(name);
  });

  test.each([
    ['uk-health-10', 10, 'disclosive', false, 'with-reason'],
    ['opensafely-7', 8, 'allowed', true, 'with-reason'],
    ['hes-7', 8, 'allowed', true, 'with-reason'],
    ['ukllc-10', 10, 'disclosive', false, 'none'],
  ] as const)(
    '%s has threshold %d, zeros %s, rounding demanded %s and exceptions %s',
    (name, threshold, zeros, demanded, exceptions) => {
      const profile = profiles[name];
      expect(profile).toMatchObject({ threshold, zeros, exceptions });
      expect(profile.rounding.demanded).toBe(demanded);
    },
  );

  test('differ in their hashes, and a changed number changes the hash', () => {
    const hashes = profileNames.map((name) => profileHash(profiles[name]));
    expect(new Set(hashes).size).toBe(profileNames.length);
    expect(profileHash({ ...profiles['uk-health-10'], threshold: 9 })).not.toBe(hashes[0]);
  });

  test('have the same hash whatever the order of their fields', () => {
    const backwards = Object.fromEntries(
      Object.entries(profiles['hes-7']).reverse(),
    ) as unknown as (typeof profiles)['hes-7'];
    expect(profileHash(backwards)).toBe(profileHash(profiles['hes-7']));
  });
});
