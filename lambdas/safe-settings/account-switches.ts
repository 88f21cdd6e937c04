import {
  type EC2Client,
  EnableEbsEncryptionByDefaultCommand,
  GetEbsEncryptionByDefaultCommand,
} from '@aws-sdk/client-ec2';
import {
  BatchGetAccountStatusCommand,
  EnableCommand,
  type Inspector2Client,
  type ResourceScanType,
} from '@aws-sdk/client-inspector2';
import {
  GetPublicAccessBlockCommand,
  PutPublicAccessBlockCommand,
  type S3ControlClient,
} from '@aws-sdk/client-s3-control';
import type { Switch, SwitchName } from './account-settings.ts';

const scans: ResourceScanType[] = ['EC2', 'ECR', 'LAMBDA'];

const ebsEncryption = (ec2: EC2Client): Switch => ({
  isOn: async () => (await ec2.send(new GetEbsEncryptionByDefaultCommand({}))).EbsEncryptionByDefault === true,
  turnOn: async () => {
    await ec2.send(new EnableEbsEncryptionByDefaultCommand({}));
  },
});

const inspection = (inspector: Inspector2Client, account: string): Switch => ({
  async isOn() {
    const { accounts } = await inspector.send(new BatchGetAccountStatusCommand({ accountIds: [account] }));
    const states = accounts?.[0]?.resourceState;
    // Enabling takes minutes; a scan that is being enabled is on its way and needs no second call.
    return [states?.ec2, states?.ecr, states?.lambda].every(
      (state) => state?.status === 'ENABLED' || state?.status === 'ENABLING',
    );
  },
  async turnOn() {
    const { failedAccounts = [] } = await inspector.send(
      new EnableCommand({ accountIds: [account], resourceTypes: scans }),
    );
    if (failedAccounts.length > 0)
      throw new Error(`Inspector: ${failedAccounts[0]?.errorCode}: ${failedAccounts[0]?.errorMessage}`);
  },
});

const publicAccessBlock = (s3: S3ControlClient, account: string): Switch => ({
  async isOn() {
    try {
      const { PublicAccessBlockConfiguration: block } = await s3.send(
        new GetPublicAccessBlockCommand({ AccountId: account }),
      );
      return [
        block?.BlockPublicAcls,
        block?.BlockPublicPolicy,
        block?.IgnorePublicAcls,
        block?.RestrictPublicBuckets,
      ].every(Boolean);
    } catch (error) {
      if (error instanceof Error && error.name === 'NoSuchPublicAccessBlockConfiguration') return false;
      throw error;
    }
  },
  async turnOn() {
    await s3.send(
      new PutPublicAccessBlockCommand({
        AccountId: account,
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
      }),
    );
  },
});

export interface Clients {
  readonly ec2: EC2Client;
  readonly inspector: Inspector2Client;
  readonly s3: S3ControlClient;
}

/** The switches of one account, as AWS tells and sets them. */
export const accountSwitches = (
  { ec2, inspector, s3 }: Clients,
  account: string,
): Readonly<Record<SwitchName, Switch>> => ({
  inspector: inspection(inspector, account),
  s3BlockPublicAccess: publicAccessBlock(s3, account),
  ebsEncryption: ebsEncryption(ec2),
});
