import { physicalName } from '../estate/access/physical-names.ts';
import { identities } from '../estate/actors.ts';
import type { Estate, Resource } from '../estate/estate.ts';
import { firstThatMay } from '../estate/may.ts';
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

const calling = ['lambda:InvokeFunction', 'lambda:InvokeAsync'];

/** What it calls, nobody and nothing else may: a clock with a constant input would found the register with whom its template names. */
function startedElse(estate: Estate, role: Resource): string | undefined {
  const everybody = identities(estate);
  const breaker = everybody.find(({ resource }) => resource === role);
  const called = estate.ofType('AWS::Lambda::Function').filter((lambda) => {
    const { arn } = physicalName(estate, lambda);
    return breaker !== undefined && firstThatMay(estate, breaker, calling, [arn]) !== undefined;
  });
  const isCalled = ({ properties }: Resource): boolean =>
    called.some((lambda) => estate.find(properties.FunctionName, 'AWS::Lambda::Function') === lambda);
  const opened = estate
    .ofType('AWS::Lambda::Permission', 'AWS::Lambda::EventSourceMapping', 'AWS::Lambda::Url')
    .find(isCalled);
  if (opened !== undefined) return `calls what ${opened.logicalId} starts too`;
  const arns = called.map((lambda) => physicalName(estate, lambda).arn);
  const other = everybody.find(
    (actor) => actor !== breaker && firstThatMay(estate, actor, calling, arns) !== undefined,
  );
  return other === undefined ? undefined : `calls what ${other.name} may call too`;
}

function judge(estate: Estate, role: Resource, others: number): Outcome {
  const fault =
    others > 0
      ? 'is not the only one'
      : !isHeard(estate, role)
        ? 'can be assumed without anybody hearing of it'
        : Number(role.properties.MaxSessionDuration ?? 3600) > 3600
          ? 'lasts longer than an hour'
          : startedElse(estate, role);
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
  fix: 'trust one user by name, demand aws:MultiFactorAuthPresent, sts:SourceIdentity and the tag tre:reason, allow nothing but calls of functions that nothing else starts, and alarm when it is assumed',
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
