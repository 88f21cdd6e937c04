import { arnsOf } from '../../policies/estate/arns.ts';
import { type Context, conditionsHold } from '../../policies/estate/calls.ts';
import type { JsonObject } from '../../policies/estate/estate.ts';
import { estateOf } from '../../policies/estate/model.ts';
import { deploymentRoles, roles } from '../../policies/estate/principals.ts';
import { coversAction, matchesResource, type Statement, statementsOf } from '../../policies/estate/statements.ts';
import { examples } from '../examples.ts';

/** The text of the policies as Organizations will store them, and one statement at a time asked whether it stops a call. */
interface Policy {
  readonly name: string;
  readonly Type: string;
  readonly Content: JsonObject;
  readonly TargetIds: readonly string[];
}

const policiesOf = (deployment: string): readonly Policy[] =>
  (examples.get(deployment) ?? [])
    .filter(({ name }) => name.endsWith('-guardrails'))
    .flatMap(({ template }) => Object.entries(template.Resources as JsonObject))
    .map(([name, body]) => ({ name, ...((body as JsonObject).Properties as unknown as Omit<Policy, 'name'>) }));

const all = [...examples.keys()].flatMap((deployment) =>
  policiesOf(deployment).map((policy) => ({ deployment, ...policy })),
);
const production = policiesOf('thames-valley');
const account = '111122223333';
const role = (name: string): string => `arn:aws:iam::${account}:role/${name}`;
const cdk = (noun: string): string => role(`cdk-tvssde-${noun}-role-${account}-eu-west-2`);
const admin = role('Admin');

const statementOf = (policy: string, sid: string): Statement => {
  const content = production.find(({ name }) => name === policy)?.Content;
  const found = statementsOf(content, 'Content').find((one) => one.sid === sid);
  if (found === undefined) throw new Error(`${policy} has no ${sid}`);
  return found;
};

const stops = (statement: Statement, action: string, resource: string, context: Record<string, string>): boolean =>
  statement.effect === 'Deny' &&
  coversAction(statement, action) &&
  (statement.resources ?? []).some((pattern) => matchesResource(pattern, resource)) &&
  conditionsHold(statement, Object.fromEntries(Object.entries(context).map(([key, value]) => [key, [value]]))) === true;

const as = (arn: string): Record<string, string> => ({ 'aws:principalarn': arn });
const bucket = (noun: string): string => `arn:aws:s3:::tre-thames-valley-${noun}-${account}-eu-west-2-an`;
const anything = 'arn:aws:some:eu-west-2:111122223333:thing';

type Sent = Readonly<Record<string, string>>;

/** Policy, statement, call, resource, who or what is stopped, who or what is not. */
type Bite = readonly [string, string, string, string, Sent, Sent?];

const bites: readonly Bite[] = [
  [
    'Records',
    'TrailKeepsRunning',
    'cloudtrail:StopLogging',
    `arn:aws:cloudtrail:eu-west-2:${account}:trail/tre-thames-valley-audit`,
    as(cdk('cfn-exec')),
  ],
  ['Records', 'TrailKeepsItsScope', 'cloudtrail:PutEventSelectors', anything, as(admin), as(cdk('cfn-exec'))],
  ['Records', 'ArchivesKeepTheirObjects', 's3:DeleteObject', `${bucket('trail')}/log.gz`, as(cdk('cfn-exec'))],
  ['Records', 'ArchivesKeepTheirObjects', 's3:BypassGovernanceRetention', `${bucket('records')}/event`, as(admin)],
  ['Records', 'BucketsKeepTheirSettings', 's3:PutBucketPolicy', bucket('vault'), as(admin), as(cdk('cfn-exec'))],
  [
    'Records',
    'BucketsKeepTheirSettings',
    's3:PutBucketNotification',
    bucket('quarantine'),
    as(admin),
    as(role('tre-thames-valley-malware-scan')),
  ],
  ['Records', 'BackupsStay', 'backup:DeleteRecoveryPoint', anything, as(cdk('cfn-exec'))],
  ['Records', 'BackupsAreMade', 'backup:DeleteBackupVaultLockConfiguration', anything, as(admin), as(cdk('cfn-exec'))],
  ['Records', 'KeysStayAsTheyAre', 'kms:PutKeyPolicy', anything, as(admin), as(cdk('cfn-exec'))],
  [
    'Records',
    'KeysOfRecordsAreNotDeleted',
    'kms:ScheduleKeyDeletion',
    `arn:aws:kms:eu-west-2:${account}:key/one`,
    as(cdk('cfn-exec')),
    as(role('tre-thames-valley-closer')),
  ],
  [
    'Records',
    'KeysEndWithTheirProject',
    'kms:ScheduleKeyDeletion',
    anything,
    as(admin),
    as(role('tre-thames-valley-closer')),
  ],
  [
    'Records',
    'GrantsAreForServices',
    'kms:CreateGrant',
    anything,
    { ...as(admin), 'kms:grantisforawsresource': 'false' },
    { ...as(admin), 'kms:grantisforawsresource': 'true' },
  ],
  ['Identity', 'NoUsersNoLongLivedKeys', 'iam:CreateAccessKey', anything, as(cdk('cfn-exec'))],
  ['Identity', 'NoRootUser', 's3:GetObject', anything, as(`arn:aws:iam::${account}:root`), as(admin)],
  [
    'Identity',
    'RolesByThePipelineOnly',
    'iam:UpdateAssumeRolePolicy',
    role('tre-thames-valley-broker'),
    as(admin),
    as(cdk('cfn-exec')),
  ],
  [
    'Identity',
    'RolesArePassedByThePipelineOnly',
    'iam:PassRole',
    role('tre-thames-valley-broker'),
    { ...as(admin), 'iam:passedtoservice': 'lambda.amazonaws.com' },
    { ...as(admin), 'iam:passedtoservice': 'backup.amazonaws.com' },
  ],
  [
    'Identity',
    'BootstrapByTheOrganisationOnly',
    'iam:PutRolePolicy',
    cdk('cfn-exec'),
    as(cdk('cfn-exec')),
    as(role('AWSControlTowerExecution')),
  ],
  [
    'Identity',
    'OnlyThePipelineDeploys',
    'sts:AssumeRole',
    cdk('deploy'),
    as(admin),
    as(role('tre-thames-valley-pipeline')),
  ],
  ['Identity', 'ExecutionRoleIsPassedByTheDeployRole', 'iam:PassRole', cdk('cfn-exec'), as(admin), as(cdk('deploy'))],
  ['Identity', 'CodeByThePipelineOnly', 'lambda:UpdateFunctionCode', anything, as(admin), as(cdk('cfn-exec'))],
  [
    'Identity',
    'StacksByThePipelineOnly',
    'cloudformation:ExecuteChangeSet',
    `arn:aws:cloudformation:eu-west-2:${account}:stack/tre-thames-valley-network/id`,
    as(admin),
    as(cdk('deploy')),
  ],
  [
    'Exits',
    'AssetBucketByTheOrganisationOnly',
    's3:PutBucketPolicy',
    `arn:aws:s3:::cdk-tvssde-assets-${account}-eu-west-2`,
    as(admin),
    as(role('AWSControlTowerExecution')),
  ],
  [
    'Exits',
    'AssetsByThePipelineOnly',
    's3:PutObject',
    `arn:aws:s3:::cdk-tvssde-assets-${account}-eu-west-2/code.zip`,
    as(admin),
    as(cdk('file-publishing')),
  ],
  ['Network', 'NoWayOut', 'ec2:CreateInternetGateway', anything, as(cdk('cfn-exec'))],
  [
    'Network',
    'NoExclusionFromBlockPublicAccess',
    'ec2:CreateVpcBlockPublicAccessExclusion',
    anything,
    as(cdk('cfn-exec')),
  ],
  ['Network', 'NetworkByThePipelineOnly', 'ec2:CreateVpcEndpoint', anything, as(admin), as(cdk('cfn-exec'))],
  [
    'Network',
    'BlocksStayOn',
    's3:PutAccountPublicAccessBlock',
    anything,
    as(admin),
    as(role('tre-thames-valley-account-settings')),
  ],
  [
    'Network',
    'DnsFirewallByThePipelineOnly',
    'route53resolver:UpdateFirewallConfig',
    anything,
    as(admin),
    as(cdk('cfn-exec')),
  ],
  ['Network', 'DetectionStaysOn', 'guardduty:DeleteDetector', anything, as(admin), as(cdk('cfn-exec'))],
  ['Exits', 'NoSharing', 'ec2:ModifySnapshotAttribute', anything, as(cdk('cfn-exec'))],
  ['Exits', 'NoDelivery', 'logs:PutSubscriptionFilter', anything, as(cdk('cfn-exec'))],
  ['Exits', 'TablesKeepTheirPolicy', 'dynamodb:PutResourcePolicy', anything, as(admin), as(cdk('cfn-exec'))],
  [
    'Exits',
    'InTheUnitedKingdom',
    's3:CreateBucket',
    anything,
    { 'aws:requestedregion': 'us-east-1' },
    { 'aws:requestedregion': 'eu-west-2' },
  ],
  ['Exits', 'TheAccountStays', 'organizations:LeaveOrganization', anything, as(admin)],
  [
    'Exits',
    'NoNewWayToSignIn',
    'iam:CreateSAMLProvider',
    anything,
    as(cdk('cfn-exec')),
    as(role('AWSControlTowerExecution')),
  ],
  [
    'Exits',
    'TheCatalogueIsNotShared',
    'lakeformation:GrantPermissions',
    anything,
    as(cdk('cfn-exec')),
    as(role('OrganizationAccountAccessRole')),
  ],
  [
    'Resources',
    'RecordsForThisAccountOnly',
    's3:GetObject',
    anything,
    { 'aws:principalaccount': '999988887777', 'aws:principalisawsservice': 'false' },
    { 'aws:principalaccount': account, 'aws:principalisawsservice': 'false' },
  ],
  ['Resources', 'RecordsForThisAccountOnly', 's3:GetObject', anything, {}, { 'aws:principalisawsservice': 'true' }],
  [
    'Resources',
    'RolesForTheOrganisationOnly',
    'sts:AssumeRole',
    anything,
    { 'aws:principalorgid': 'o-somebodyelse', 'aws:principalisawsservice': 'false' },
    { 'aws:principalorgid': 'o-thv5de4r7k' },
  ],
  [
    'Resources',
    'OnlyThePipelineDeploys',
    'sts:AssumeRole',
    cdk('deploy'),
    { ...as('arn:aws:iam::999988887777:role/Admin'), 'aws:principalisawsservice': 'false' },
    as(role('tre-thames-valley-pipeline')),
  ],
  [
    'Resources',
    'ServicesForTheOrganisationOnly',
    's3:PutObject',
    anything,
    { 'aws:sourceaccount': '999988887777', 'aws:sourceorgid': 'o-somebodyelse', 'aws:principalisawsservice': 'true' },
    { 'aws:principalisawsservice': 'true' },
  ],
  [
    'Resources',
    'EncryptedInTransit',
    's3:GetObject',
    anything,
    { 'aws:securetransport': 'false' },
    { 'aws:securetransport': 'true' },
  ],
];

test.each(bites.map((bite) => ({ bite, name: bite.slice(0, 3).join(', ') })))('$name: is stopped', ({ bite }) => {
  const [policy, sid, action, resource, stopped, passes] = bite;
  const statement = statementOf(policy, sid);
  expect(stops(statement, action, resource, stopped)).toBe(true);
  if (passes !== undefined) expect(stops(statement, action, resource, passes)).toBe(false);
});

test('every statement of every control policy is shown to bite', () => {
  const shown = new Set(bites.map(([policy, sid]) => `${policy} ${sid}`));
  const said = production.flatMap(({ name, Content }) => statementsOf(Content, '').map(({ sid }) => `${name} ${sid}`));
  expect(said.length).toBeGreaterThan(30);
  expect(said.filter((one) => !shown.has(one))).toEqual([]);
});

test.each(all)(
  '$deployment: $name is within what Organizations takes, and hangs over the one account',
  ({ Type, Content, TargetIds }) => {
    // Declarative policies may have 10,000 characters. https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html
    const most = Type === 'DECLARATIVE_POLICY_EC2' ? 10_000 : 5_120;
    expect(JSON.stringify(Content).length).toBeLessThanOrEqual(most);
    expect(TargetIds).toEqual([expect.stringMatching(/^\d{12}$/)]);
    // CloudFormation would send an intrinsic as it stands in a string of a policy, and as an object elsewhere.
    expect(JSON.stringify(Content)).not.toMatch(/Fn::|"Ref"|\$\{Token/);
  },
);

test('four service control policies leave room for FullAWSAccess, which a target needs, among five', () => {
  for (const deployment of examples.keys()) {
    const control = policiesOf(deployment).filter(({ Type }) => Type === 'SERVICE_CONTROL_POLICY');
    expect(control.length).toBe(4);
  }
});

test('a resource control policy denies everybody, for actions of services that know such policies', () => {
  const known = ['s3', 'sts', 'kms', 'sqs', 'secretsmanager', 'ecr', 'dynamodb'];
  for (const { Content } of all.filter(({ Type }) => Type === 'RESOURCE_CONTROL_POLICY')) {
    for (const { effect, principals, actions = [], notActions } of statementsOf(Content, '')) {
      expect([effect, principals, notActions]).toEqual(['Deny', { '*': ['*'] }, undefined]);
      expect(actions.filter((action) => !known.includes(action.split(':')[0] ?? ''))).toEqual([]);
    }
  }
});

test('what the account sets itself is not declared above it, for then its own stack could not', () => {
  const attributes = (deployment: string) =>
    JSON.stringify(policiesOf(deployment).find(({ Type }) => Type === 'DECLARATIVE_POLICY_EC2')?.Content);
  expect(attributes('thames-valley')).toContain('"vpc_block_public_access"');
  expect(attributes('gtr-manchester')).not.toContain('"vpc_block_public_access"');
});

/** What a role is allowed and a guardrail stops for certain, on a resource that both could mean. */
function stoppedOf(deployment: string): readonly string[] {
  const estate = estateOf(examples.get(deployment) ?? []);
  const denials = policiesOf(deployment)
    .filter(({ Type }) => Type === 'SERVICE_CONTROL_POLICY')
    .flatMap(({ name, Content }) => statementsOf(Content, '').map((one) => ({ name, one })));
  return [...roles(estate), ...deploymentRoles(estate)].flatMap(({ resource, statements }) => {
    const context: Context = {
      'aws:principalarn': arnsOf(estate, resource),
      'aws:requestedregion': ['eu-west-2'],
      'kms:grantisforawsresource': ['true'],
      'iam:passedtoservice': 'unknown',
    };
    return statements
      .filter(({ effect }) => effect === 'Allow')
      .flatMap(({ actions = [], resources = [] }) =>
        actions
          .filter((action) => !action.includes('*'))
          .flatMap((action) =>
            denials
              .filter(
                ({ one }) =>
                  coversAction(one, action) &&
                  (one.resources ?? []).some((denied) =>
                    resources.some((given) => matchesResource(denied, given) || matchesResource(given, denied)),
                  ) &&
                  conditionsHold(one, context) === true,
              )
              .map(({ name, one }) => `${resource.logicalId}: ${action} by ${name} ${one.sid}`),
          ),
      );
  });
}

test.each([...examples.keys()])('%s: no guardrail stops what a role of the templates is allowed', (deployment) => {
  expect(stoppedOf(deployment)).toEqual([]);
});

test('no name of a service holds a wildcard, which IAM refuses', () => {
  for (const { Content } of all) {
    for (const { actions = [], notActions = [] } of statementsOf(Content, '')) {
      expect(
        [...actions, ...notActions].filter((action) => action !== '*' && /[*?]/.test(action.split(':')[0] ?? '')),
      ).toEqual([]);
    }
  }
});
