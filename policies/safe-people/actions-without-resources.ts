/**
 * Actions for which AWS knows no narrower resource than `*`, or whose narrower one is made by the call itself. None reads or writes
 * a record. An action is added here after a look at its page in the reference below, and not before.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export const actionsWithoutResources: ReadonlySet<string> = new Set([
  'athena:ListWorkGroups',
  'backup:TagResource',
  'cloudwatch:GetMetricData',
  'cloudwatch:PutMetricData',
  'ec2:AssignPrivateIpAddresses',
  'ec2:CreateNetworkInterface',
  'ec2:DeleteNetworkInterface',
  'ec2:DescribeManagedPrefixLists',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeSecurityGroups',
  'ec2:DescribeSubnets',
  'ec2:DescribeVpcs',
  'ec2:EnableEbsEncryptionByDefault',
  'ec2:GetEbsEncryptionByDefault',
  'ec2:UnassignPrivateIpAddresses',
  'events:ListRules',
  'inspector2:BatchGetAccountStatus',
  'inspector2:Enable',
  'logs:DescribeLogGroups',
  's3:GetAccountPublicAccessBlock',
  's3:ListAllMyBuckets',
  's3:PutAccountPublicAccessBlock',
  'sts:GetCallerIdentity',
  'workspaces-web:ListPortals',
  'xray:PutTelemetryRecords',
  'xray:PutTraceSegments',
]);

/**
 * Actions on what AWS names, which stands in a template that is deployed later or is made by hand: its kind is all that can be said. None reads or
 * writes a record: a session of a secure browser is looked for and ended, and a key that is gone, which no alias names any more, is found to be so.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonworkspacessecurebrowser.html
 */
export const actionsOnNamesOfAws: Readonly<Record<string, string>> = {
  'kms:DescribeKey': 'key/*',
  'workspaces-web:ExpireSession': 'portal/*',
  'workspaces-web:ListSessions': 'portal/*',
};
