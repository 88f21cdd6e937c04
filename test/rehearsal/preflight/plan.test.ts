import { planOf, type SynthesisedStack } from '../../../rehearsal/preflight/plan.ts';
import { subjectOf } from './examples.ts';

const { plan } = subjectOf('thames-valley');
const place = { account: '111122223333', region: 'eu-west-2' };

const stack = (template: unknown): SynthesisedStack => ({
  name: 'one',
  template,
  bootstrapVersion: 6,
  bootstrapParameter: '/cdk-bootstrap/q/version',
  executionRole: 'cdk-q-cfn-exec-role',
});

test('everything comes from the templates: stacks, counts, endpoints, the bootstrap they ask for', () => {
  expect(plan.stacks).toContain('tre-thames-valley-safe-data');
  expect(plan.counts.get('AWS::EC2::VPC')).toBe(1);
  expect(plan.endpoints).toContainEqual({ service: 'com.amazonaws.eu-west-2.s3', kind: 'Gateway' });
  expect(plan.bootstrapVersion).toBeGreaterThanOrEqual(6);
  expect(plan.bootstrapParameter).toBe('/cdk-bootstrap/tvssde/version');
  expect(plan.executionRole).toBe('cdk-tvssde-cfn-exec-role-111122223333-eu-west-2');
});

test('whatever has a name that may exist once is known by it before it exists', () => {
  for (const [type, names] of plan.names) expect([type, names.length]).toEqual([type, plan.counts.get(type) ?? 0]);
  expect([...plan.names.values()].flat().length).toBeGreaterThan(50);
});

test('a bucket with a prefix is known by its whole name', () => {
  expect(plan.names.get('AWS::S3::Bucket')).toContain('tre-thames-valley-vault-111122223333-eu-west-2-an');
});

test('what is no template, or gives no name, is let pass', () => {
  const odd = planOf([stack(undefined), stack({ Resources: { A: 1, B: { Type: 'AWS::S3::Bucket' } } })], place);
  expect(odd.names.get('AWS::S3::Bucket')).toEqual([]);
  expect(odd.counts.get('AWS::S3::Bucket')).toBe(1);
});

test('reserved concurrency adds up', () => {
  const of = (ReservedConcurrentExecutions: number) => ({
    Type: 'AWS::Lambda::Function',
    Properties: { ReservedConcurrentExecutions },
  });
  expect(planOf([stack({ Resources: { A: of(5), B: of(7) } })], place).reservedConcurrency).toBe(12);
});

test('templates without a resource are no plan, for every answer would be a good one', () => {
  expect(() => planOf([stack({ Resources: {} })], place)).toThrow('no resource');
});
