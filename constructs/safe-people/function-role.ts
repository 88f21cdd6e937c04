import { Stack } from 'aws-cdk-lib';
import { CfnRole, Effect, PolicyDocument, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { writeUnderLogKey } from '../safe-settings/log-key-use.ts';
import { nameOf, type Tenancy } from '../tenancy.ts';
import { acknowledgeWildcard } from '../wildcards.ts';
import { type GateFunctionName, gateRoleName } from './gate-names.ts';

export interface FunctionRoleProps {
  readonly tenancy: Tenancy;
  readonly name: GateFunctionName;
  readonly description: string;
  /** What it may do, besides standing in its place and writing its own log. */
  readonly statements: readonly PolicyStatement[];
  readonly logKeyArn: string;
  readonly inVpc: boolean;
}

export const functionLogGroupName = (tenancy: Tenancy, name: GateFunctionName): string =>
  `/tre/${tenancy.deployment}/functions/${name}`;

/** EC2 knows no narrower resource for interfaces that Lambda makes. */
const standing = [
  'ec2:AssignPrivateIpAddresses',
  'ec2:CreateNetworkInterface',
  'ec2:DeleteNetworkInterface',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeSubnets',
  'ec2:UnassignPrivateIpAddresses',
];

/**
 * A role for one function. Lambda needs rights of the role to set the function into the network, and code inside the function could use them
 * too; the call of the code carries the function's ARN, Lambda's own does not, and the Deny tells them apart.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html#configuration-vpc-best-practice
 */
export class FunctionRole extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: FunctionRoleProps) {
    super(scope, id);
    const { tenancy, name, description, statements, logKeyArn, inVpc } = props;
    const stack = Stack.of(this);
    const streams = stack.formatArn({
      service: 'logs',
      resource: `log-group:${functionLogGroupName(tenancy, name)}:log-stream:*`,
    });
    const itself = stack.formatArn({ service: 'lambda', resource: `function:${nameOf(tenancy, name)}` });
    const role = new CfnRole(this, 'Role', {
      roleName: gateRoleName(tenancy, name),
      description,
      maxSessionDuration: 3600,
      assumeRolePolicyDocument: new PolicyDocument({
        statements: [
          new PolicyStatement({
            effect: Effect.ALLOW,
            principals: [new ServicePrincipal('lambda.amazonaws.com')],
            actions: ['sts:AssumeRole'],
          }),
        ],
      }),
      policies: [
        {
          policyName: name,
          policyDocument: new PolicyDocument({
            statements: [
              new PolicyStatement({
                sid: 'WriteOwnLog',
                effect: Effect.ALLOW,
                actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
                resources: [streams],
              }),
              writeUnderLogKey(stack, logKeyArn),
              ...(inVpc ? standInTheNetwork(itself) : []),
              ...statements,
            ],
          }),
        },
      ],
    });
    role.overrideLogicalId(`${pascal(name)}Role`);
    acknowledgeWildcard(role, streams, `Lambda names a stream anew at every start of ${name}; the group is its own`);
    if (inVpc) acknowledgeWildcard(role, '*', `Interfaces of ${name} have no name before Lambda makes them`);
    for (const statement of statements) {
      for (const resource of statement.resources.filter((one) => one.includes('*') && one !== '*')) {
        acknowledgeWildcard(role, resource, `${name}: ${reasonFor(statement.sid)}`);
      }
    }
    this.arn = role.attrArn;
  }
}

/** Why a statement of a gate function names a family of resources; one without a reason here is an error. */
const reasons: Readonly<Record<string, string>> = {
  AddToTheArchive: 'each event and certificate is an object of its own name, put once',
  BecomeAProject: 'a project is a role of this prefix, and each trusts the broker for itself alone',
  DeleteExtracts: 'a closed project loses every version in its bucket; none can be read or written',
  EndKeysOfProjects: 'keys have no names of their own; their aliases do, and the condition names those of projects',
  EndSessions: 'AWS names the portal, which is made after the function',
  ListExtracts: 'the bucket of a project is named by the project',
  KeepTexts: 'each text is an object named by its query, put once and read when its turn comes',
  SeeWhetherKeysAreGone:
    'a key that is gone has no alias left to be named by; a description tells nothing of what a key encrypts',
  PutAirlockDraft: 'each part and each file that somebody sends is an object named by project, person and deposit',
  PutAirlockInbound: 'each part that somebody sends is an object named by project, person and deposit',
  PutAirlockInputs: 'each file that came in is an object named by project, request and file',
  PutAirlockReview: 'each frozen file and each report is an object named by request and round',
  PutRelease: 'each file that leaves is an object named by project, request and file',
  ReadAirlockDraft: 'requests of every project lie there, and which one is asked for is for the register to decide',
  ReadAirlockInbound: 'requests of every project lie there, and which one is asked for is for the register to decide',
  ReadAirlockInputs: 'requests of every project lie there, and which one is asked for is for the register to decide',
  ReadAirlockReview: 'requests of every project lie there, and which one is asked for is for the register to decide',
  ReadRelease: 'releases of every project lie there, and which one is asked for is for the register to decide',
  SeeByWhichProfile: 'the workgroup of a project is named by the project, and bears its profile as a tag',
  SendRows: 'each result that somebody sends is an object named by project, person and deposit',
  StopQueriesOfProjects: 'the workgroup of a project is named by the project',
};

const reasonFor = (sid: string | undefined): string => {
  const reason = reasons[sid ?? ''];
  if (reason === undefined) throw new Error(`the statement ${sid} names a family of resources and says nowhere why`);
  return reason;
};

const standInTheNetwork = (itself: string): PolicyStatement[] => [
  new PolicyStatement({
    sid: 'StandInTheNetwork',
    effect: Effect.ALLOW,
    actions: [...standing],
    resources: ['*'],
  }),
  new PolicyStatement({
    sid: 'LambdaAloneNotTheCode',
    effect: Effect.DENY,
    actions: [...standing],
    resources: ['*'],
    conditions: { ArnEquals: { 'lambda:SourceFunctionArn': itself } },
  }),
];

export const pascal = (name: string): string =>
  name.replace(/(^|-)([a-z0-9])/g, (_, __, first: string) => first.toUpperCase());
