import { CreatePolicyCommand } from '@aws-sdk/client-iam';
import { CreateBucketCommand } from '@aws-sdk/client-s3';
import type { Deployment } from '../../lib/config/deployment.ts';
import type { Clients } from '../clients.ts';
import { resultsBucket } from './results-bucket.ts';

/** What a fresh emulated account lacks and a real one has: the boundary of the landing zone, and our place for results. */
export async function prepare({ iam, s3 }: Clients, { aws }: Deployment): Promise<void> {
  await s3.send(new CreateBucketCommand({ Bucket: resultsBucket }));
  if (aws.permissionsBoundary === undefined) return;
  await iam.send(
    new CreatePolicyCommand({
      PolicyName: aws.permissionsBoundary,
      Description: "Stands for the organisation's boundary, which allows everything but leaving it",
      PolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Action: '*', Resource: '*' },
          { Effect: 'Deny', Action: 'organizations:LeaveOrganization', Resource: '*' },
        ],
      }),
    }),
  );
}
