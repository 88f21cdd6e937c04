import { type Body, type Mutant, set } from '../mutant.ts';

type Statement = Record<string, unknown>;

const changed = (name: string, logicalId: string, edit: (body: Body) => void): Mutant => ({
  rule: 'guardrails-protect-what-the-account-cannot',
  name,
  mutate: (templates) => templates.change('AWS::Organizations::Policy', edit, (_, id) => id === logicalId),
});

const content = (body: Body) => body.Properties.Content as { Statement: Statement[] };

const statement =
  (sid: string, edit: (one: Statement) => Statement) =>
  (body: Body): void => {
    const policy = content(body);
    policy.Statement = policy.Statement.map((one) => (one.Sid === sid ? edit(one) : one));
  };

/** Of each policy, the statements that the rule demands. */
const demanded: readonly (readonly [string, readonly string[]])[] = [
  [
    'Records',
    [
      ...[
        'TrailKeepsRunning',
        'TrailKeepsItsScope',
        'ArchivesKeepTheirObjects',
        'BucketsKeepTheirSettings',
        'BackupsStay',
      ],
      ...['BackupsAreMade', 'KeysStayAsTheyAre', 'KeysEndWithTheirProject', 'GrantsAreForServices'],
    ],
  ],
  [
    'Identity',
    [
      ...['NoUsersNoLongLivedKeys', 'NoRootUser', 'RolesByThePipelineOnly', 'BootstrapByTheOrganisationOnly'],
      ...['CodeByThePipelineOnly', 'StacksByThePipelineOnly', 'OnlyThePipelineDeploys'],
      ...['RolesArePassedByThePipelineOnly', 'ExecutionRoleIsPassedByTheDeployRole'],
    ],
  ],
  [
    'Network',
    [
      ...['NoWayOut', 'NoExclusionFromBlockPublicAccess', 'NetworkByThePipelineOnly', 'BlocksStayOn'],
      ...['DnsFirewallByThePipelineOnly', 'DetectionStaysOn'],
    ],
  ],
  [
    'Exits',
    [
      'AssetsByThePipelineOnly',
      'AssetBucketByTheOrganisationOnly',
      'NoSharing',
      'NoDelivery',
      'InTheUnitedKingdom',
      'TheAccountStays',
      'TheCatalogueIsNotShared',
      'NoNewWayToSignIn',
      'TablesKeepTheirPolicy',
    ],
  ],
  [
    'Resources',
    [
      ...[
        'RecordsForThisAccountOnly',
        'RolesForTheOrganisationOnly',
        'ServicesForTheOrganisationOnly',
        'EncryptedInTransit',
      ],
      'OnlyThePipelineDeploys',
    ],
  ],
];

const left = demanded.flatMap(([policy, sids]) =>
  sids.map((sid) =>
    changed(`${policy} says nothing of ${sid}`, policy, (body) => {
      const whole = content(body);
      whole.Statement = whole.Statement.filter(({ Sid }) => Sid !== sid);
    }),
  ),
);

const exempt = (sid: string, arn: string) =>
  statement(sid, (one) => ({ ...one, Condition: { ArnNotLike: { 'aws:PrincipalArn': [arn] } } }));

export const guardrailMutants: readonly Mutant[] = [
  ...left,
  changed(
    'administrators may stop the trail',
    'Records',
    exempt('TrailKeepsRunning', 'arn:aws:iam::444455556666:role/Admin*'),
  ),
  changed(
    'every role may change key policies',
    'Records',
    exempt('KeysStayAsTheyAre', 'arn:aws:iam::444455556666:role/*'),
  ),
  changed(
    'who deploys may make a gateway',
    'Network',
    exempt('NoWayOut', 'arn:aws:iam::444455556666:role/cdk-hnb659fds-cfn-exec-role-444455556666-eu-west-2'),
  ),
  changed(
    'it speaks of the archive of somebody else',
    'Records',
    statement('ArchivesKeepTheirObjects', (one) => ({ ...one, Resource: 'arn:aws:s3:::tre-elsewhere-trail-*/*' })),
  ),
  changed(
    'it speaks of the trail of another account',
    'Records',
    statement('TrailKeepsRunning', (one) => ({
      ...one,
      Resource: String(one.Resource).replace(/:\d{12}:/, ':999988887777:'),
    })),
  ),
  changed(
    'services may work for a second organisation',
    'Resources',
    statement('ServicesForTheOrganisationOnly', (one) => ({
      ...one,
      Condition: {
        ...(one.Condition as object),
        StringNotEqualsIfExists: { 'aws:SourceOrgID': 'o-elsewhere0' },
      },
    })),
  ),
  changed(
    'a question mark stands for a star',
    'Exits',
    statement('NoDelivery', (one) => ({
      ...one,
      Action: (one.Action as string[]).map((action) => action.replace('transfer:Create*', 'transfer:Create?')),
    })),
  ),
  changed(
    'a tag of the caller lifts it',
    'Identity',
    statement('CodeByThePipelineOnly', (one) => ({
      ...one,
      Condition: { ...(one.Condition as object), StringNotEquals: { 'aws:PrincipalTag/team': 'admin' } },
    })),
  ),
  changed('it hangs over another account', 'Identity', (body) => set(body, 'TargetIds', ['999988887777'])),
  changed('it hangs over nothing', 'Resources', (body) => set(body, 'TargetIds', undefined)),
  changed(
    'it allows what it should deny',
    'Exits',
    statement('NoSharing', (one) => ({ ...one, Effect: 'Allow' })),
  ),
  changed(
    'any region will do',
    'Exits',
    statement('InTheUnitedKingdom', (one) => ({
      ...one,
      Condition: { StringNotEquals: { 'aws:RequestedRegion': ['eu-west-2', 'us-east-1'] } },
    })),
  ),
  changed(
    'storage is a global service',
    'Exits',
    statement('InTheUnitedKingdom', (one) => ({ ...one, NotAction: [...(one.NotAction as string[]), 's3:*'] })),
  ),
  changed(
    'grants to anybody are no grants',
    'Records',
    statement('GrantsAreForServices', (one) => ({
      ...one,
      Condition: { BoolIfExists: { 'kms:GrantIsForAWSResource': 'true' } },
    })),
  ),
  changed(
    'strangers without an account pass',
    'Resources',
    statement('RecordsForThisAccountOnly', (one) => ({
      ...one,
      Condition: {
        StringNotEquals: { 'aws:PrincipalAccount': '444455556666' },
        BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
      },
    })),
  ),
  changed('the console of a machine opens', 'Attributes', (body) => {
    const policy = body.Properties.Content as { ec2_attributes: Record<string, unknown> };
    delete policy.ec2_attributes.serial_console_access;
  }),
  changed('machines tell their credentials to whoever asks', 'Attributes', (body) => {
    const policy = body.Properties.Content as { ec2_attributes: Record<string, { http_tokens?: unknown }> };
    policy.ec2_attributes.instance_metadata_defaults = { http_tokens: { '@@assign': 'optional' } };
  }),
  ...(
    [
      ['the credentials of a machine travel further than the machine', 'http_put_response_hop_limit', '64'],
      ['a machine tells its tags', 'instance_metadata_tags', 'enabled'],
    ] as const
  ).map(([name, attribute, value]) =>
    changed(name, 'Attributes', (body) => {
      const policy = body.Properties.Content as { ec2_attributes: Record<string, Record<string, unknown>> };
      const defaults = policy.ec2_attributes.instance_metadata_defaults;
      if (defaults !== undefined) defaults[attribute] = { '@@assign': value };
    }),
  ),
  ...(['exclusions are allowed', 'nothing is declared'] as const).map(
    (name): Mutant => ({
      rule: 'guardrails-protect-what-the-account-cannot',
      name: `where no stack blocks the way to the internet: ${name}`,
      mutate: (templates) =>
        templates.change(
          'AWS::Organizations::Policy',
          (body) => {
            const policy = body.Properties.Content as { ec2_attributes: Record<string, unknown> };
            const block = policy.ec2_attributes.vpc_block_public_access as
              | { internet_gateway_block: Record<string, unknown> }
              | undefined;
            if (block === undefined) throw new Error('the account has a stack that does');
            if (name === 'nothing is declared') delete policy.ec2_attributes.vpc_block_public_access;
            else block.internet_gateway_block.exclusions_allowed = { '@@assign': 'enabled' };
          },
          (_, id) => id === 'Attributes',
        ),
    }),
  ),
];
