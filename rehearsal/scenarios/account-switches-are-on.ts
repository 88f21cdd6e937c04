import { strict as assert } from 'node:assert';
import { GetEbsEncryptionByDefaultCommand } from '@aws-sdk/client-ec2';
import { GetPublicAccessBlockCommand } from '@aws-sdk/client-s3-control';
import type { Scenario } from './scenario.ts';

export const accountSwitchesAreOn: Scenario = {
  sentence: 'the account encrypts new volumes and blocks public access, switched on by our own function',
  at: 'deployed',
  passes: ['plain', 'iam'],
  cannot: ({ deployment: { provisions } }) =>
    provisions.ebsEncryption.by === 'created-here' && provisions.s3BlockPublicAccess.by === 'created-here'
      ? undefined
      : 'the organisation provides them, so the estate leaves them alone',
  async run({ account, clients: { ec2, s3control } }) {
    const { EbsEncryptionByDefault } = await ec2.send(new GetEbsEncryptionByDefaultCommand({}));
    assert.equal(EbsEncryptionByDefault, true);
    const { PublicAccessBlockConfiguration } = await s3control.send(
      new GetPublicAccessBlockCommand({ AccountId: account }),
    );
    assert.deepEqual(
      { ...PublicAccessBlockConfiguration },
      { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true },
    );
    return '2 switches';
  },
};
