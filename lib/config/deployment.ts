import * as z from 'zod';
import { Dataset } from './dataset.ts';
import { Project } from './project.ts';
import { Provisions } from './provision.ts';
import { day, email, evidence, httpsUrl, identifier, odsCode, sentence } from './vocabulary.ts';

export const Stage = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('production') }),
  z.strictObject({
    kind: z.literal('trial'),
    reason: sentence.describe('Why this deployment holds no real records'),
    expires: day.describe('When the trial ends'),
  }),
]);

export const BrowserIdentity = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('identity-center') }),
  z.strictObject({
    kind: z.literal('saml'),
    metadataUrl: httpsUrl
      .optional()
      .describe('Leave out for the first deployment: the provider wants the metadata of the portal first'),
  }),
]);

export const EnvironmentIdentity = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('own-directory') }),
  z.strictObject({ kind: z.literal('oidc'), issuer: httpsUrl, clientId: sentence }),
]);

export const Organisation = z.strictObject({
  ods: odsCode,
  name: sentence,
  kind: z.enum(['integrated-care-board', 'trust', 'local-authority', 'university', 'national-body']),
  role: z.enum(['controller', 'processor', 'controller-and-processor']),
});

export const Exception = z.strictObject({
  control: z.string().describe('SATRE, SDE guideline or supplementary control id'),
  reason: sentence,
  owner: sentence,
  expires: day,
});

export const Attestation = z.strictObject({
  control: z.string().describe('SATRE, SDE guideline or supplementary control id'),
  statement: sentence,
  by: sentence.describe('Who vouches for it, by role'),
  on: day,
  expires: day,
  evidence,
  score: z
    .union([z.literal(1), z.literal(2)])
    .optional()
    .describe('Your own SATRE score; never filled in for you'),
});

/** The one schema of a deployment file. Types, editor schema, reference page and every refusal derive from it. */
export const Deployment = z.strictObject({
  version: z.literal(1),
  id: identifier(16).describe('Short name of this deployment; part of every AWS name, so it can never change'),
  name: sentence,
  aws: z.strictObject({
    account: z.string().regex(/^\d{12}$/, 'must be an AWS account number: 12 digits, in quotes'),
    region: z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'must be an AWS region, such as eu-west-2'),
    availabilityZoneIds: z
      .array(z.string().regex(/^[a-z]{2,4}\d-az\d$/, 'must be a zone id, such as euw2-az1 (not a zone name)'))
      .min(2)
      .max(3)
      .describe('Zone ids, not names: the secure browser exists in some zones only'),
    bootstrapQualifier: z
      .string()
      .regex(/^[a-z0-9]{1,10}$/, 'must be the qualifier given to `cdk bootstrap`')
      .default('hnb659fds'),
    permissionsBoundary: z
      .string()
      .regex(/^[\w+=,.@-]{1,128}$/, 'must be the name of a managed policy')
      .optional()
      .describe('Name of the managed policy that your organisation demands on every role'),
  }),
  stage: Stage,
  contacts: z.strictObject({ operations: email, security: email }),
  network: z.strictObject({ cidr: z.cidrv4({ error: 'must be an IPv4 range, such as 10.20.0.0/16' }) }),
  identity: z.strictObject({ browser: BrowserIdentity, environment: EnvironmentIdentity }),
  provisions: Provisions,
  retention: z.strictObject({
    auditYears: z.number().int().min(6).max(25).default(8).describe('How long audit records are locked, in years'),
    backupDays: z.number().int().min(35).max(3650).default(90).describe('How long backups are kept, in days'),
  }),
  organisations: z.array(Organisation).min(1),
  datasets: z.array(Dataset).min(1),
  projects: z.array(Project).default([]),
  exceptions: z.array(Exception).default([]),
  attestations: z.array(Attestation).default([]),
});
export type Deployment = z.infer<typeof Deployment>;
export type Exception = z.infer<typeof Exception>;
export type Attestation = z.infer<typeof Attestation>;
