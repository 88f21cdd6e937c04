import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { SecureBrowser, type SecureBrowserProps } from '../constructs/safe-settings/secure-browser.ts';

export type SecureBrowserStackProps = StackProps &
  Omit<SecureBrowserProps, 'pages'> & {
    /** @default none: it opens nothing */
    readonly pages?: readonly string[];
  };

/** The one window into the network. A stack of its own, for it alone can be refused by AWS without anything else failing. */
export class SecureBrowserStack extends Stack {
  constructor(scope: Construct, id: string, props: SecureBrowserStackProps) {
    const { tenancy, vpcId, subnetIds, securityGroupId, identity, pages = [], ...rest } = props;
    const { accessLogsBucketName, logKeyArn, keepDays, ...stack } = rest;
    super(scope, id, stack);
    const logging = { accessLogsBucketName, logKeyArn, keepDays };
    new SecureBrowser(this, 'SecureBrowser', {
      tenancy,
      vpcId,
      subnetIds,
      securityGroupId,
      identity,
      pages,
      ...logging,
    });
  }
}
