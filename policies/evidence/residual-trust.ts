/** Who, what they could do, what narrows it. Holds for every deployment of the blueprint. */
export const residualTrust: readonly (readonly [string, string, string])[] = [
  [
    'Deployment roles, and whoever can start or change the pipeline behind them',
    'Replace the code of a function, a role or a key policy, and so act as any of them.',
    'Policies of data keys give them neither decryption nor grants; the audit trail records every change they make.',
  ],
  [
    'Account administrators and the root user',
    'Change key policies and roles. Whoever may put a key policy counts as able to decrypt.',
    'Guardrails that the organisation sets above this account, which these templates neither hold nor show. Audit records already written are locked in production.',
  ],
  [
    'Whoever can write the bucket of deployment assets',
    'Put other code into a function at its next deployment.',
    'Access to the bootstrap stack, which the organisation owns.',
  ],
  [
    'Backup, restore and malware-scanning roles',
    'Read identifiable data in order to copy, restore or scan it.',
    'Each is named in the key policies it needs and trusted by its AWS service, not by people.',
  ],
  [
    'The organisation, for what it provides',
    'Switch off detection, configuration recording or the organisation trail.',
    'Its own controls; the attestations above, each with an end.',
  ],
  [
    'People who attest and except',
    'Vouch for what is not so.',
    'Every attestation and exception carries a name, a date, an end and, for attestations, where the evidence lies.',
  ],
  [
    'AWS',
    'Operates the services, the encryption modules and the hypervisor.',
    'Its own audits, which AWS Artifact holds.',
  ],
];
