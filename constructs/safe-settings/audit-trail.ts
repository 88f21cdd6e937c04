import { Stack } from 'aws-cdk-lib';
import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import { Effect, PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { keptInProduction } from '../kept.ts';
import { nameOf, type Tenancy } from '../tenancy.ts';
import { acknowledgeWildcard } from '../wildcards.ts';
import type { LogBucket } from './log-bucket.ts';
import { writeUnderLogKey } from './log-key-use.ts';
import { trailSelectors } from './trail-selectors.ts';

export interface AuditTrailProps {
  readonly tenancy: Tenancy;
  readonly archive: LogBucket;
  readonly logKey: string;
  /** `organisation`: another trail has the management events; a second copy of them costs $2 per 100,000. */
  readonly managementTrail: 'created-here' | 'organisation';
}

export const trailName = (tenancy: Tenancy): string => nameOf(tenancy, 'trail');

/** Known before the trail exists, which breaks the circle of trail, key and bucket. */
export const trailArn = (stack: Stack, tenancy: Tenancy): string =>
  stack.formatArn({ service: 'cloudtrail', resource: 'trail', resourceName: trailName(tenancy) });

/**
 * Who did what to which data, and which calls an endpoint refused, in every region, signed hour by hour. CloudTrail hides the text of
 * Athena queries: the trail shows that somebody asked, not what.
 * https://docs.aws.amazon.com/athena/latest/ug/monitor-with-cloudtrail.html
 */
export class AuditTrail extends Construct {
  /** Log group that metric filters read; a reference, for they must wait for it. */
  readonly logGroupName: string;
  readonly trail: CfnTrail;

  constructor(scope: Construct, id: string, { tenancy, archive, logKey, managementTrail }: AuditTrailProps) {
    super(scope, id);
    const stack = Stack.of(this);
    const logGroupName = `/tre/${tenancy.deployment}/trail`;
    const group = new CfnLogGroup(this, 'Logs', {
      logGroupName,
      kmsKeyId: logKey,
      retentionInDays: 400,
    });
    group.overrideLogicalId('TrailLogs');
    this.logGroupName = group.ref;
    keptInProduction(tenancy, group);

    const streams = stack.formatArn({
      service: 'logs',
      resource: `log-group:${logGroupName}:log-stream:${stack.account}_CloudTrail_*`,
    });
    const role = new Role(this, 'Writer', {
      roleName: nameOf(tenancy, 'trail-logs'),
      description: 'Lets CloudTrail write the log group that alarms watch',
      // No condition on the source: CloudTrail was seen to refuse a trail whose role has one ("check the trust relationships").
      // What bounds the role is the one log group it may write. https://github.com/prowler-cloud/prowler/issues/4714
      assumedBy: new ServicePrincipal('cloudtrail.amazonaws.com'),
      inlinePolicies: {
        write: new PolicyDocument({
          statements: [
            new PolicyStatement({
              effect: Effect.ALLOW,
              actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
              resources: [streams],
            }),
            writeUnderLogKey(stack, logKey),
          ],
        }),
      },
    });

    acknowledgeWildcard(role, streams, 'CloudTrail names its own log streams, all with this account in front');

    this.trail = new CfnTrail(this, 'Trail', {
      trailName: trailName(tenancy),
      isLogging: true,
      isMultiRegionTrail: true,
      includeGlobalServiceEvents: true,
      enableLogFileValidation: true,
      kmsKeyId: logKey,
      s3BucketName: archive.bucket.ref,
      cloudWatchLogsLogGroupArn: group.attrArn,
      cloudWatchLogsRoleArn: role.roleArn,
      advancedEventSelectors: trailSelectors(stack, tenancy, managementTrail),
    });
    this.trail.overrideLogicalId('AuditTrail');
    this.trail.addResourceDependency(archive.policy);
    this.trail.node.addDependency(role);
    keptInProduction(tenancy, this.trail);
  }
}
