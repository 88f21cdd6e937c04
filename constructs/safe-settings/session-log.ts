import { Stack } from 'aws-cdk-lib';
import { Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnSessionLogger } from 'aws-cdk-lib/aws-workspacesweb';
import { Construct } from 'constructs';
import { nameOf, roleArn, type Tenancy } from '../tenancy.ts';
import { LogBucket } from './log-bucket.ts';
import { Purge, purgeRoleName } from './purge.ts';

export interface SessionLogProps {
  readonly tenancy: Tenancy;
  /** Of the secure browser, which its service may use. */
  readonly keyArn: string;
  readonly accessLogsBucketName: string;
  /** ARN of the key of log groups. */
  readonly logKeyArn: string;
  readonly keepDays: number;
}

/**
 * Every event of every session: who, from where, when, and which address was opened. Addresses of our page hold ids only; what is shown, typed
 * or copied is never recorded. https://docs.aws.amazon.com/workspaces-web/latest/adminguide/session-events-session-logger.html
 *
 * Not under Object Lock: AWS does not say that the service sends the checksum which a locked bucket demands, and a log that is refused is no
 * log. Nobody may delete from it all the same. The stack is its own, so the bucket is as well: it goes where the browser goes.
 */
export class SessionLog extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: SessionLogProps) {
    super(scope, id);
    const { tenancy, keyArn, accessLogsBucketName, logKeyArn, keepDays } = props;
    const stack = Stack.of(this);
    const trial = tenancy.stage === 'trial';
    const stackNoun = 'secure-browser';
    const kept = new LogBucket(this, 'BrowserSessions', {
      tenancy,
      noun: 'browser-sessions',
      keyArn,
      lockYears: undefined,
      keepDays,
      accessLogsBucketName,
      purgeRoleArns: trial ? [roleArn(stack, purgeRoleName(tenancy, stackNoun))] : [],
      statements: (bucketArn) => [
        new PolicyStatement({
          sid: 'SecureBrowserWrites',
          effect: Effect.ALLOW,
          principals: [new ServicePrincipal('workspaces-web.amazonaws.com')],
          actions: ['s3:PutObject'],
          resources: [`${bucketArn}/*`],
          conditions: { StringEquals: { 'aws:SourceAccount': stack.account } },
        }),
      ],
    });
    if (trial) new Purge(this, 'Purge', { tenancy, stackNoun, buckets: [kept], logKey: logKeyArn });

    const logger = new CfnSessionLogger(this, 'Logger', {
      displayName: nameOf(tenancy, 'sessions'),
      eventFilter: { all: {} },
      logConfiguration: {
        s3: {
          bucket: kept.bucket.ref,
          bucketOwner: stack.account,
          folderStructure: 'NestedByDate',
          logFileFormat: 'JSONLines',
        },
      },
      customerManagedKey: keyArn,
    });
    // the service tries to write when it is made
    logger.addResourceDependency(kept.policy);
    this.arn = logger.attrSessionLoggerArn;
  }
}
