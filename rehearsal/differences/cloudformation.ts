import { GetRoleCommand } from '@aws-sdk/client-iam';
import {
  GetBucketEncryptionCommand,
  GetObjectLockConfigurationCommand,
  HeadBucketCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import type { Difference } from './difference.ts';
import { probeStack, removeProbe } from './probe-stack.ts';

const passes = ['plain'] as const;
const bucket = (Properties: object) => ({ Store: { Type: 'AWS::S3::Bucket', Properties } });

/** What the emulator's CloudFormation does otherwise than AWS's. */
export const cloudFormationDifferences: readonly Difference[] = [
  {
    name: 'account-regional-bucket-names',
    onAws: 'BucketNamePrefix in the account-regional namespace gives <prefix>-<account>-<region>-an',
    here: 'prefix and namespace are passed over, and the name is made from stack and logical id',
    bridgedBy: 'rewrites/bucket-names.ts',
    passes,
    async stillThere(stage) {
      const name = 'tre-rehearsal-probe-namespace';
      await probeStack(stage, name, bucket({ BucketNamespace: 'account-regional', BucketNamePrefix: 'tre-probe' }));
      const full = `tre-probe-${stage.account}-${stage.region}-an`;
      const found = await stage.clients.s3.send(new HeadBucketCommand({ Bucket: full })).catch(() => undefined);
      await removeProbe(stage, name);
      return found === undefined;
    },
  },
  {
    name: 'permissions-boundary-of-a-role',
    onAws: 'a role is made with the boundary of its template',
    here: 'the boundary is dropped; set by API it holds',
    bridgedBy: 'target/put-back.ts',
    passes,
    async stillThere(stage) {
      const name = 'tre-rehearsal-probe-boundary';
      const document = { Version: '2012-10-17', Statement: [] };
      await probeStack(stage, name, {
        Boundary: { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: document } },
        Bounded: {
          Type: 'AWS::IAM::Role',
          Properties: {
            RoleName: name,
            AssumeRolePolicyDocument: document,
            PermissionsBoundary: { Ref: 'Boundary' },
          },
        },
      });
      const { Role } = await stage.clients.iam.send(new GetRoleCommand({ RoleName: name }));
      await removeProbe(stage, name);
      return Role?.PermissionsBoundary === undefined;
    },
  },
  {
    name: 'encryption-and-lock-of-a-bucket',
    onAws: 'a bucket has the default encryption and the lock of its template',
    here: 'both are dropped',
    bridgedBy: 'nothing: no scenario reads them, and rules judge them in the templates',
    passes,
    async stillThere(stage) {
      const name = 'tre-rehearsal-probe-lock';
      const sse = { ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } };
      await probeStack(
        stage,
        name,
        bucket({
          BucketName: name,
          ObjectLockEnabled: true,
          BucketEncryption: { ServerSideEncryptionConfiguration: [sse] },
        }),
      );
      const { s3 } = stage.clients;
      const lock = await s3.send(new GetObjectLockConfigurationCommand({ Bucket: name })).catch(() => undefined);
      const { ServerSideEncryptionConfiguration: set } = await s3.send(
        new GetBucketEncryptionCommand({ Bucket: name }),
      );
      const algorithm = set?.Rules?.[0]?.ApplyServerSideEncryptionByDefault?.SSEAlgorithm;
      await removeProbe(stage, name);
      return lock === undefined && algorithm !== 'aws:kms';
    },
  },
  {
    name: 'removal-of-a-bucket-that-holds-objects',
    onAws: 'the removal fails until the bucket is empty',
    here: 'the bucket goes with all that is in it',
    bridgedBy: 'the scenario on removal, which counts the deletions that our own function made',
    passes,
    async stillThere(stage) {
      const name = 'tre-rehearsal-probe-full';
      await probeStack(stage, name, bucket({ BucketName: name }));
      await stage.clients.s3.send(new PutObjectCommand({ Bucket: name, Key: 'x', Body: 'x' }));
      return removeProbe(stage, name).then(
        () => true,
        () => false,
      );
    },
  },
  {
    name: 'alarm-with-metrics',
    onAws: 'an alarm may add metrics up',
    here: 'the stack is refused',
    bridgedBy: 'left-out/half-known.ts',
    passes,
    async stillThere(stage) {
      const name = 'tre-rehearsal-probe-alarm';
      const metric = { Metric: { MetricName: 'x', Namespace: 'y' }, Period: 60, Stat: 'Sum' };
      const outcome = await probeStack(stage, name, {
        Sum: {
          Type: 'AWS::CloudWatch::Alarm',
          Properties: {
            ComparisonOperator: 'GreaterThanThreshold',
            EvaluationPeriods: 1,
            Threshold: 1,
            Metrics: [
              { Id: 'a', MetricStat: metric, ReturnData: false },
              { Id: 'b', Expression: 'a * 2' },
            ],
          },
        },
      });
      await removeProbe(stage, name);
      return outcome === 'refused';
    },
  },
];
