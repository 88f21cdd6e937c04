import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { ArnPrincipal, Effect, PolicyDocument, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnAlias, CfnKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { deployerRoleArn, nameOf, type Tenancy } from '../tenancy.ts';
import { guardianStatements } from './key-policy.ts';

export interface SecureBrowserKeyProps {
  readonly tenancy: Tenancy;
}

/** What the service does with the key of its settings. Never CreateGrant. */
const use = [
  'kms:DescribeKey',
  'kms:GenerateDataKey',
  'kms:GenerateDataKeyWithoutPlaintext',
  'kms:Decrypt',
  'kms:ReEncryptTo',
  'kms:ReEncryptFrom',
];

/**
 * Key of what the secure browser stores: its settings, policies and the names of who signed in. No patient data is under it.
 *
 * The service uses the deployer's own rights when it can and its service principal when it must, so both need the key. Its
 * settings cannot change keys later. Encryption contexts name resources that do not exist yet: account is the condition.
 * https://docs.aws.amazon.com/workspaces-web/latest/adminguide/encryption-rest.html
 */
export class SecureBrowserKey extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, { tenancy }: SecureBrowserKeyProps) {
    super(scope, id);
    const stack = Stack.of(this);
    const production = tenancy.stage === 'production';
    const allow = (
      sid: string,
      principal: ArnPrincipal | ServicePrincipal,
      actions: string[],
      conditions: Record<string, Record<string, string>>,
    ) =>
      new PolicyStatement({
        sid,
        effect: Effect.ALLOW,
        principals: [principal],
        actions,
        resources: ['*'],
        conditions,
      });
    const deployer = new ArnPrincipal(deployerRoleArn(stack, tenancy));

    const key = new CfnKey(this, 'Key', {
      description: `Settings of the secure browser of ${nameOf(tenancy)}`,
      enableKeyRotation: true,
      pendingWindowInDays: production ? 30 : 7,
      keyPolicy: new PolicyDocument({
        statements: [
          ...guardianStatements(stack, tenancy),
          allow('DeployerThroughSecureBrowser', deployer, use, {
            StringEquals: {
              'kms:ViaService': `workspaces-web.${stack.region}.amazonaws.com`,
              'kms:CallerAccount': stack.account,
            },
          }),
          allow('SecureBrowser', new ServicePrincipal('workspaces-web.amazonaws.com'), use, {
            StringEquals: { 'aws:SourceAccount': stack.account },
          }),
        ],
      }),
    });
    key.overrideLogicalId('SecureBrowserKey');
    key.applyRemovalPolicy(production ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY);
    const alias = new CfnAlias(this, 'Alias', {
      aliasName: `alias/${nameOf(tenancy, 'secure-browser')}`,
      targetKeyId: key.ref,
    });
    alias.overrideLogicalId('SecureBrowserKeyAlias');
    this.arn = key.attrArn;
  }
}
