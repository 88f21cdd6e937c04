import { EC2Client } from '@aws-sdk/client-ec2';
import { Inspector2Client } from '@aws-sdk/client-inspector2';
import { S3ControlClient } from '@aws-sdk/client-s3-control';
import { accountSettings } from './account-settings.ts';
import { accountSwitches } from './account-switches.ts';
import { customResource } from './custom-resource.ts';

const clients = { ec2: new EC2Client(), inspector: new Inspector2Client(), s3: new S3ControlClient() };
export const handler = customResource(accountSettings((account) => accountSwitches(clients, account)));
