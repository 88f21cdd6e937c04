import { addDays } from './days.ts';
import { Provisions } from './provision.ts';

export const presets = ['control-tower', 'standalone'] as const;
export type Preset = (typeof presets)[number];

export interface StarterOptions {
  readonly id: string;
  readonly preset: Preset;
  readonly asOf: string;
  /** Of the JSON Schema, as seen from the file. */
  readonly schemaPath: string;
}

/**
 * A first deployment file: a trial on synthetic records that validates as it stands. It claims nothing. What the
 * organisation is said to provide stands in it as not confirmed and already expired, so that the evidence shows it unmet
 * until somebody vouches for it.
 */
export const starter = ({ id, preset, asOf, schemaPath }: StarterOptions): string =>
  `# yaml-language-server: $schema=${schemaPath}
#
# Deployment file of a trusted research environment. Every field: docs/reference/deployment-file.md.
# Replace everything marked REPLACE, then run: npx tre validate <this file>
version: 1

# Part of every AWS name, so it can never change after the first deployment. At most 16 characters.
id: ${id}
name: REPLACE with the name people use

aws:
  account: '111122223333' # REPLACE with the account number; keep the quotes
  region: eu-west-2
  # Ids, not names. In London the secure browser exists in these two only.
  availabilityZoneIds: [euw2-az1, euw2-az2]
  # The qualifier you gave to cdk bootstrap, where it is not the usual one:
  # bootstrapQualifier: myregion
  # The managed policy that your organisation demands as permissions boundary of every role:
  # permissionsBoundary: LandingZoneBoundary
  # The one role that may deploy, where it is not tre-<id>-pipeline of this account:
  # pipelineRole: REPLACE with its ARN
  # The one IAM user, with a second factor, that founds the register, where it is not tre-<id>-break-glass of this account:
  # breakGlassUser: REPLACE with its ARN
  # The AWS organisation, whose guardrails over this account are then synthesised:
  # organisation: o-a1b2c3d4e5

# A trial can be removed whole. Production locks audit records for years: nothing removes them early.
stage:
  kind: trial
  reason: First deployment, with synthetic records only
  expires: ${addDays(asOf, 180)}

contacts:
  operations: replace-operations@example.nhs.uk # REPLACE
  security: replace-security@example.nhs.uk # REPLACE

network:
  # REPLACE with a private range, /16 to /20, that nobody else in your organisation uses.
  cidr: 10.20.0.0/16
  # Ranges in use elsewhere. The range above may overlap none of them.
  reserved: []
  # reserved:
  #   - { cidr: 10.0.0.0/12, name: Hub and shared services }

identity:
  browser:
    kind: identity-center # or saml
  environment:
    kind: own-directory # or oidc, with issuer and clientIds

# What everybody who works with data must hold in date, whatever their project demands besides.
access:
  demands:
    # Of several schemes any one does; without schemes, any scheme. Write them as the register of people has them.
    - { kind: accreditation } # schemes: [ons-accredited-researcher]
    - { kind: training }
    - { kind: agreement }
  queriesAtOnce: 20 # at most the quota of active queries of the account

${provisions(preset, asOf)}

retention:
  auditYears: 8
  backupDays: 90
  queryTextDays: 400
  releaseYears: 8
  reviewedDays: 120
  inputDays: 400

organisations:
  - ods: QU9 # REPLACE
    name: REPLACE with the name of the integrated care board
    kind: integrated-care-board
    role: controller-and-processor

datasets:
  - id: first-dataset
    title: REPLACE with the name of the dataset
    synthetic: true # a trial takes nothing else
    controller: QU9
    classification: synthetic
    lawfulBasis: None needed, as no row describes a real person
    optOut: exempt
    owner: REPLACE with the information asset owner, by role
    retentionYears: 1
    agreement:
      reference: REPLACE with the number of the agreement
      signed: ${asOf}
      expires: ${addDays(asOf, 180)}
      evidence: REPLACE with where it can be looked at
    tables:
      - name: visits
        description: One visit of one synthetic patient
        columns:
          # linkage: becomes a pseudonym. direct-identifier: never leaves the vault. The others reach researchers.
          - { name: visit_id, type: string, role: plain, description: Key of the visit }
          - { name: nhs_number, type: string, role: linkage, description: Synthetic NHS number }
          - { name: date_of_birth, type: date, role: direct-identifier, description: Synthetic date of birth }
          - { name: age, type: int, role: quasi-identifier, description: Age in completed years }
          - { name: visit_date, type: date, role: quasi-identifier, description: Day of the visit }
          - { name: diagnosis, type: string, role: sensitive, description: Diagnosis as ICD-10 }

projects:
  - id: first
    title: REPLACE with the title as approved
    lead: QU9
    manager:
      role: REPLACE with the post of the project manager
      email: replace-manager@example.nhs.uk # REPLACE
    purpose: methods-development
    publicBenefit: REPLACE with the benefit to the public
    approval:
      reference: REPLACE with the reference of the decision
      approved: ${asOf}
      expires: ${addDays(asOf, 180)}
      evidence: REPLACE with where it can be looked at
    dpia:
      reference: REPLACE with the number of the assessment
      approved: ${asOf}
      evidence: REPLACE with where it can be looked at
    expectedOutputs:
      - REPLACE with what the project means to publish
    data:
      - dataset: first-dataset
        tables:
          - table: visits
            columns: [visit_id, nhs_number, age, visit_date, diagnosis]
            rows:
              - { column: age, from: 18, to: 120 }
              - { column: diagnosis, in: [E110, E119] }
    allowance:
      monthlyGBP: 100
      gigabytesPerQuery: 50
    starts: ${asOf}
    ends: ${addDays(asOf, 180)}

# Controls you knowingly do not meet for a time. Each stands in the evidence with its reason and its end.
exceptions: []
# exceptions:
#   - control: 1.7.03
#     reason: The lay panel is being recruited
#     owner: Senior Information Risk Owner
#     expires: ${addDays(asOf, 180)}

# What only people can vouch for. Nothing is filled in for you: a statement nobody made is no evidence.
attestations: []
# attestations:
#   - control: 1.1.01
#     statement: The register of legal, regulatory and ethical obligations is kept
#     by: Head of Information Governance
#     on: ${asOf}
#     expires: ${addDays(asOf, 365)}
#     evidence: Where an assessor can look
`;

const services = Object.entries(Provisions.shape).map(([service, { description }]) => ({ service, description }));

function provisions(preset: Preset, asOf: string): string {
  if (preset === 'standalone') {
    const lines = services.map(({ service, description }) => `  ${service}: { by: created-here } # ${description}`);
    return `# What an account can hold only once. Here this deployment creates all of it. If the account already has one of these,
# the deployment would fail: then say \`by: organisation\`, with the fields of the reference page.
provisions:
${lines.join('\n')}`;
  }
  const yesterday = addDays(asOf, -1);
  const blocks = services.map(
    ({ service, description }) => `  ${service}: # ${description}
    by: organisation
    reason: The landing zone provides it to every account
    evidence: NOT YET CONFIRMED, replace with where an assessor can look
    attestedBy: NOT YET CONFIRMED, replace with the role of who vouches for it
    on: ${yesterday}
    expires: ${yesterday}`,
  );
  return `# What an account can hold only once. Under Control Tower or a landing zone the organisation provides it, and creating it
# again would fail the deployment. Each of these is written as not confirmed and already expired: the evidence shows it
# unmet until you put in who vouches for it and up to when. What your landing zone lacks: \`{ by: created-here }\`.
provisions:
${blocks.join('\n')}`;
}
