import { App, Stack, Validations } from 'aws-cdk-lib';
import { CfnRole } from 'aws-cdk-lib/aws-iam';
import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { acknowledgementsOf, RecordedAwsSolutions } from '../policies/nag.ts';
import { TemplateRules } from '../policies/plugin.ts';
import type { Rule } from '../policies/rule.ts';

const versioned = (severity: Rule['severity']): Rule => ({
  id: 'it-is-versioned',
  safe: 'data',
  controls: ['3.1.11'],
  severity,
  why: 'What was overwritten must be there to compare.',
  fix: 'turn versioning on',
  check: (estate) =>
    estate.ofType('AWS::S3::Bucket').map(({ address, properties }) => ({
      result: properties.VersioningConfiguration === undefined ? 'fail' : 'pass',
      resource: address,
      path: 'Properties.VersioningConfiguration',
      reason: 'versions are not kept',
    })),
});

/** An app with one bucket, judged by one rule. */
function synthesise({ severity = 'error', good = false, acknowledge = '', buckets = true } = {}) {
  const app = new App({ builtinCloudFormationValidation: false, analyticsReporting: false });
  const stack = new Stack(app, 'Data', { stackName: 'tre-north-data' });
  const bucket = buckets
    ? new CfnBucket(stack, 'Vault', good ? { versioningConfiguration: { status: 'Enabled' } } : {})
    : undefined;
  if (bucket && acknowledge !== '') Validations.of(bucket).acknowledge({ id: acknowledge, reason: 'it is a test' });
  const policies = new TemplateRules('tre', [versioned(severity as Rule['severity'])]);
  Validations.of(app).addPlugins(policies);
  return { policies, synth: () => app.synth() };
}

const refused = expect.objectContaining({ name: 'ValidationFailed' });

test('a template that fails a rule does not synthesise', () => {
  expect(synthesise().synth).toThrow(refused);
});

test('a template that passes synthesises, and the pass is kept for the evidence under the name of the stack in AWS', () => {
  const { policies, synth } = synthesise({ good: true });
  synth();
  expect(policies.results[0]?.outcomes).toEqual([
    expect.objectContaining({ result: 'pass', resource: 'tre-north-data/Vault' }),
  ]);
});

test('an acknowledgement by the qualified id lets a synthesis pass, and the outcome stays a failure in the evidence', () => {
  const { policies, synth } = synthesise({ acknowledge: 'tre::it-is-versioned' });
  synth();
  expect(policies.results[0]?.outcomes).toEqual([expect.objectContaining({ result: 'fail' })]);
});

test('nobody can acknowledge a fatal rule', () => {
  expect(synthesise({ severity: 'fatal', acknowledge: 'tre::it-is-versioned' }).synth).toThrow(refused);
});

test('an app without a resource proves nothing and does not synthesise', () => {
  expect(synthesise({ buckets: false }).synth).toThrow(/ValidationFailed|nothing was proved|failed/i);
});

test('cdk-nag: passes are recorded beside failures, and a finding with a reason is acknowledged, not passed', () => {
  const app = new App({
    builtinCloudFormationValidation: false,
    analyticsReporting: false,
    context: { '@aws-cdk/core:failSynthOnValidationErrors': false },
  });
  const bucket = new CfnBucket(new Stack(app, 'Data'), 'Vault', {
    publicAccessBlockConfiguration: {
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    },
  });
  Validations.of(bucket).acknowledge({ id: 'AwsSolutions::AwsSolutions-S1', reason: 'it receives the access logs' });
  const nag = new RecordedAwsSolutions(app, { verbose: true });
  Validations.of(app).addPlugins(nag);
  const acknowledgements = acknowledgementsOf(app.synth().directory);
  const results = new Map(nag.outcomes(acknowledgements).map(({ rule, result }) => [rule, result] as const));
  expect(results.get('AwsSolutions-S2')).toBe('pass');
  expect(results.get('AwsSolutions-S1')).toBe('acknowledged');
  expect(results.get('AwsSolutions-S10')).toBe('fail');
  expect(acknowledgements).toEqual([
    expect.objectContaining({ id: 'AwsSolutions::AwsSolutions-S1', reason: 'it receives the access logs' }),
  ]);
});

test('cdk-nag: a policy with two wildcards is not acknowledged by a reason for one of them', () => {
  const app = new App({
    builtinCloudFormationValidation: false,
    analyticsReporting: false,
    context: { '@aws-cdk/core:failSynthOnValidationErrors': false },
  });
  const role = new CfnRole(new Stack(app, 'Data'), 'Reader', {
    assumeRolePolicyDocument: {},
    policies: [
      {
        policyName: 'read',
        policyDocument: { Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: ['a/*', 'b/*'] }] },
      },
    ],
  });
  const acknowledge = (finding: string) =>
    Validations.of(role).acknowledge({ id: `AwsSolutions::AwsSolutions-IAM5[Resource::${finding}]`, reason: finding });
  acknowledge('a/*');
  const nag = new RecordedAwsSolutions(app, { verbose: true });
  Validations.of(app).addPlugins(nag);
  const verdictOf = (ids: readonly string[]) =>
    nag
      .outcomes(ids.map((id) => ({ id, reason: 'known', resource: 'Data/Reader' })))
      .find(({ rule }) => rule === 'AwsSolutions-IAM5')?.result;
  const given = acknowledgementsOf(app.synth().directory).map(({ id }) => id);
  expect(verdictOf(given)).toBe('fail');
  expect(verdictOf([...given, 'AwsSolutions::AwsSolutions-IAM5[Resource::b/*]'])).toBe('acknowledged');
});
