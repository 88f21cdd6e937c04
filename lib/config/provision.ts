import * as z from 'zod';
import { day, evidence, sentence } from './vocabulary.ts';

/**
 * What an AWS account can hold only once. Under Control Tower or a landing zone the organisation already holds it, and
 * creating it again fails the deployment, so each is either made here or attested as provided.
 */
export const Provision = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('created-here').describe('Who provides it') }),
  z.strictObject({
    by: z.literal('organisation').describe('Who provides it'),
    reason: sentence.describe('Why this is not created here'),
    evidence: evidence.describe('Where an assessor can see that it is provided'),
    attestedBy: sentence.describe('Role or name of who vouches for it'),
    on: day.describe('When it was attested'),
    expires: day.describe('When the attestation must be renewed'),
  }),
]);
export type Provision = z.infer<typeof Provision>;

const provided = (what: string) => Provision.describe(what);

export const Provisions = z.strictObject({
  configRecorder: provided('AWS Config recorder and delivery channel'),
  guardDuty: provided('Amazon GuardDuty detector'),
  securityHub: provided('AWS Security Hub subscription and standards'),
  macie: provided('Amazon Macie session'),
  accessAnalyzer: provided('IAM Access Analyzer of the account'),
  inspector: provided('Amazon Inspector enablement'),
  managementTrail: provided('CloudTrail trail of management events'),
  vpcBlockPublicAccess: provided('VPC block public access of the account and region'),
  s3BlockPublicAccess: provided('S3 block public access of the account'),
  ebsEncryption: provided('EBS encryption by default of the account and region'),
});
export type Provisions = z.infer<typeof Provisions>;
export type ProvidedService = keyof Provisions;
