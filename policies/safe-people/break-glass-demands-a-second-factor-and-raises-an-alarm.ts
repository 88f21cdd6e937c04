import type { Estate, Resource } from '../estate/estate.ts';
import { record, text } from '../estate/values.ts';
import { fail, judged } from '../outcome.ts';
import type { Outcome, Rule } from '../rule.ts';
import { heardBy } from '../safe-settings/heard-calls.ts';
import { breakGlassRoles } from './break-glass.ts';

/** Whether somebody hears when this very role is assumed, whatever else the listener names. */
function isHeard(estate: Estate, role: Resource): boolean {
  const name = text(role.properties.RoleName);
  if (name === undefined) return false;
  return heardBy(estate)
    .filter(({ names }) => names('AssumeRole'))
    .some(({ by }) => {
      const written = JSON.stringify(record(by.properties.EventPattern).detail ?? by.properties.FilterPattern ?? '');
      return new RegExp(`[/*]${name}(?![a-z0-9-])`).test(written);
    });
}

function judge(estate: Estate, role: Resource, others: number): Outcome {
  const fault =
    others > 0
      ? 'is not the only one'
      : !isHeard(estate, role)
        ? 'can be assumed without anybody hearing of it'
        : Number(role.properties.MaxSessionDuration ?? 3600) > 3600
          ? 'lasts longer than an hour'
          : undefined;
  return judged(
    fault === undefined,
    role,
    'Properties.AssumeRolePolicyDocument',
    'demands a second factor, a name and a reason, calls what stands behind no door, and raises an alarm',
    fault ?? '',
  );
}

/** The user who is trusted stands outside the templates, with a password and a factor that the organisation keeps: residual trust. */
export const breakGlassDemandsASecondFactorAndRaisesAnAlarm: Rule = {
  id: 'break-glass-demands-a-second-factor-and-raises-an-alarm',
  safe: 'people',
  controls: ['TRE-X13', '3.2.04', 'TRE-X10'],
  severity: 'fatal',
  why: 'A way in for emergencies that is easy and quiet is the way in that an attacker takes.',
  fix: 'trust one user by name, demand aws:MultiFactorAuthPresent, sts:SourceIdentity and the tag tre:reason, allow nothing but calls of functions behind no door, and alarm when it is assumed',
  source:
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthpresent',
  check: (estate) => {
    const found = breakGlassRoles(estate);
    const [register] = estate.ofType('AWS::DynamoDB::Table');
    return found.length === 0 && register !== undefined
      ? [fail(register, 'Type', 'nobody can found it: there is no role for emergencies that demands what it must')]
      : found.map(({ resource }) => judge(estate, resource, found.length - 1));
  },
};
