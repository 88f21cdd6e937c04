import { CfnCustomResource, Duration, Stack } from 'aws-cdk-lib';
import { Effect, PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { CfnLogGroup, LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { bundleOf } from '../bundle.ts';
import { keptInProduction } from '../kept.ts';
import { nameOf, type Tenancy } from '../tenancy.ts';
import { acknowledgeWildcard } from '../wildcards.ts';
import { writeUnderLogKey } from './log-key-use.ts';

export interface SettingsFunctionProps {
  readonly tenancy: Tenancy;
  /** Handler below `lambdas/`, such as `safe-settings/network-settings`. */
  readonly bundle: string;
  /** Names function, role and log group: `tre-<deployment>-<name>`. */
  readonly name: string;
  /** What it may do, besides writing its own log. Never a data action on a data store: it stands outside the network. */
  readonly statements: readonly PolicyStatement[];
  /** ARN of the key of its log group. */
  readonly logKey: string;
  /** @default - 2 minutes */
  readonly timeout?: Duration;
}

/**
 * A function that makes settings which have no CloudFormation type. It stands outside the VPC, because a custom resource inside
 * would need CloudFormation's answer bucket in the S3 endpoint policy; so it has the internet, and must reach no data.
 */
export class SettingsFunction extends Construct {
  readonly #function: LambdaFunction;
  readonly #timeout: Duration;

  constructor(scope: Construct, id: string, props: SettingsFunctionProps) {
    super(scope, id);
    const { tenancy, bundle, name, statements, logKey, timeout = Duration.minutes(2) } = props;
    const stack = Stack.of(this);
    this.#timeout = timeout;

    const logGroupName = `/tre/${tenancy.deployment}/functions/${name}`;
    const logs = new CfnLogGroup(this, 'Logs', { logGroupName, kmsKeyId: logKey, retentionInDays: 400 });
    logs.overrideLogicalId(`${logicalName(name)}Logs`);
    keptInProduction(tenancy, logs);

    const streams = stack.formatArn({ service: 'logs', resource: `log-group:${logGroupName}:log-stream:*` });
    const role = new Role(this, 'Role', {
      roleName: nameOf(tenancy, name),
      description: `Lets the function ${name} make its settings and write its log`,
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      inlinePolicies: {
        settings: new PolicyDocument({
          statements: [
            new PolicyStatement({
              effect: Effect.ALLOW,
              actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
              resources: [streams],
            }),
            writeUnderLogKey(stack, logKey),
            ...statements,
          ],
        }),
      },
    });

    acknowledgeWildcard(
      role,
      streams,
      `Lambda names a log stream of ${name} anew at every start; the group is the function's own`,
    );
    this.#function = new LambdaFunction(this, 'Function', {
      functionName: nameOf(tenancy, name),
      description: `Settings without a CloudFormation type: ${name}`,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      code: bundleOf(bundle),
      handler: 'index.handler',
      role,
      logGroup: LogGroup.fromLogGroupName(this, 'OwnLogs', logGroupName),
      memorySize: 256,
      timeout,
    });
    this.#function.node.addDependency(logs);
  }

  /** A custom resource that the function serves. CloudFormation gives up shortly after the function would. */
  resource(id: string, properties: Readonly<Record<string, unknown>>): CfnCustomResource {
    const resource = new CfnCustomResource(this, id, {
      serviceToken: this.#function.functionArn,
      serviceTimeout: this.#timeout.toSeconds() + 60,
    });
    for (const [name, value] of Object.entries(properties)) resource.addPropertyOverride(name, value);
    return resource;
  }
}

const logicalName = (name: string): string =>
  name.replace(/(^|-)([a-z0-9])/g, (_, __, first: string) => first.toUpperCase());
