import { EC2Client } from '@aws-sdk/client-ec2';
import { customResource } from './custom-resource.ts';
import { networkSettings } from './network-settings.ts';
import { ec2Ports } from './network-settings-ec2.ts';

export const handler = customResource(networkSettings(ec2Ports(new EC2Client())));
