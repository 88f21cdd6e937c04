// Long because it is one table: every statement that templates can decide, and every rule that it takes.

/** How a statement of class T becomes green. Written by hand: a rule that mentions a control is evidence for it, not yet proof. */
export interface Coverage {
  /** Rules which must each pass somewhere and fail nowhere in the estate. */
  readonly sufficient: readonly [string, ...string[]];
  /** What is still missing when all of them pass: the rules then prove a part, and only an attestation can complete it. */
  readonly partial?: string;
  /**
   * Service, by its name in the deployment file -> rules that fall silent when the organisation provides it. Its attestation
   * then stands in for them, and the statement is attested, not proved.
   */
  readonly provision?: Readonly<Record<string, readonly [string, ...string[]]>>;
}

export type CoverageTable = Readonly<Record<string, Coverage>>;

export const coverage: CoverageTable = {
  '1.5.03': {
    sufficient: [
      'data-buckets-admit-named-roles-only',
      'data-buckets-guard-their-configuration',
      'roles-are-trusted-by-name',
      'broker-does-nothing-but-assume',
      'people-stand-under-a-boundary',
      'people-are-denied-all-but-reading',
      'policies-can-be-read',
      'policies-name-actions-and-resources',
      'nobody-can-become-somebody-else',
      'no-path-leads-to-another-identity',
      'people-move-no-bytes',
      'results-are-read-inside-the-network',
      'rights-lead-into-this-account-only',
      'register-is-written-by-the-gate-only',
      'doors-share-nothing',
      'the-sweeper-ends-and-grants-nothing',
      'access-ends-within-a-sweep',
    ],
  },
  '1.5.05': {
    sufficient: [
      'browser-signs-in-by-federation',
      'templates-hold-no-secret',
      'no-person-holds-aws-credentials',
      'roles-are-trusted-by-name',
      'services-act-for-this-account-only',
      'services-act-for-nobody-else',
      'nothing-answers-strangers',
      'directory-demands-two-factors-and-signs-nobody-up',
      'every-request-asks-the-authoriser',
      'functions-are-told-whom-to-trust',
      'credential-resets-suspend',
    ],
  },
  '2.1.01': {
    sufficient: [
      'people-enter-through-the-secure-browser',
      'browser-keeps-its-tools-shut',
      'browser-lets-nothing-out',
      'browser-opens-named-pages-only',
    ],
  },
  '2.1.04': {
    sufficient: [
      'security-groups-admit-no-stranger',
      'nothing-else-leads-in',
      'people-enter-through-the-secure-browser',
      'nothing-behind-the-public-door-reaches-data',
      'private-door-opens-from-our-endpoint-only',
    ],
    partial: 'a page to open, which is not part of this release',
  },
  '2.1.08': {
    sufficient: [
      'people-reach-only-their-own',
      'stores-admit-their-own-project-alone',
      'projects-do-not-refer-to-each-other',
      'no-path-joins-two-projects',
    ],
  },
  '2.1.09': {
    sufficient: [
      'endpoint-policies-name-actions-and-resources',
      'dns-firewall-allows-exact-names-only',
      'dns-queries-are-logged',
    ],
  },
  '2.1.14': {
    sufficient: [
      'sessions-name-a-person-and-a-project',
      'roles-of-people-are-lent-in-a-name-only',
      'broker-does-nothing-but-assume',
      'people-reach-only-their-own',
      'stores-admit-their-own-project-alone',
      'projects-do-not-refer-to-each-other',
      'no-path-joins-two-projects',
      'extracts-lie-in-their-own-bucket',
    ],
  },
  '2.1.18': {
    sufficient: [
      'iceberg-tables-survive-updates',
      'records-are-read-through-athena-alone',
      'workgroups-hold-queries-to-their-settings',
      'results-never-lie-in-a-bucket',
    ],
    partial:
      'the broker, without whom nobody can ask, and the job that fills the tables, neither of which is part of this release',
  },
  '2.2.09': {
    sufficient: [
      'vpc-has-no-way-out',
      'endpoints-use-private-dns',
      'security-groups-admit-no-stranger',
      'default-security-group-is-closed',
      'subnets-give-no-public-address',
      'flow-logs-record-all-traffic',
      'nothing-else-leads-in',
      'buckets-block-public-access',
      'data-buckets-deny-other-networks',
    ],
  },
  '2.2.10': {
    sufficient: [
      'route-tables-have-local-routes-only',
      'security-groups-admit-no-stranger',
      'security-groups-let-nothing-out',
      'projects-do-not-refer-to-each-other',
      'no-path-joins-two-projects',
    ],
  },
  '2.2.11': {
    sufficient: [
      'no-path-leads-to-the-internet',
      'no-path-leads-to-another-account',
      'names-lead-out-by-no-query',
      'every-network-resource-is-modelled',
      'vpc-has-no-way-out',
      'route-tables-have-local-routes-only',
      'endpoint-policies-pin-the-account',
      'endpoints-stay-in-region-on-aws',
      'security-groups-let-nothing-out',
      'dns-firewall-allows-exact-names-only',
      'dns-firewall-blocks-by-default',
      'functions-outside-the-vpc-reach-no-data',
      'templates-decide-nothing-later',
      'data-buckets-deny-other-networks',
    ],
  },
  '2.2.12': {
    sufficient: [
      'alarms-reach-a-topic-with-a-subscriber',
      'refused-calls-raise-an-alarm',
      'configuration-is-recorded',
      'threats-are-detected',
      'findings-are-gathered',
      'outside-access-is-analysed',
      'conformance-pack-is-deployed',
    ],
    provision: {
      configRecorder: ['configuration-is-recorded'],
      guardDuty: ['threats-are-detected'],
      securityHub: ['findings-are-gathered'],
      accessAnalyzer: ['outside-access-is-analysed'],
    },
  },
  '2.2.14': {
    sufficient: [
      'trail-covers-every-region',
      'trail-records-every-data-bucket',
      'trail-records-every-management-event',
      'buckets-log-access',
    ],
    provision: {
      managementTrail: ['trail-records-every-management-event'],
    },
  },
  '2.3.04': {
    sufficient: ['workgroups-hold-queries-to-their-settings', 'projects-have-a-budget-that-warns'],
    partial: 'that the management account has activated the cost tag, without which a budget counts nothing',
  },
  '2.4.03': {
    sufficient: ['configuration-is-recorded', 'conformance-pack-is-deployed'],
    provision: {
      configRecorder: ['configuration-is-recorded'],
    },
  },
  '2.4.04': {
    sufficient: ['configuration-is-recorded', 'conformance-pack-is-deployed'],
    partial: 'that somebody compares the deployed stacks with these templates on a schedule',
    provision: {
      configRecorder: ['configuration-is-recorded'],
    },
  },
  '2.5.03': {
    sufficient: [
      'flow-logs-record-all-traffic',
      'dns-queries-are-logged',
      'trail-covers-every-region',
      'trail-is-encrypted-and-logging',
      'trail-records-every-data-bucket',
      'trail-records-every-management-event',
      'trail-records-refused-endpoint-calls',
      'trail-validates-its-files',
      'audit-archive-cannot-be-emptied',
      'audit-archive-is-locked',
      'log-groups-are-encrypted-and-kept',
      'alarms-reach-a-topic-with-a-subscriber',
      'refused-calls-raise-an-alarm',
      'threats-are-detected',
      'buckets-log-access',
      'events-reach-the-archive',
    ],
    partial: 'that people review the logs and act on what they find',
    provision: {
      managementTrail: ['trail-records-every-management-event'],
      guardDuty: ['threats-are-detected'],
    },
  },
  '2.6.01': {
    sufficient: [
      'keys-are-kept',
      'backup-copies-stay-here',
      'backup-retention-fits-its-vault',
      'backup-vault-is-locked',
      'backups-cover-what-cannot-be-remade',
      'buckets-are-kept',
      'buckets-are-versioned',
      'restores-go-to-buckets-of-their-own',
    ],
    partial: 'how long it takes to make an extract again, for extracts are never backed up',
  },
  '2.6.02': {
    sufficient: ['subnets-span-two-zones'],
  },
  '2.7.01': {
    sufficient: ['vulnerabilities-are-scanned'],
    provision: {
      inspector: ['vulnerabilities-are-scanned'],
    },
  },
  '2.7.02': {
    sufficient: ['functions-run-on-supported-runtimes'],
    partial: 'the process by which a new version of the blueprint reaches this account',
  },
  '2.8.01': {
    sufficient: [
      'keys-give-the-account-no-use',
      'trail-is-encrypted-and-logging',
      'log-groups-are-encrypted-and-kept',
      'stores-are-under-customer-keys',
      'buckets-are-encrypted-with-our-keys',
      'buckets-refuse-other-keys',
      'records-lie-where-rules-look',
    ],
  },
  '2.8.02': {
    sufficient: ['topics-and-queues-demand-tls', 'buckets-demand-tls'],
    partial:
      'that AWS encrypts the pixel stream of the secure browser, and mail servers the alarms, which no template shows',
  },
  '2.8.03': {
    sufficient: ['endpoints-use-private-dns', 'topics-and-queues-demand-tls', 'buckets-demand-tls'],
  },
  '2.8.04': {
    sufficient: ['keys-rotate', 'buckets-are-encrypted-with-our-keys', 'buckets-demand-tls'],
  },
  '2.8.05': {
    sufficient: [
      'keys-are-kept',
      'keys-give-the-account-no-use',
      'keys-rotate',
      'keys-split-administration-from-use',
      'keys-wait-before-deletion',
      'templates-hold-no-secret',
      'keys-of-records-open-for-named-roles-only',
      'buckets-refuse-other-keys',
      'zones-have-keys-of-their-own',
      'projects-have-a-key-of-their-own',
    ],
  },
  '3.1.06': {
    sufficient: [
      'one-function-writes-what-is-released',
      'released-bytes-are-read-by-three-functions',
      'votes-are-cast-at-the-private-door-alone',
      'releases-point-where-the-releaser-says',
    ],
    partial:
      'that asset owners name those who may ask and those who review: two officers give these roles in the register, which no template shows',
  },
  '3.1.11': {
    sufficient: [
      'trail-records-every-data-bucket',
      'buckets-are-versioned',
      'lifecycle-ends-old-versions',
      'people-write-nowhere',
    ],
  },
  '3.1.12': {
    sufficient: [
      'no-path-leads-to-the-internet',
      'no-path-leads-to-another-account',
      'names-lead-out-by-no-query',
      'every-network-resource-is-modelled',
      'vpc-has-no-way-out',
      'route-tables-have-local-routes-only',
      'endpoint-policies-name-actions-and-resources',
      'endpoint-policies-pin-the-account',
      'endpoints-stay-in-region-on-aws',
      'security-groups-let-nothing-out',
      'dns-firewall-allows-exact-names-only',
      'dns-firewall-blocks-by-default',
      'functions-outside-the-vpc-reach-no-data',
      'functions-run-our-own-code',
      'trail-records-refused-endpoint-calls',
      'outside-access-is-analysed',
      'templates-decide-nothing-later',
      'estate-is-one-account',
      'buckets-block-public-access',
      'buckets-disable-access-lists',
      'buckets-have-one-policy',
      'keys-of-records-open-for-named-roles-only',
      'catalogue-points-into-our-buckets',
      'data-buckets-admit-named-roles-only',
      'data-buckets-deny-other-networks',
      'data-buckets-guard-their-configuration',
      'data-buckets-have-no-side-door',
      'landing-is-written-never-read',
      'records-lie-where-rules-look',
      'people-are-denied-all-but-reading',
      'policies-can-be-read',
      'records-are-read-through-athena-alone',
      'saved-queries-only-read',
      'people-write-nowhere',
      'results-never-lie-in-a-bucket',
      'policies-admit-this-account-only',
      'nothing-answers-strangers',
      'nothing-carries-data-away',
      'deliveries-stay-in-the-estate',
      'notifications-carry-alarms-only',
      'functions-cannot-share-or-send',
      'functions-write-into-the-estate-only',
      'rights-lead-into-this-account-only',
      'every-kind-of-resource-is-known',
      'people-move-no-bytes',
      'results-are-read-inside-the-network',
      'endpoints-carry-no-nameless-call-away',
      'no-bucket-opens-by-a-signed-link',
      'one-function-writes-what-is-released',
      'what-arrives-is-read-inside-alone',
      'requests-are-told-inside-alone',
      'nothing-behind-the-public-door-reaches-data',
      'text-typed-inside-stays-inside',
    ],
    provision: {
      accessAnalyzer: ['outside-access-is-analysed'],
    },
  },
  '3.1.14': {
    sufficient: [
      'audit-archive-cannot-be-emptied',
      'audit-archive-is-locked',
      'backup-vault-is-locked',
      'buckets-are-kept',
      'releases-are-locked-and-kept',
    ],
    partial: 'an archive of finished projects, which is not part of this release',
  },
  '3.2.01': {
    sufficient: [
      'templates-hold-no-secret',
      'no-person-holds-aws-credentials',
      'directory-demands-two-factors-and-signs-nobody-up',
    ],
    partial: 'that the identity provider gives one account to one person',
  },
  '3.2.04': {
    sufficient: [
      'directory-demands-two-factors-and-signs-nobody-up',
      'break-glass-demands-a-second-factor-and-raises-an-alarm',
      'credential-resets-suspend',
      'functions-are-told-whom-to-trust',
    ],
    partial:
      'that whoever signs people in to the secure browser, and administrators to the account, asks for a second factor too',
  },
  '3.2.03': {
    sufficient: [
      'estate-is-one-account',
      'buckets-disable-access-lists',
      'keys-of-records-open-for-named-roles-only',
      'catalogue-points-into-our-buckets',
      'data-buckets-admit-named-roles-only',
      'identifiable-zones-admit-no-person',
      'landing-is-written-never-read',
      'records-lie-where-rules-look',
      'sessions-name-a-person-and-a-project',
      'roles-of-people-are-lent-in-a-name-only',
      'policies-name-actions-and-resources',
      'people-reach-only-their-own',
      'stores-admit-their-own-project-alone',
      'extracts-lie-in-their-own-bucket',
      'policies-admit-this-account-only',
      'register-is-written-by-the-gate-only',
      'every-request-asks-the-authoriser',
      'functions-are-told-whom-to-trust',
      'access-ends-within-a-sweep',
      'doors-share-nothing',
      'nothing-behind-the-public-door-reaches-data',
      'text-typed-inside-stays-inside',
      'query-texts-have-a-key-and-an-end',
      'closer-deletes-unread',
      'no-bucket-opens-by-a-signed-link',
    ],
  },
  '3.2.05': {
    sufficient: ['browser-signs-in-by-federation'],
  },
  '4.4.02': {
    sufficient: ['projects-have-a-budget-that-warns', 'project-resources-carry-the-project-tag'],
    partial: 'that the management account has activated the cost tag',
  },
  'TRE-X01': {
    sufficient: [
      'curated-tables-hold-no-direct-identifier',
      'identifiable-zones-admit-no-person',
      'landing-is-written-never-read',
      'zones-have-keys-of-their-own',
    ],
    partial: 'the job that de-identifies, which is not part of this release',
  },
  'TRE-X09': {
    sufficient: [
      'endpoints-stay-in-region-on-aws',
      'resources-stay-in-the-united-kingdom',
      'catalogue-points-into-our-buckets',
      'data-buckets-have-no-side-door',
    ],
  },
  'TRE-X10': {
    sufficient: [
      'directory-demands-two-factors-and-signs-nobody-up',
      'break-glass-demands-a-second-factor-and-raises-an-alarm',
    ],
    partial: 'that consoles, pipelines and the source host ask for a second factor too',
  },
  'TRE-X11': {
    sufficient: [
      'browser-sessions-time-out',
      'sessions-last-an-hour-at-most',
      'directory-demands-two-factors-and-signs-nobody-up',
    ],
  },
  'TRE-X13': {
    sufficient: [
      'keys-give-the-account-no-use',
      'keys-split-administration-from-use',
      'identifiable-zones-admit-no-person',
      'roles-are-trusted-by-name',
      'broker-does-nothing-but-assume',
      'nobody-can-become-somebody-else',
      'no-path-leads-to-another-identity',
      'break-glass-demands-a-second-factor-and-raises-an-alarm',
      'register-is-written-by-the-gate-only',
      'credential-resets-suspend',
    ],
    partial:
      'that administration is granted for the task, recorded and taken back, which bootstrap and organisation decide',
  },
  'TRE-X16': {
    sufficient: ['browser-keeps-its-tools-shut', 'browser-lets-nothing-out'],
  },
  'TRE-X18': {
    sufficient: [
      'stores-are-under-customer-keys',
      'buckets-are-encrypted-with-our-keys',
      'zones-have-keys-of-their-own',
      'projects-have-a-key-of-their-own',
    ],
  },
};
