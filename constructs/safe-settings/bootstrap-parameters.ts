import { CfnParameter, type Stack } from 'aws-cdk-lib';
import type { Tenancy } from '../tenancy.ts';

/** What `cdk bootstrap` asks of a stack that is there before it overwrites it. The default template says something else, and so stays away. */
export const bootstrapVariant = 'Trusted research environment: narrow rights, trusted by the pipeline alone';

/**
 * `cdk bootstrap` passes these whatever a template declares, and CloudFormation refuses what is not declared. Each may say
 * only what it says anyway, and nothing in the template refers to any of them: they decide nothing.
 */
export function bootstrapParameters(stack: Stack, { qualifier }: Tenancy): void {
  const only = (id: string, value: string, description: string, ...earlier: string[]) =>
    new CfnParameter(stack, id, { type: 'String', default: value, allowedValues: [value, ...earlier], description });
  only('BootstrapVariant', bootstrapVariant, 'Keeps the default bootstrap from replacing this one');
  only('Qualifier', qualifier, 'The qualifier of the deployment file');
  only('PublicAccessBlockConfiguration', 'true', 'Public access is blocked in any case');
  // A default bootstrap with a key of its own leaves the empty value, which is passed on.
  only('FileAssetsBucketKmsKeyId', 'AWS_MANAGED_KEY', 'Passed and not used: the bucket has a key of its own', '');
}
