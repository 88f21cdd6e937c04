import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import { Effect, PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { nameOf, type Tenancy } from '../tenancy.ts';
import { acknowledgeWildcard } from '../wildcards.ts';
import type { LogBucket } from './log-bucket.ts';
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
  /** Log group that metric filters read. */
  readonly logGroupName: string;

  constructor(scope: Construct, id: string, { tenancy, archive, logKey, managementTrail }: AuditTrailProps) {
    super(scope, id);
    const stack = Stack.of(this);
    this.logGroupName = `/tre/${tenancy.deployment}/trail`;
    const group = new CfnLogGroup(this, 'Logs', {
      logGroupName: this.logGroupName,
      kmsKeyId: logKey,
      retentionInDays: 400,
    });
    group.overrideLogicalId('TrailLogs');
    group.applyRemovalPolicy(tenancy.stage === 'production' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY);

    const streams = stack.formatArn({
      service: 'logs',
      resource: `log-group:${this.logGroupName}:log-stream:${stack.account}_CloudTrail_*`,
    });
    const role = new Role(this, 'Writer', {
      roleName: nameOf(tenancy, 'trail-logs'),
      description: 'Lets CloudTrail write the log group that alarms watch',
      assumedBy: new ServicePrincipal('cloudtrail.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceArn': trailArn(stack, tenancy) } },
      }),
      inlinePolicies: {
        write: new PolicyDocument({
          statements: [
            new PolicyStatement({
              effect: Effect.ALLOW,
              actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
              resources: [streams],
            }),
          ],
        }),
      },
    });

    acknowledgeWildcard(role, streams, 'CloudTrail names its own log streams, all with this account in front');

    const trail = new CfnTrail(this, 'Trail', {
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
    trail.overrideLogicalId('AuditTrail');
    trail.addResourceDependency(archive.policy);
    trail.node.addDependency(role);
    if (tenancy.stage === 'production') trail.applyRemovalPolicy(RemovalPolicy.RETAIN);
  }
}
