/**
 * The kinds of resource that this blueprint makes: of each, somebody has asked whether it brings data out of the estate, and by which rules
 * the answer stays no. A kind that AWS invents, or that nobody here has used yet, is not among them until somebody has asked.
 */
const known: Readonly<Record<string, readonly string[]>> = {
  AccessAnalyzer: ['Analyzer'],
  Athena: ['NamedQuery', 'WorkGroup'],
  Backup: ['BackupPlan', 'BackupSelection', 'BackupVault'],
  Budgets: ['Budget'],
  CloudFormation: ['CustomResource'],
  CloudTrail: ['Trail'],
  CloudWatch: ['Alarm'],
  Config: ['ConfigurationRecorder', 'ConformancePack', 'DeliveryChannel'],
  EC2: [
    'FlowLog',
    'RouteTable',
    'SecurityGroup',
    'SecurityGroupIngress',
    'SnapshotBlockPublicAccess',
    'Subnet',
    'SubnetRouteTableAssociation',
    'VPC',
    'VPCBlockPublicAccessOptions',
    'VPCEndpoint',
  ],
  Events: ['Rule'],
  Glue: ['Database', 'Table'],
  GuardDuty: ['Detector', 'MalwareProtectionPlan'],
  IAM: ['ManagedPolicy', 'Role'],
  KMS: ['Alias', 'Key'],
  Lambda: ['Function'],
  Logs: ['LogGroup', 'MetricFilter'],
  Macie: ['Session'],
  // Says what accounts may not do, and holds nothing.
  Organizations: ['Policy'],
  Route53Resolver: [
    'FirewallDomainList',
    'FirewallRuleGroup',
    'FirewallRuleGroupAssociation',
    'ResolverQueryLoggingConfig',
    'ResolverQueryLoggingConfigAssociation',
  ],
  S3: ['Bucket', 'BucketPolicy'],
  SNS: ['Subscription', 'Topic', 'TopicPolicy'],
  // Holds what the template says, which is no record and no secret.
  SSM: ['Parameter'],
  SecurityHub: ['Hub', 'Standard'],
  WorkSpacesWeb: [
    'BrowserSettings',
    'IdentityProvider',
    'IpAccessSettings',
    'NetworkSettings',
    'Portal',
    'SessionLogger',
    'UserSettings',
  ],
};

/** Three parts, the first AWS's own: a module, or somebody's extension, bears a name that no rule looks for. */
export function isKnownKind(type: string): boolean {
  const [owner, service = '', kind = '', ...more] = type.split('::');
  return (
    owner === 'AWS' && more.length === 0 && Object.hasOwn(known, service) && known[service]?.includes(kind) === true
  );
}
