/** Who, what they could do, what narrows it. Holds for every deployment of the blueprint. */
export const residualTrust: readonly (readonly [string, string, string])[] = [
  [
    'The pipeline, and whoever can start or change it',
    'Replace the code of a function, a role or a key policy, and so act as any of them.',
    'The bootstrap template, where it is the one deployed: its role alone may deploy, the execution role reads no record and makes no user, and rules prove both. What the pipeline demands before it runs is its own. The trail records every change.',
  ],
  [
    'Account administrators and the root user',
    'Change key policies and roles, bootstrap another way in. Whoever may put a key policy counts as able to decrypt.',
    'The guardrails of the organisation, where its id is in the deployment file and they are deployed: rules prove what they say, an assessor must see that they hang over the account. Without them nothing but the trail. Audit records already written are locked in production.',
  ],
  [
    'The management account of the organisation, and whoever administers policies for it',
    'Take the guardrails away, and become AWSControlTowerExecution or OrganizationAccountAccessRole, whom they except where a landing zone must act.',
    'Nothing in these templates: service control policies do not bind a management account. Its own trail and access reviews.',
  ],
  [
    'Whoever deploys the bootstrap',
    'Write its roles, and administer the key of waiting code; no key of records.',
    'Guardrails leave it to roles of the management account. Access to the bucket of code is recorded by the trail.',
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
