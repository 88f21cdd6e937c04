import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import { CfnParameter as CfnSsmParameter } from 'aws-cdk-lib/aws-ssm';
import type { Construct } from 'constructs';
import { AssetStore } from '../constructs/safe-settings/asset-store.ts';
import {
  bootstrapRoleArn,
  bootstrapVersionName,
  executionRoleArn,
} from '../constructs/safe-settings/bootstrap-names.ts';
import { bootstrapParameters } from '../constructs/safe-settings/bootstrap-parameters.ts';
import { DeploymentRoles } from '../constructs/safe-settings/deployment-roles.ts';
import type { Tenancy } from '../constructs/tenancy.ts';
import { unbootstrapped } from './unbootstrapped.ts';

export interface ToolkitStackProps extends StackProps {
  readonly tenancy: Tenancy;
  readonly pipelineRole: string;
  readonly boundary: string | undefined;
}

/** Of the default template that this one stands in for: the CDK asks which features a bootstrap has by this number. */
const bootstrapVersion = '33';

/**
 * What `cdk bootstrap --template` takes in place of the default, whose execution role is an administrator and whose other roles the whole
 * account may become.
 */
export class ToolkitStack extends Stack {
  constructor(scope: Construct, id: string, { tenancy, pipelineRole, boundary, ...stack }: ToolkitStackProps) {
    super(scope, id, { ...stack, synthesizer: unbootstrapped() });
    bootstrapParameters(this, tenancy);
    const roles = new DeploymentRoles(this, 'Roles', { tenancy, pipelineRole, boundary });
    const assets = new AssetStore(this, 'Assets', {
      tenancy,
      writer: bootstrapRoleArn(this, tenancy, 'file-publishing'),
      readers: [bootstrapRoleArn(this, tenancy, 'deploy'), executionRoleArn(this, tenancy)],
    });
    // Named, not referred to: and IAM and KMS refuse who does not exist yet.
    for (const role of [roles.publishing, roles.deploy, roles.execution]) assets.key.addResourceDependency(role);
    // The CLI and the tests of CDK look for these names.
    new CfnSsmParameter(this, 'Version', {
      type: 'String',
      name: bootstrapVersionName(tenancy),
      value: bootstrapVersion,
      description: 'Asked by every stack before it deploys',
    }).overrideLogicalId('CdkBootstrapVersion');
    new CfnOutput(this, 'BootstrapVersion', { value: bootstrapVersion });
    new CfnOutput(this, 'BucketName', { value: assets.bucket.ref });
    new CfnOutput(this, 'BucketDomainName', { value: assets.bucket.attrRegionalDomainName });
  }
}
