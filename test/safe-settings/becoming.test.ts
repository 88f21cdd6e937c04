import { becoming } from '../../policies/safe-settings/becoming.ts';

test('every way to become somebody else says why, and where it is written', () => {
  expect(becoming.length).toBeGreaterThan(60);
  for (const { action, why, source } of becoming) {
    expect(action).toMatch(/^[a-z0-9-]+:[A-Za-z]+$/);
    expect(why.length).toBeGreaterThan(8);
    expect(source).toMatch(/^https:\/\/docs\.aws\.amazon\.com\/.+\.html$/);
  }
});

test('no action stands there twice', () => {
  const actions = becoming.map(({ action }) => action);
  expect(new Set(actions).size).toBe(actions.length);
});

test.each([
  ...['lambda:UpdateFunctionCode', 'iam:UpdateAssumeRolePolicy', 'iam:SetDefaultPolicyVersion', 's3:PutObject'],
  ...['kms:PutKeyPolicy', 'kms:CreateGrant', 'cloudformation:UpdateStack', 'glue:CreateJob', 'ecs:RunTask'],
])('%s is among them', (action) => {
  expect(becoming.some((one) => one.action === action)).toBe(true);
});

test('compute is no use without a role that is passed to it', () => {
  const compute = becoming.filter((one) => one.with !== undefined);
  expect(compute.length).toBeGreaterThan(15);
  expect(new Set(compute.map((one) => one.with))).toEqual(new Set(['iam:PassRole']));
});
