import { EC2Client, EnableEbsEncryptionByDefaultCommand, GetEbsEncryptionByDefaultCommand } from '@aws-sdk/client-ec2';
import {
  BatchGetAccountStatusCommand,
  EnableCommand,
  Inspector2Client,
  type ResourceScanType,
} from '@aws-sdk/client-inspector2';
import { GetPublicAccessBlockCommand, PutPublicAccessBlockCommand, S3ControlClient } from '@aws-sdk/client-s3-control';
import { type Switch, turnOn, wantedSwitches } from './account-settings.ts';
import { customResource } from './custom-resource.ts';

const ec2 = new EC2Client({});
const inspector = new Inspector2Client({});
const s3 = new S3ControlClient({});

const scans: ResourceScanType[] = ['EC2', 'ECR', 'LAMBDA'];

const ebsEncryption: Switch = {
  isOn: async () => (await ec2.send(new GetEbsEncryptionByDefaultCommand({}))).EbsEncryptionByDefault === true,
  turnOn: async () => {
    await ec2.send(new EnableEbsEncryptionByDefaultCommand({}));
  },
};

const inspection = (account: string): Switch => ({
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

const publicAccessBlock = (account: string): Switch => ({
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

export const handler = customResource(async ({ RequestType, ResourceProperties }) => {
  if (RequestType === 'Delete') return {};
  const account = String(ResourceProperties.account);
  return turnOn(wantedSwitches(ResourceProperties), {
    inspector: inspection(account),
    s3BlockPublicAccess: publicAccessBlock(account),
    ebsEncryption,
  });
});
