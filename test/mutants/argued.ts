// Long because it is one table: every change that takes nothing away, with the reason.

/** Changes of the corpus that take no protection away, with the reason: what remains forbids the same. */
export interface Argued {
  /** What the name of a mutant matches; every row matches at least one, and none that a rule of ours kills. */
  readonly matches: RegExp;
  readonly reason: string;
}

export const argued: readonly Argued[] = [
  {
    matches: /(Landing|Quarantine|Extract)Bucket deletes what is a day old$/,
    reason: 'Records pass through: the sender has the original, and an extract is made again from the curated zone.',
  },
  {
    matches: /\/\w+ may lock everybody out$/,
    reason: 'It skips a check of AWS on the same policy, which keys-stay-editable-by-the-deployer makes here.',
  },
  {
    matches:
      /Key statement \w+: the condition StringEquals kms:CallerAccount (is dropped|admits a foreign account too)$/,
    reason:
      'The principal is a role of this account, or its root, for which IAM answers: no call of another account matches it.',
  },
  {
    matches:
      /Key statement (OurRolesUseLogGroups|RecorderDelivers|RoleThroughAthena|MalwareScan|BackupReads|RestoreWrites|BackupAndRestoreUse|GrantsForBackupOnly): the principal becomes \*$/,
    reason: 'kms:CallerAccount and aws:PrincipalArn, which stay, name the account and the roles.',
  },
  {
    matches: /Key statement CloudTrailEncrypts: the condition StringLike .* (is dropped|admits \*)$/,
    reason: 'The source that stays still names the one trail; CloudTrail sends both.',
  },
  {
    matches:
      /Key statement AthenaKeepsResults: the condition .* (is dropped|admits \*|admits a foreign account too)$(?<!ProjectDataKey .* aws:SourceArn .*)/,
    reason: 'The two conditions that stay still name a workgroup of this account.',
  },
  {
    matches: /AccessLogsBucketPolicy statement DenyDeletion: forgets s3:(BypassGovernanceRetention|Put\w+)$/,
    reason: 'S3 delivers no access log into a bucket with Object Lock: there is no lock to bypass, shorten or lift.',
  },
  {
    matches: /(Trail|Records)BucketPolicy statement DenyDeletion: forgets s3:PutObject(LegalHold|Retention)$/,
    reason: 'In compliance mode nobody shortens a retention, and a legal hold only keeps for longer.',
  },
  {
    matches: /(AccessLogs|Trail|Records)Bucket keeps everything for ever$/,
    reason:
      'Nothing is lost and nobody more reads it; how long is too long is the privacy notice to say, not the template.',
  },
  {
    matches:
      /(Dynamodb|Athena|Glue|Kms|Sts)Endpoint endpoint statement \w+: the condition StringEquals aws:ResourceAccount (is dropped|admits a foreign account too)$/,
    reason: 'The ARNs of its resources name this account already.',
  },
  {
    matches: /AccessLogsBucketPolicy statement DenyDeletion: concerns the bucket no more$/,
    reason: 'Deletions are of objects; on the bucket itself it denied only the setting of a lock, which there is none.',
  },
  {
    matches:
      /AccessLogsBucketPolicy statement AccessLogDelivery: the condition ArnLike aws:SourceArn (is dropped|admits \*)$/,
    reason: 'aws:SourceAccount still says for whom the service delivers.',
  },
  {
    matches: /statement \w+: the condition StringEquals s3:x-amz-acl is dropped$/,
    reason: 'The bucket has lists disabled: who writes an object owns nothing of it.',
  },
  {
    matches: /\/\w+ keeps its lines for ever$/,
    reason:
      'Nothing is lost and nobody more reads it; how long is too long is the privacy notice to say, not the template.',
  },
  {
    matches: /\/\w+ costs less and can be watched by no filter$/,
    reason: 'The class changes price, not who reads or how long; with a filter on the group CloudFormation refuses it.',
  },
  {
    matches:
      /\/(AuditWriter|FlowLogsWriter|MalwareProtectionRole|BackupRoles)\w* right .*: the condition \w+ kms:ViaService (is dropped|admits \*)$/,
    reason: "Both must allow: the key's policy, which names the role, demands the same service.",
  },
  {
    matches:
      /trust .*: the condition (StringEquals aws:SourceAccount|ArnLike aws:SourceArn) (is dropped|admits \*|admits a foreign account too)$/,
    reason: 'The other of the two conditions still holds the service to this account.',
  },
  {
    matches: /right .*\(logs:DescribeLogGroups\): (the resource becomes \*|the same is allowed once more to anybody)$/,
    reason: 'It lists names and retention of log groups of this account, which it could before.',
  },
  {
    matches: /\/\w+ stores what it traces$/,
    reason: 'The role of the function has no right of X-Ray: no trace is written.',
  },
  {
    matches: /Endpoint stands in the group of the browser too$/,
    reason: 'The group of the browser has no rule that admits anybody.',
  },
  {
    matches: /Endpoint is guarded by the default group$/,
    reason: 'The default group is emptied by a function, which a rule demands: nobody reaches the endpoint.',
  },
  {
    matches:
      /DnsQueries statement AWSLogDeliveryWrite1: the condition .* (is dropped|admits \*|admits a foreign account too)$/,
    reason: 'The other of its two conditions still names this account.',
  },
  {
    matches: /right .*\(events:DeleteRule\): the condition StringLike events:ManagedBy (is dropped|admits \*)$/,
    reason: 'The resource names the one rule that GuardDuty itself makes.',
  },
  {
    matches: /right .*\(backup:TagResource\): (the resource becomes \*|the same is allowed once more to anybody)$/,
    reason: 'A tag on a recovery point decides nothing in this estate.',
  },
  {
    matches: /ResearcherBoundary boundary statement .* kms:ResourceAliases (is dropped|admits \*)$/,
    reason: 'In this example the organisation prescribes a boundary of its own, so that nobody stands under this one.',
  },
  {
    matches: /TrailTable has a column of names$/,
    reason: 'The table shows fields of CloudTrail records; a column that no record has is empty.',
  },
  {
    matches: /trust \w+: the condition StringLike sts:SourceIdentity admits \*$/,
    reason:
      'A source identity has at least two characters, and the condition fails where there is none: * asks as much as ?*.',
  },
  {
    matches: /\/Portal signs people in by no federation$/,
    reason: 'Without a provider of identities nobody can sign in at all.',
  },
  {
    matches: /GuardDuty does not look at RDS_LOGIN_EVENTS$/,
    reason: 'The estate may hold no database of RDS, which a rule demands.',
  },
  {
    matches: /StagingBucket keeps everything for ever$/,
    reason: 'Templates and code wait there, and no record: nothing is lost by what stays.',
  },
  {
    matches: /CloudFormationExecutionRole may also rewrite every key policy$/,
    reason: 'It may already, for AWS names the keys; which of them it may rewrite is for each key policy to say.',
  },
  {
    matches: /\/(Private|Public)Stage takes as many requests as come$/,
    reason:
      'The limit of the account stays, and the firewall of the public door limits each address: nobody reads more.',
  },
  {
    matches: /\/(Private|Public)Api takes bodies for bytes$/,
    reason:
      'The functions read a body as JSON by the schema of its command and answer declared fields: what is no text is refused.',
  },
  {
    matches: /\/\w+ToldOf\w+ (gives up at the first fault|hears only what comes from now on)$/,
    reason: 'A stream only makes it sooner: the clock starts the same function for all that waits.',
  },
  {
    matches: /\/(?!Sweeper)\w+ToldOf\w+ (is gone|is switched off|lets part of what happened through)$/,
    reason:
      'A stream only makes it sooner: the clock, which tests of the gate demand, starts the same function for all that waits.',
  },
  {
    matches: /\/Directory (may be deleted|goes with its stack|goes when it is replaced)$/,
    reason:
      'Without its directory nobody can sign in; who may do what, and what was done, lies in the register and the archive.',
  },
  {
    matches: /Role right LambdaAloneNotTheCode: /,
    reason: 'The network has no endpoint of EC2 and no way out, which rules demand: code in it reaches nobody to ask.',
  },
  {
    matches: /\/PrivateApi statement ByOurEndpoint: the principal becomes \*$/,
    reason: 'It is { AWS: * } already, which IAM documents to mean the same.',
  },
];

export const reasonFor = (name: string): string | undefined => argued.find(({ matches }) => matches.test(name))?.reason;
