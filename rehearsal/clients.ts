import { AthenaClient } from '@aws-sdk/client-athena';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EC2Client } from '@aws-sdk/client-ec2';
import { GlueClient } from '@aws-sdk/client-glue';
import { IAMClient } from '@aws-sdk/client-iam';
import { KMSClient } from '@aws-sdk/client-kms';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { S3ControlClient } from '@aws-sdk/client-s3-control';
import { STSClient } from '@aws-sdk/client-sts';
import './emulator/localhost-names.cjs';
import { networkHeader } from './rewrites/network-of-the-call.ts';

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export interface Access {
  /** Undefined: AWS itself. */
  readonly endpoint: string | undefined;
  readonly region: string;
  /** Undefined: whatever the SDK finds, such as a profile. */
  readonly credentials?: Credentials;
  /** Whether the calls say that they come from our VPC. */
  readonly inside?: boolean;
}

export type Clients = ReturnType<typeof clientsFor>;

/** The real SDK clients of the lock file, all in the name of one principal and from one place. */
export function clientsFor({ endpoint, region, credentials, inside = false }: Access) {
  const settings = {
    region,
    maxAttempts: 2,
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(credentials === undefined ? {} : { credentials }),
  };
  const clients = {
    athena: new AthenaClient(settings),
    cloudformation: new CloudFormationClient(settings),
    cognito: new CognitoIdentityProviderClient(settings),
    dynamodb: new DynamoDBClient({ ...settings, accountIdEndpointMode: 'disabled' }),
    ec2: new EC2Client(settings),
    glue: new GlueClient(settings),
    iam: new IAMClient(settings),
    kms: new KMSClient(settings),
    lambda: new LambdaClient({ ...settings, maxAttempts: 1 }),
    s3: new S3Client({ ...settings, forcePathStyle: true }),
    s3control: new S3ControlClient(settings),
    sts: new STSClient(settings),
  };
  if (inside) for (const client of Object.values(clients)) sayInside(client);
  return clients;
}

interface Request {
  readonly headers: Record<string, string>;
}

/** After signing, for the proxy takes the header off again. */
function sayInside(client: { middlewareStack: S3Client['middlewareStack'] } | { middlewareStack: unknown }): void {
  (client.middlewareStack as S3Client['middlewareStack']).add(
    (next) => (args) => {
      (args.request as Request).headers[networkHeader] = 'inside';
      return next(args);
    },
    { step: 'finalizeRequest', priority: 'low', name: 'sayInside' },
  );
}
