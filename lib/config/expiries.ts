import type { Deployment } from './deployment.ts';

/** Something in the file that holds only up to a day. */
export interface Expiry {
  /** Where in the file the day stands. */
  readonly path: string;
  /** What holds up to the day, in words. */
  readonly what: string;
  /** Last day it holds, `YYYY-MM-DD`. */
  readonly expires: string;
  /** An `end` is planned; anything else was meant to be renewed. */
  readonly kind: 'trial' | 'entry' | 'provision' | 'agreement' | 'approval' | 'end' | 'exception' | 'attestation';
}

/** Every expiry of the file, in the order of the file. */
export const expiries = ({
  stage,
  identity,
  provisions,
  datasets,
  projects,
  exceptions,
  attestations,
}: Deployment): Expiry[] => [
  ...(stage.kind === 'trial'
    ? [{ path: 'stage.expires', what: 'the trial', expires: stage.expires, kind: 'trial' } as const]
    : []),
  ...(identity.browser.kind === 'none'
    ? [
        {
          path: 'identity.browser.expires',
          what: 'the reason to have no secure browser',
          expires: identity.browser.expires,
          kind: 'entry',
        } as const,
      ]
    : []),
  ...Object.entries(provisions).flatMap(([service, provision]): Expiry[] =>
    provision.by === 'organisation'
      ? [
          {
            path: `provisions.${service}.expires`,
            what: `the attestation that the organisation provides ${service}`,
            expires: provision.expires,
            kind: 'provision',
          },
        ]
      : [],
  ),
  ...datasets.map(
    ({ id, agreement }, index): Expiry => ({
      path: `datasets[${index}].agreement.expires`,
      what: `the agreement ${agreement.reference} on dataset ${id}`,
      expires: agreement.expires,
      kind: 'agreement',
    }),
  ),
  ...projects.flatMap(({ id, approval, ends }, index): Expiry[] => [
    {
      path: `projects[${index}].approval.expires`,
      what: `the approval ${approval.reference} of project ${id}`,
      expires: approval.expires,
      kind: 'approval',
    },
    { path: `projects[${index}].ends`, what: `project ${id}`, expires: ends, kind: 'end' },
  ]),
  ...exceptions.map(
    ({ control, expires }, index): Expiry => ({
      path: `exceptions[${index}].expires`,
      what: `the exception for ${control}`,
      expires,
      kind: 'exception',
    }),
  ),
  ...attestations.map(
    ({ control, expires }, index): Expiry => ({
      path: `attestations[${index}].expires`,
      what: `the attestation of ${control}`,
      expires,
      kind: 'attestation',
    }),
  ),
];
