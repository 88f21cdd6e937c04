import * as z from 'zod';
import { Access, leastDemands } from './access.ts';
import { Dataset } from './dataset.ts';
import { Project } from './project.ts';
import { Provisions } from './provision.ts';
import { Retention } from './retention.ts';
import {
  admittedRanges,
  day,
  email,
  evidence,
  httpsUrl,
  identifier,
  ipRange,
  issuerUrl,
  oauthName,
  odsCode,
  sentence,
} from './vocabulary.ts';

const controlId = z.string().min(1).describe('SATRE, SDE guideline or supplementary control id');

export const Stage = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('production').describe('`production` locks records for years; `trial` can be removed whole'),
  }),
  z.strictObject({
    kind: z.literal('trial').describe('`production` locks records for years; `trial` can be removed whole'),
    reason: sentence.describe('Why this deployment holds no real records'),
    expires: day.describe('Last day of the trial; afterwards its projects are closed'),
  }),
]);

/** @default everywhere: the provider's sign-in alone decides */
const allowedRanges = admittedRanges
  .optional()
  .describe(
    'Public IPv4 ranges from which the secure browser is reached; left out: from everywhere, as far as the sign-in page',
  );

export const BrowserIdentity = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('identity-center').describe('Who signs people in'), allowedRanges }),
  z.strictObject({
    kind: z.literal('saml').describe('Who signs people in'),
    metadataUrl: httpsUrl
      .optional()
      .describe('Leave out for the first deployment: the provider wants the metadata of the portal first'),
    allowedRanges,
  }),
  z.strictObject({
    kind: z.literal('none').describe('Who signs people in'),
    reason: sentence.describe('Why no secure browser is made, and how people reach the environment instead'),
    expires: day.describe('Last day this holds; the evidence shows the way in as unmet all the while'),
  }),
]);

export const EnvironmentIdentity = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('own-directory').describe('Who signs people in') }),
  z.strictObject({
    kind: z.literal('oidc').describe('Who signs people in'),
    issuer: issuerUrl.describe(
      'Issuer of the tokens, letter by letter as `iss` has it; reachable from inside the network',
    ),
    clientIds: z
      .strictObject({
        private: oauthName.describe('Client id of the private door'),
        public: oauthName.describe('Client id of the public door; another than the private one'),
      })
      .describe(
        'Client ids that the provider gave this environment, one per door: a token of one is refused at the other',
      ),
    resource: oauthName
      .optional()
      .describe('What `aud` of an access token holds, where the provider does not put the client id there'),
    acr: z
      .array(oauthName)
      .min(1)
      .max(10)
      .optional()
      .describe('Values of `acr` that prove a second factor; left out: `amr` with `mfa` alone does'),
    keysHost: z
      .string()
      .regex(/^[a-z0-9.-]+$/, 'must be the name of a host')
      .optional()
      .describe('Host that publishes the signing keys, where it is another than that of the issuer'),
  }),
]);

export const Organisation = z.strictObject({
  ods: odsCode.describe('Code of the Organisation Data Service'),
  name: sentence.describe('Name of the organisation'),
  kind: z
    .enum(['integrated-care-board', 'trust', 'local-authority', 'university', 'national-body'])
    .describe('Kind of organisation'),
  role: z
    .enum(['controller', 'processor', 'controller-and-processor'])
    .describe('Role under UK GDPR; only a controller may be named by a dataset'),
});

export const Exception = z.strictObject({
  control: controlId,
  reason: sentence.describe('Why the control is not met, and what stands in for it'),
  owner: sentence.describe('Who accepts the risk, by role'),
  expires: day.describe('Last day it holds; afterwards the control is unmet again'),
});

export const Attestation = z.strictObject({
  control: controlId,
  statement: sentence.describe('What is vouched for'),
  by: sentence.describe('Who vouches for it, by role'),
  on: day.describe('Day of the attestation'),
  expires: day.describe('Last day it holds; afterwards the control is unmet again'),
  evidence: evidence.describe('Where an assessor can look: an address or a document reference'),
  score: z.literal([1, 2]).optional().describe('Your own SATRE score; never filled in for you'),
});

export const ReservedRange = z.strictObject({
  cidr: ipRange.describe('IPv4 range in use elsewhere'),
  name: sentence.describe('Where it is used'),
});

/** The one schema of a deployment file. Types, editor schema, reference page and every refusal derive from it. */
export const Deployment = z.strictObject({
  version: z.literal(1).describe('Version of this format'),
  id: identifier(16).describe('Short name of this deployment; part of every AWS name, so it can never change'),
  name: sentence.describe('Name people use'),
  aws: z
    .strictObject({
      account: z
        .string()
        .regex(/^\d{12}$/, 'must be an AWS account number: 12 digits, in quotes')
        .describe('Account number of the workload account: 12 digits, in quotes'),
      region: z
        .string()
        .regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'must be an AWS region, such as eu-west-2')
        .describe('AWS region; outside the United Kingdom only with a live exception for TRE-X09'),
      availabilityZoneIds: z
        .array(
          z
            .string()
            .regex(/^[a-z]{2,4}\d-az\d$/, 'must be a zone id, such as euw2-az1 (not a zone name)')
            .describe('Zone id, such as euw2-az1'),
        )
        .min(2)
        .max(3)
        .describe('Zone ids, not names: the secure browser exists in some zones only'),
      bootstrapQualifier: z
        .string()
        .regex(/^[a-z0-9]{1,10}$/, 'must be the qualifier given to `cdk bootstrap`')
        .default('hnb659fds')
        .describe('Qualifier given to `cdk bootstrap`'),
      permissionsBoundary: z
        .string()
        .regex(/^[\w+=,.@-]{1,128}$/, 'must be the name of a managed policy')
        .optional()
        .describe('Name of the managed policy that your organisation demands on every role'),
      pipelineRole: z
        .string()
        .regex(/^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]{1,512}$/, 'must be the ARN of a role, without wildcards')
        .optional()
        .describe('ARN of the one role that deploys; `tre-<id>-pipeline` of the account where it is not said'),
      breakGlassUser: z
        .string()
        .regex(
          /^arn:aws[a-z-]*:iam::\d{12}:user\/[\w+=,.@/-]{1,512}$/,
          'must be the ARN of an IAM user, without wildcards',
        )
        .optional()
        .describe(
          'ARN of the one IAM user, with a second factor, that founds the register; user `tre-<id>-break-glass` of the account where it is not said',
        ),
      organisation: z
        .string()
        .regex(/^o-[a-z0-9]{10,32}$/, 'must be the id of an AWS organisation, such as o-a1b2c3d4e5')
        .optional()
        .describe('Id of the AWS organisation; its guardrails over this account are synthesised where it is said'),
    })
    .describe('Where it is deployed'),
  stage: Stage.describe('Trial or production'),
  contacts: z
    .strictObject({
      operations: email.describe('Mailbox for failures and budgets'),
      security: email.describe('Mailbox for security alarms'),
    })
    .describe('Mailboxes that alarms go to'),
  network: z
    .strictObject({
      cidr: ipRange.describe('Private IPv4 range of the network, /16 to /20, that nobody else uses'),
      reserved: z
        .array(ReservedRange)
        .default([])
        .describe('Ranges your organisation uses elsewhere; `cidr` may overlap none of them'),
    })
    .describe('Address range of the closed network'),
  identity: z
    .strictObject({
      browser: BrowserIdentity.describe('Sign-in to the secure browser'),
      environment: EnvironmentIdentity.describe('Sign-in to the environment inside the secure browser'),
    })
    .describe('Who signs people in'),
  access: Access.default({ demands: leastDemands, queriesAtOnce: 20 }).describe(
    'What everybody who works with data must hold, and how much is asked at once',
  ),
  provisions: Provisions.describe('What an account can hold only once: created here, or provided by the organisation'),
  retention: Retention.describe('How long records are kept'),
  organisations: z.array(Organisation).min(1).describe('Organisations of the region, controllers and processors'),
  datasets: z.array(Dataset).min(1).describe('Datasets and their contracts'),
  projects: z.array(Project).default([]).describe('Approved projects'),
  exceptions: z.array(Exception).default([]).describe('Controls knowingly not met, for a time'),
  attestations: z
    .array(Attestation)
    .default([])
    .describe('What only people can vouch for; shown beside the control in the evidence'),
});
export type Deployment = z.infer<typeof Deployment>;
export type Exception = z.infer<typeof Exception>;
export type Attestation = z.infer<typeof Attestation>;
