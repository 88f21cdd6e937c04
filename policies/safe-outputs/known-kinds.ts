/**
 * The kinds of resource that this blueprint makes: of each, somebody has asked whether it brings data out of the estate, and by which rules
 * the answer stays no. A kind that AWS invents, or that nobody here has used yet, is not among them until somebody has asked.
 */
const known: Readonly<Record<string, readonly string[]>> = {
  AccessAnalyzer: ['Analyzer'],
  // Brings answers of functions to people: private-door-opens-from-our-endpoint-only, text-typed-inside-stays-inside,
  // nothing-behind-the-public-door-reaches-data, no-log-holds-data. What is no document, such as a method, is unknown.
  ApiGateway: ['Deployment', 'RestApi', 'Stage'],
  Athena: ['NamedQuery', 'WorkGroup'],
  Backup: ['BackupPlan', 'BackupSelection', 'BackupVault'],
  Budgets: ['Budget'],
  CloudFormation: ['CustomResource'],
  CloudTrail: ['Trail'],
  CloudWatch: ['Alarm'],
  // Holds addresses and passwords of people, and no record: directory-demands-two-factors-and-signs-nobody-up. Its own mail can carry
  // a message that the template writes; a trigger is refused there.
  Cognito: ['UserPool', 'UserPoolClient', 'UserPoolRiskConfigurationAttachment'],
  Config: ['ConfigurationRecorder', 'ConformancePack', 'DeliveryChannel'],
  // Keeps who may do what, and what was asked: register-is-written-by-the-gate-only, text-typed-inside-stays-inside; copies of it are
  // refused by nothing-carries-data-away. A global table is unknown: other regions share it.
  DynamoDB: ['Table'],
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
  // A permission lets a door or a rule of the estate call (nothing-answers-strangers, services-act-for-this-account-only); a mapping
  // starts a function of the estate by a stream of it (deliveries-stay-in-the-estate).
  Lambda: ['EventSourceMapping', 'Function', 'Permission'],
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
  // Looks at requests and refuses some; its log and its samples would hold them: no-log-holds-data.
  WAFv2: ['WebACL', 'WebACLAssociation'],
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
