import { Stack } from 'aws-cdk-lib';
import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { nameOf, roleArn, type Tenancy } from '../tenancy.ts';
import { FunctionRole } from './function-role.ts';
import { fromOurNetwork, readTable, type TableInUse, writeTable } from './table-rights.ts';

export interface BrokerProps {
  readonly tenancy: Tenancy;
  readonly vpcId: string;
  readonly logKeyArn: string;
  readonly register: TableInUse;
  readonly queries: TableInUse;
  readonly texts: { readonly bucketArn: string; readonly keyArn: string };
  /** Where results that somebody wants to send are put, and under which beginning of a key. */
  readonly drafts: { readonly bucketArn: string; readonly prefix: string; readonly keyArn: string };
}

/**
 * The role that alone may become a project's role. It stands before its function, because IAM refuses a trust policy that names a
 * principal which does not exist: project stacks deploy first. Besides becoming it asks the register, keeps the list of queries and
 * their texts, of which it reads one back when a query that waited has its turn, and puts the rows that somebody sends among the drafts, which it
 * never reads back; it reads no record except as a project.
 */
export class Broker extends Construct {
  constructor(scope: Construct, id: string, props: BrokerProps) {
    super(scope, id);
    const { tenancy, vpcId, logKeyArn, register, queries, texts, drafts } = props;
    const stack = Stack.of(this);
    const projects = roleArn(stack, nameOf(tenancy, 'project-*'));
    const objects = `${texts.bucketArn}/*`;
    const throughS3 = { StringEquals: { 'kms:ViaService': `s3.${stack.region}.amazonaws.com` } };
    const allow = (sid: string, actions: string[], resources: string[], conditions = {}) =>
      new PolicyStatement({ sid, effect: Effect.ALLOW, actions, resources, conditions });
    new FunctionRole(this, 'Function', {
      tenancy,
      name: 'broker',
      description: 'Becomes a project role in the name of one person for one call; reads no record itself',
      logKeyArn,
      inVpc: true,
      statements: [
        allow('BecomeAProject', ['sts:AssumeRole', 'sts:SetSourceIdentity', 'sts:TagSession'], [projects]),
        ...readTable(stack, vpcId, 'Register', register),
        ...writeTable(stack, vpcId, 'Queries', queries),
        allow('KeepTexts', ['s3:GetObject', 's3:PutObject'], [objects], fromOurNetwork(vpcId)),
        allow('OpenTexts', ['kms:Decrypt', 'kms:GenerateDataKey'], [texts.keyArn], throughS3),
        allow('SendRows', ['s3:PutObject'], [`${drafts.bucketArn}/${drafts.prefix}*`], fromOurNetwork(vpcId)),
        allow('CloseDrafts', ['kms:GenerateDataKey'], [drafts.keyArn], throughS3),
      ],
    });
  }
}
