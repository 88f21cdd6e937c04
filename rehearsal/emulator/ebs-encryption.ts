import { EC2Client, GetEbsEncryptionByDefaultCommand } from '@aws-sdk/client-ec2';
import { type StandIn, xml } from './stand-in.ts';

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_GetEbsEncryptionByDefault.html */
export const ebsEncryption: StandIn = {
  name: 'ebs-encryption',
  says: 'EC2 does not know the account switch that encrypts every new volume; off in a new account, as on AWS',
  open() {
    let on = false;
    return ({ call: { name } }) => {
      const [, verb] = /^ec2:(Get|Enable|Disable)EbsEncryptionByDefault$/.exec(name) ?? [];
      if (verb === undefined) return undefined;
      if (verb !== 'Get') on = verb === 'Enable';
      return xml(
        200,
        `<${verb}EbsEncryptionByDefaultResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><ebsEncryptionByDefault>${on}</ebsEncryptionByDefault></${verb}EbsEncryptionByDefaultResponse>`,
      );
    };
  },
  async stillNeeded(endpoint) {
    const ec2 = new EC2Client({
      endpoint,
      region: 'eu-west-2',
      maxAttempts: 1,
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });
    return ec2.send(new GetEbsEncryptionByDefaultCommand({})).then(
      () => false,
      (error: Error) => error.name === 'InvalidAction',
    );
  },
};
