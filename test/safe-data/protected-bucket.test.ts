import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { ProtectedBucket, type ProtectedBucketProps } from '../../constructs/safe-data/protected-bucket.ts';

const env = { account: '111122223333', region: 'eu-west-2' };

function synthesise(changes: Partial<ProtectedBucketProps> = {}): Template {
  const stack = new Stack(new App(), 'Data', { env });
  new ProtectedBucket(stack, 'Store', {
    tenancy: { deployment: 'north', stage: 'production', qualifier: 'hnb659fds' },
    nouns: ['store'],
    keyArn: 'arn:aws:kms:eu-west-2:111122223333:key/store',
    vpcId: 'vpc-1',
    accessLogsBucketName: 'access-logs',
    stackNoun: 'safe-data',
    lifecycle: [],
    tellsEventBridge: false,
    ...changes,
  });
  return Template.fromStack(stack);
}

const trial = { tenancy: { deployment: 'north', stage: 'trial', qualifier: 'hnb659fds' } } as const;
const policyOf = (template: Template) => JSON.stringify(template.findResources('AWS::S3::BucketPolicy'));

/** What S3 adds to a name in this account and region, and what we do. */
const around = 'tre-north--111122223333-eu-west-2-an'.length;

describe('the name of a bucket', () => {
  test('may have 63 characters, account and region included', () => {
    expect(() => synthesise({ nouns: ['a'.repeat(63 - around)] })).not.toThrow();
  });

  test('is refused from 64 on, with what to shorten', () => {
    expect(() => synthesise({ nouns: ['a'.repeat(64 - around)] })).toThrow(
      /longer than 63 characters; shorten the project or deployment id/,
    );
  });
});

test('a bucket goes with a trial, and its purge is let in; in production it stays, and no purge is named', () => {
  const { StoreBucket: inTrial } = synthesise(trial).findResources('AWS::S3::Bucket');
  expect(inTrial).toMatchObject({ DeletionPolicy: 'Delete', UpdateReplacePolicy: 'Delete' });
  expect(policyOf(synthesise(trial))).toContain('role/tre-north-purge-safe-data');

  const { StoreBucket: inProduction } = synthesise().findResources('AWS::S3::Bucket');
  expect(inProduction?.DeletionPolicy).toMatch(/^Retain/);
  expect(policyOf(synthesise())).not.toContain('purge');
});

test('an upload that was never finished goes after a day, whatever else the zone lets go', () => {
  const lifecycle = [{ id: 'passing', status: 'Enabled', expirationInDays: 14 }];
  synthesise({ lifecycle }).hasResourceProperties('AWS::S3::Bucket', {
    LifecycleConfiguration: {
      Rules: [
        { AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 }, Status: 'Enabled' },
        { Id: 'passing', ExpirationInDays: 14 },
      ],
    },
  });
});

test('S3 tells EventBridge of changes only where something listens', () => {
  const told = (tellsEventBridge: boolean) =>
    synthesise({ tellsEventBridge }).findResources('AWS::S3::Bucket').StoreBucket?.Properties.NotificationConfiguration;
  expect(told(true)).toEqual({ EventBridgeConfiguration: { EventBridgeEnabled: true } });
  expect(told(false)).toBeUndefined();
});

test('roles of services are let in from outside by name, and set the bucket only where they must', () => {
  const template = synthesise({
    outsideRoleNames: ['tre-north-backup', 'tre-north-scan'],
    configuringRoleNames: ['tre-north-backup'],
  });
  const statements: readonly { readonly Sid: string }[] =
    template.findResources('AWS::S3::BucketPolicy').StoreBucketPolicy?.Properties.PolicyDocument.Statement;
  const of = (sid: string) => JSON.stringify(statements.find(({ Sid }) => Sid === sid));
  expect(of('DenyOtherNetworks')).toContain('role/tre-north-scan');
  expect(of('DenyReconfiguration')).toContain('role/tre-north-backup');
  expect(of('DenyReconfiguration')).not.toContain('role/tre-north-scan');
});
