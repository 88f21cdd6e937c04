/** A kind of resource that the emulator cannot make, and by what else it is known to be right. */
export interface Allowed {
  readonly kind: string;
  /** What is not rehearsed because of it. */
  readonly loses: string;
  /** By what other means it is verified. */
  readonly verifiedBy: string;
}

const schema = 'its CloudFormation schema at every synth (`npm run compliance`) and cfn-lint';
const works = 'the rules of policies/works-on-aws';

/**
 * What MiniStack's CloudFormation does not have. A kind that is not here fails a rehearsal, and so does a type that the emulator
 * has learnt since: then it must be deployed.
 */
export const allowed: readonly Allowed[] = [
  {
    kind: 'AWS::AccessAnalyzer::Analyzer',
    loses: 'that an account without an analyser takes one',
    verifiedBy: `the rule outside-access-is-analysed; ${schema}`,
  },
  {
    kind: 'AWS::Athena::NamedQuery',
    loses: 'that CloudFormation saves the questions; their text is saved by API from the template, and asked',
    verifiedBy: `the scenarios that ask them; ${schema}`,
  },
  {
    kind: 'AWS::Backup::BackupSelection',
    loses: 'that a plan finds the buckets',
    verifiedBy: `the rules of policies/safe-data on backup; ${schema}`,
  },
  {
    kind: 'AWS::Budgets::Budget',
    loses: 'that a budget with its filter and its readers is accepted',
    verifiedBy: `${schema}; the bytes limit of each workgroup holds without it`,
  },
  {
    kind: 'AWS::CloudWatch::Alarm with Metrics',
    loses: 'the alarm on bytes read, which adds up a metric over its dimensions',
    verifiedBy: `${works}; ${schema}`,
  },
  {
    kind: 'AWS::CloudTrail::Trail',
    loses: 'delivery into the archive; the scenario on the audit questions writes the records itself',
    verifiedBy: `the rules trail-… of policies/safe-settings on selectors, key and bucket policy; ${works}`,
  },
  {
    kind: 'AWS::Cognito::UserPoolRiskConfigurationAttachment',
    loses: 'that risky sign-ins are blocked',
    verifiedBy: `${schema}; the doors ask the register whatever the directory thinks of a sign-in`,
  },
  {
    kind: 'AWS::Config::ConfigurationRecorder',
    loses: 'recording',
    verifiedBy: `the rule configuration-is-recorded; ${works}; tre preflight asks for a second recorder`,
  },
  {
    kind: 'AWS::Config::ConformancePack',
    loses: 'that Config accepts the pack',
    verifiedBy: `the rule conformance-pack-is-deployed; ${schema}`,
  },
  {
    kind: 'AWS::Config::DeliveryChannel',
    loses: 'that Config may write into its bucket',
    verifiedBy: `the rule configuration-is-recorded; ${works}`,
  },
  {
    kind: 'AWS::EC2::FlowLog',
    loses: 'that flow logs reach their group',
    verifiedBy: `the rule flow-logs-record-all-traffic; ${schema}`,
  },
  {
    kind: 'AWS::EC2::SecurityGroupIngress',
    loses: 'the rules between two groups that name each other',
    verifiedBy:
      'the rules security-groups-admit-no-stranger and security-groups-let-nothing-out, and the network proof',
  },
  {
    kind: 'AWS::EC2::SnapshotBlockPublicAccess',
    loses: 'the account switch',
    verifiedBy: `${schema}; tre preflight reads it`,
  },
  {
    kind: 'AWS::EC2::VPCBlockPublicAccessOptions',
    loses: 'the account switch',
    verifiedBy: `the rule vpc-has-no-way-out, which does not lean on it; tre preflight reads it`,
  },
  {
    kind: 'AWS::GuardDuty::Detector',
    loses: 'that an account without a detector takes one',
    verifiedBy: `the rule threats-are-detected; tre preflight asks for a second detector`,
  },
  {
    kind: 'AWS::GuardDuty::MalwareProtectionPlan',
    loses:
      'scanning of the quarantine and of outputs under review, and the rights of the scanners; the scenarios send the results themselves',
    verifiedBy: `the rule quarantine-is-scanned-for-malware; ${works}`,
  },
  {
    kind: 'AWS::Macie::Session',
    loses: 'that an account without Macie takes it',
    verifiedBy: `${schema}; tre preflight asks whether it is on`,
  },
  {
    kind: 'AWS::Route53Resolver::FirewallDomainList',
    loses: 'resolution of names',
    verifiedBy: 'the rules dns-firewall-allows-exact-names-only and dns-firewall-blocks-by-default',
  },
  {
    kind: 'AWS::Route53Resolver::FirewallRuleGroup',
    loses: 'resolution of names',
    verifiedBy: 'the rules dns-firewall-allows-exact-names-only and dns-firewall-blocks-by-default',
  },
  {
    kind: 'AWS::Route53Resolver::FirewallRuleGroupAssociation',
    loses: 'resolution of names',
    verifiedBy: 'the rules dns-firewall-allows-exact-names-only and dns-firewall-blocks-by-default',
  },
  {
    kind: 'AWS::Route53Resolver::ResolverQueryLoggingConfig',
    loses: 'that queries are logged',
    verifiedBy: `the rule dns-queries-are-logged; ${works}`,
  },
  {
    kind: 'AWS::Route53Resolver::ResolverQueryLoggingConfigAssociation',
    loses: 'that queries are logged',
    verifiedBy: `the rule dns-queries-are-logged; ${works}`,
  },
  {
    kind: 'AWS::SecurityHub::Hub',
    loses: 'that an account without a hub takes one',
    verifiedBy: `the rule findings-are-gathered; tre preflight asks for a second hub`,
  },
  {
    kind: 'AWS::SecurityHub::Standard',
    loses: 'that the standards exist in the region',
    verifiedBy: `the rule findings-are-gathered; ${works}`,
  },
  {
    kind: 'AWS::WAFv2::WebACLAssociation',
    loses: 'that the firewall stands before the stage of the public door',
    verifiedBy: `the rule that the public door stands behind a firewall; ${schema}`,
  },
  {
    kind: 'AWS::WorkSpacesWeb::BrowserSettings',
    loses: 'that the service accepts the browser policy',
    verifiedBy: 'the rules browser-keeps-its-tools-shut and browser-opens-named-pages-only',
  },
  {
    kind: 'AWS::WorkSpacesWeb::IpAccessSettings',
    loses: 'that a session from elsewhere is refused',
    verifiedBy: 'the rule browser-admits-named-addresses',
  },
  {
    kind: 'AWS::WorkSpacesWeb::NetworkSettings',
    loses: 'that the service accepts subnets and groups',
    verifiedBy: `the rule people-enter-through-the-secure-browser; ${works}`,
  },
  {
    kind: 'AWS::WorkSpacesWeb::Portal',
    loses: 'a session in the secure browser',
    verifiedBy: 'the rules browser-… of policies/safe-settings',
  },
  {
    kind: 'AWS::WorkSpacesWeb::SessionLogger',
    loses: 'events of sessions in their bucket',
    verifiedBy: `the rules browser-sessions-are-logged and log-sources-wait-for-the-bucket-policy; ${works}`,
  },
  {
    kind: 'AWS::WorkSpacesWeb::UserSettings',
    loses: 'clipboard, download, print and upload being off in a session',
    verifiedBy: 'the rules browser-lets-nothing-out and browser-sessions-time-out',
  },
];
