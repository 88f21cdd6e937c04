import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyDocument, type PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { CfnAlias, CfnKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { nameOf, type Tenancy } from '../tenancy.ts';
import { guardianStatements } from './key-policy.ts';

export interface ZoneKeyProps {
  readonly tenancy: Tenancy;
  /** What is under the key; its alias is `alias/tre-<deployment>-<zone>`. */
  readonly zone: string;
  readonly description: string;
  /** Who may use it and for what. Without any, nobody can. */
  readonly statements: readonly PolicyStatement[];
}

/**
 * A key that the deployer can keep but not use: rotated yearly, deleted 30 days after somebody asks (7 in a trial), and usable only
 * by those its statements name.
 */
export class ZoneKey extends Construct {
  readonly arn: string;

  /** The logical id is `<Id>Key`: frozen, for another id means another key and unreadable data. */
  constructor(scope: Construct, id: string, { tenancy, zone, description, statements }: ZoneKeyProps) {
    super(scope, id);
    const stack = Stack.of(this);
    const production = tenancy.stage === 'production';
    const key = new CfnKey(this, 'Key', {
      description,
      enableKeyRotation: true,
      pendingWindowInDays: production ? 30 : 7,
      keyPolicy: new PolicyDocument({ statements: [...guardianStatements(stack, tenancy), ...statements] }),
    });
    key.overrideLogicalId(`${id}Key`);
    key.applyRemovalPolicy(production ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY);
    this.arn = key.attrArn;

    const alias = new CfnAlias(this, 'Alias', {
      aliasName: `alias/${nameOf(tenancy, zone)}`,
      targetKeyId: key.attrKeyId,
    });
    alias.overrideLogicalId(`${id}KeyAlias`);
  }
}
