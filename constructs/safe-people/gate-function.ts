import { Duration, Stack } from 'aws-cdk-lib';
import { CfnRule } from 'aws-cdk-lib/aws-events';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { CfnEventSourceMapping, CfnFunction, CfnPermission } from 'aws-cdk-lib/aws-lambda';
import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { bundleOf } from '../bundle.ts';
import { keptInProduction } from '../kept.ts';
import { nameOf, type Tenancy } from '../tenancy.ts';
import { FunctionRole, functionLogGroupName, pascal } from './function-role.ts';
import type { GateFunctionName } from './gate-names.ts';

/** Where functions stand that may reach data: subnets and group of the services tier. */
export interface ServicesTier {
  readonly subnetIds: readonly string[];
  readonly securityGroupId: string;
}

export interface GateFunctionProps {
  readonly tenancy: Tenancy;
  readonly name: GateFunctionName;
  /** Handler below `lambdas/`, such as `safe-people/people`. */
  readonly bundle: string;
  readonly description: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly logKeyArn: string;
  /** Undefined for the one function that has the internet, and so reaches no data. */
  readonly place: ServicesTier | undefined;
  /** What its role may do; or the ARN of a role that stands already. */
  readonly rights: readonly PolicyStatement[] | { readonly roleArn: string };
  /** @default - 28 seconds, less than the 29 that a door waits: nothing goes on of which the person was told that it failed */
  readonly timeout?: Duration;
  readonly memorySize?: number;
  /** Runs at once, kept free for it whatever else the account runs. @default none */
  readonly reserved?: number | undefined;
}

/**
 * One function with a role of its own. Names of tables and buckets are all its environment holds; a secret would be readable to everybody who may
 * look at the function. Concurrency is reserved in production alone: new accounts have ten runs in all, and a reservation fails there.
 */
export class GateFunction extends Construct {
  readonly arn: string;
  readonly name: GateFunctionName;
  readonly logGroupName: string;
  readonly #tenancy: Tenancy;

  constructor(scope: Construct, id: string, props: GateFunctionProps) {
    super(scope, id);
    const { tenancy, name, bundle, description, environment, logKeyArn, place, rights } = props;
    const { reserved, timeout = Duration.seconds(28), memorySize = 512 } = props;
    this.name = name;
    this.#tenancy = tenancy;
    const logs = new CfnLogGroup(this, 'Logs', {
      logGroupName: functionLogGroupName(tenancy, name),
      kmsKeyId: logKeyArn,
      retentionInDays: 400,
    });
    logs.overrideLogicalId(`${pascal(name)}Logs`);
    keptInProduction(tenancy, logs);
    this.logGroupName = logs.ref;
    const role =
      'roleArn' in rights
        ? rights.roleArn
        : new FunctionRole(this, 'Role', {
            tenancy,
            name,
            description,
            statements: rights,
            logKeyArn,
            inVpc: place !== undefined,
          }).arn;

    const code = bundleOf(bundle);
    const { s3Location } = code.bind(this);
    if (s3Location === undefined) throw new Error(`${this.node.path} has no bundle in the bucket of code`);
    const made = new CfnFunction(this, 'Function', {
      functionName: nameOf(tenancy, name),
      description,
      runtime: 'nodejs24.x',
      architectures: ['arm64'],
      handler: 'index.handler',
      code: { s3Bucket: s3Location.bucketName, s3Key: s3Location.objectKey },
      role,
      environment: { variables: { ...environment } },
      loggingConfig: { logGroup: logs.ref },
      memorySize,
      timeout: timeout.toSeconds(),
      ...(reserved === undefined ? {} : { reservedConcurrentExecutions: reserved }),
      tracingConfig: { mode: 'PassThrough' },
      ...(place === undefined
        ? {}
        : { vpcConfig: { subnetIds: [...place.subnetIds], securityGroupIds: [place.securityGroupId] } }),
    });
    made.overrideLogicalId(`${pascal(name)}Function`);
    code.bindToResource(made);
    this.arn = made.attrArn;
  }

  /** Comes by the clock, so that a lost event delays something and loses nothing. */
  every(minutes: number): void {
    const unit = minutes === 1 ? 'minute' : 'minutes'; // AWS refuses `rate(1 minutes)`
    this.#startedBy('Clock', { scheduleExpression: `rate(${minutes} ${unit})` }, `Every ${minutes} ${unit}`);
  }

  /**
   * Comes when a table changes. The stream says that something did and is read no later than a day; what must not be lost waits in the table. A batch
   * that fails is tried once more and let go, and so is one that is older than the longest clock, which brings the function anyway: a function that
   * fails on purpose, so that somebody hears of what is late, must not come back all day. Halves of a batch would tell it nothing else.
   */
  whenChanged(id: string, streamArn: string): void {
    new CfnEventSourceMapping(this, id, {
      functionName: this.arn,
      eventSourceArn: streamArn,
      startingPosition: 'TRIM_HORIZON',
      batchSize: 100,
      maximumBatchingWindowInSeconds: 1,
      bisectBatchOnFunctionError: false,
      maximumRetryAttempts: 1,
      maximumRecordAgeInSeconds: 15 * 60,
      parallelizationFactor: 1,
    }).overrideLogicalId(`${pascal(this.name)}ToldOf${id}`);
  }

  /** Comes when EventBridge sees such an event. */
  when(id: string, eventPattern: object, description: string): void {
    this.#startedBy(id, { eventPattern }, description);
  }

  /** The one API that may call it: `v1/*` to answer requests, `authorizers/*` to say whose they are. */
  answers(apiId: string, what: 'v1/*' | 'authorizers/*'): void {
    const sourceArn = Stack.of(this).formatArn({ service: 'execute-api', resource: apiId, resourceName: what });
    this.#admit('Door', 'apigateway.amazonaws.com', sourceArn);
  }

  #startedBy(id: string, how: { scheduleExpression?: string; eventPattern?: object }, description: string): void {
    const rule = new CfnRule(this, id, {
      name: nameOf(this.#tenancy, this.name, id.toLowerCase()),
      description: `${description}: ${this.name}`,
      state: 'ENABLED',
      targets: [
        { arn: this.arn, id: this.name, retryPolicy: { maximumRetryAttempts: 2, maximumEventAgeInSeconds: 300 } },
      ],
      ...how,
    });
    rule.overrideLogicalId(`${pascal(this.name)}${id}`);
    this.#admit(id, 'events.amazonaws.com', rule.attrArn);
  }

  /**
   * By the ARN of the source: without it any rule or API of anybody could call, given the name. The ARN holds the account, so no `SourceAccount`
   * stands beside it: AWS's pages on both services show the ARN alone, and a key that a service does not send refuses every call.
   * https://docs.aws.amazon.com/lambda/latest/dg/services-apigateway.html
   */
  #admit(id: string, principal: string, sourceArn: string): void {
    new CfnPermission(this, `${id}Permission`, {
      action: 'lambda:InvokeFunction',
      functionName: this.arn,
      principal,
      sourceArn,
    }).overrideLogicalId(`${pascal(this.name)}From${id}`);
  }
}
