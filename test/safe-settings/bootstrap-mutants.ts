import { type Body, editStatements, type MutableTemplates, type Mutant, set } from '../mutant.ts';

type Statement = Record<string, unknown>;

const role = 'AWS::IAM::Role';
const other = 'arn:aws:iam::444455556666:role/Admin';

const changed =
  (rule: string) =>
  (name: string, logicalId: string, edit: (body: Body) => void, type = role): Mutant => ({
    rule,
    name,
    mutate: (templates) => templates.change(type, edit, (_, id) => id === logicalId),
  });

const trusts = changed('deployment-roles-are-trusted-by-the-pipeline-only');
const first = (edit: (statement: Statement) => Statement | undefined) => (body: Body) => {
  let seen = false;
  editStatements(body, 'AssumeRolePolicyDocument', (statement) => {
    if (seen) return statement;
    seen = true;
    return edit(statement);
  });
};

const trust: readonly Mutant[] = [
  trusts(
    'the whole account may deploy, as in the default bootstrap',
    'DeploymentActionRole',
    first((one) => ({ ...one, Principal: { AWS: '444455556666' } })),
  ),
  trusts(
    'every role of the account may publish code',
    'FilePublishingRole',
    first((one) => ({ ...one, Principal: { AWS: 'arn:aws:iam::444455556666:role/*' } })),
  ),
  trusts(
    'somebody else may deploy too',
    'DeploymentActionRole',
    first((one) => ({
      ...one,
      Principal: { AWS: [other, 'arn:aws:iam::444455556666:role/tre-gtr-manchester-pipeline'] },
    })),
  ),
  trusts('the lookup role trusts another role than the rest', 'LookupRole', (body) =>
    editStatements(body, 'AssumeRolePolicyDocument', (one) => ({ ...one, Principal: { AWS: other } })),
  ),
  trusts(
    'a deputy of another account may deploy',
    'DeploymentActionRole',
    first(({ Condition: _, ...rest }) => rest),
  ),
  trusts(
    'people sign in as the deployer',
    'DeploymentActionRole',
    first((one) => ({
      ...one,
      Action: 'sts:AssumeRoleWithSAML',
      Principal: { Federated: 'arn:aws:iam::444455556666:saml-provider/Idp' },
    })),
  ),
  trusts(
    'a person may become the execution role',
    'CloudFormationExecutionRole',
    first((one) => ({ ...one, Principal: { AWS: other } })),
  ),
  trusts(
    'a function may become the execution role',
    'CloudFormationExecutionRole',
    first((one) => ({ ...one, Principal: { Service: ['cloudformation.amazonaws.com', 'lambda.amazonaws.com'] } })),
  ),
];

const does = changed('the-execution-role-is-no-administrator');
type Policy = { PolicyName: string; PolicyDocument: { Statement: Statement[] } };
const policies = (body: Body) => body.Properties.Policies as Policy[];
const given =
  (statement: Statement) =>
  (body: Body): void => {
    policies(body)[0]?.PolicyDocument.Statement.push({ Effect: 'Allow', Resource: '*', ...statement });
  };
const without = (sid: string) => (body: Body) => {
  for (const { PolicyDocument } of policies(body))
    PolicyDocument.Statement = PolicyDocument.Statement.filter(({ Sid }) => Sid !== sid);
};
const statement = (sid: string, edit: (one: Statement) => Statement) => (body: Body) => {
  for (const { PolicyDocument } of policies(body))
    PolicyDocument.Statement = PolicyDocument.Statement.map((one) => (one.Sid === sid ? edit(one) : one));
};
const execution = 'CloudFormationExecutionRole';

const rights: readonly Mutant[] = [
  does('CloudFormation is an administrator, as in the default bootstrap', execution, (body) =>
    set(body, 'ManagedPolicyArns', ['arn:aws:iam::aws:policy/AdministratorAccess']),
  ),
  does('it may do all of S3', execution, given({ Action: 's3:*' })),
  does('it may do everything but IAM', execution, given({ NotAction: 'iam:*' })),
  does('it may read records', execution, without('NoRecord')),
  does(
    'it may read the records of one more bucket',
    execution,
    statement('NoRecord', (one) => ({
      ...one,
      NotResource: [...(one.NotResource as string[]), 'arn:aws:s3:::tre-gtr-manchester-vault-*/*'],
    })),
  ),
  does('it may run queries and read logs', execution, without('NoRowNoLogNoSecret')),
  does('it holds keys in its hand', execution, without('NoKeyInTheHand')),
  does(
    'it may use keys through any service',
    execution,
    statement('NoKeyInTheHand', (one) => ({
      ...one,
      Condition: { StringNotEqualsIfExists: { 'kms:ViaService': '*' } },
    })),
  ),
  does('it may make users', execution, without('NoOtherSelf')),
  does(
    'it is denied users on one condition',
    execution,
    statement('NoOtherSelf', (one) => ({ ...one, Condition: { Bool: { 'aws:ViaAWSService': 'true' } } })),
  ),
  does(
    'it passes any role',
    execution,
    statement('PassRoles', (one) => ({ ...one, Resource: '*' })),
  ),
  does(
    'it passes its roles to any service',
    execution,
    statement('PassRoles', ({ Condition: _, ...one }) => one),
  ),
  does(
    'it attaches any policy',
    execution,
    statement('AttachNamedPolicies', ({ Condition: _, ...one }) => one),
  ),
  does(
    'it makes roles of any name',
    execution,
    statement('MakeRoles', (one) => ({ ...one, Resource: '*' })),
  ),
  does('who deploys reads secrets', 'DeploymentActionRole', given({ Action: 'secretsmanager:GetSecretValue' })),
  does(
    'who deploys uses another role',
    'DeploymentActionRole',
    statement('ChangeWithExecutionRoleOnly', ({ Condition: _, ...one }) => one),
  ),
  does(
    'who deploys passes another role',
    'DeploymentActionRole',
    statement('PassExecutionRole', (one) => ({ ...one, Resource: '*' })),
  ),
  does(
    'who publishes reads every bucket',
    'FilePublishingRole',
    statement('PublishAssets', (one) => ({ ...one, Resource: '*' })),
  ),
  does('who looks reads everything, as in the default bootstrap', 'LookupRole', (body) =>
    set(body, 'ManagedPolicyArns', ['arn:aws:iam::aws:policy/ReadOnlyAccess']),
  ),
];

const waits = changed('code-waits-where-only-the-pipeline-writes');
const ofBucket = (sid: string, edit: (one: Statement) => Statement | undefined) => (body: Body) =>
  editStatements(body, 'PolicyDocument', (one) => (one.Sid === sid ? edit(one) : one));
const store = 'AWS::S3::BucketPolicy';

const code: readonly Mutant[] = [
  waits(
    'everybody to whom IAM says so may write code',
    'StagingBucketPolicy',
    ofBucket('OnlyThePipelinePublishes', () => undefined),
    store,
  ),
  waits(
    'a second role may write code',
    'StagingBucketPolicy',
    ofBucket('OnlyThePipelinePublishes', (one) => ({
      ...one,
      Condition: { ArnNotEquals: { 'aws:PrincipalArn': [other] } },
    })),
    store,
  ),
  waits(
    'a deployed version may be deleted',
    'StagingBucketPolicy',
    ofBucket('NobodyDeletes', () => undefined),
    store,
  ),
  waits(
    'code lies under the key of S3',
    'StagingBucket',
    (body) =>
      set(body, 'BucketEncryption.ServerSideEncryptionConfiguration', [
        { ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } },
      ]),
    'AWS::S3::Bucket',
  ),
];

const later = (name: string, edit: (template: Record<string, unknown>) => void): Mutant => ({
  rule: 'templates-decide-nothing-later',
  name,
  mutate: (templates: MutableTemplates) => templates.changeTemplate('CDKToolkit', edit),
});

const passed: readonly Mutant[] = [
  later('what cdk bootstrap passes names a role of the bootstrap', (template) => {
    const roles = template.Resources as Record<string, Body>;
    if (roles.LookupRole) set(roles.LookupRole, 'RoleName', { Ref: 'Qualifier' });
  }),
  later('what cdk bootstrap passes names the key of code', (template) => {
    const resources = template.Resources as Record<string, Body>;
    if (resources.AssetKey) set(resources.AssetKey, 'Description', { 'Fn::Sub': 'for ${FileAssetsBucketKmsKeyId}' });
  }),
];

/** A role that hides behind the parameter of a bootstrap is judged as what it is. */
const disguised: readonly Mutant[] = [
  {
    rule: 'nobody-can-become-somebody-else',
    name: 'a role of the bootstrap stack bears another name and changes functions',
    mutate: (templates) =>
      templates.add('CDKToolkit', 'Helper', {
        Type: role,
        Properties: {
          RoleName: 'cdk-hnb659fds-helper-role-444455556666-eu-west-2',
          AssumeRolePolicyDocument: {
            Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } }],
          },
          Policies: [
            {
              PolicyName: 'code',
              PolicyDocument: {
                Statement: [
                  {
                    Effect: 'Allow',
                    Action: 'lambda:UpdateFunctionCode',
                    Resource: 'arn:aws:lambda:eu-west-2:444455556666:function:tre-gtr-manchester-broker',
                  },
                ],
              },
            },
          ],
        },
      }),
  },
  {
    rule: 'keys-give-the-account-no-use',
    name: 'a bucket of records goes under the key of code',
    mutate: (templates) => {
      templates.changeTemplate('CDKToolkit', (template) => {
        const resources = template.Resources as Record<string, Body>;
        resources.MoreBucket = {
          Type: 'AWS::S3::Bucket',
          Properties: {
            BucketName: 'tre-gtr-manchester-more',
            BucketEncryption: {
              ServerSideEncryptionConfiguration: [
                {
                  ServerSideEncryptionByDefault: {
                    SSEAlgorithm: 'aws:kms',
                    KMSMasterKeyID: { 'Fn::GetAtt': ['AssetKey', 'Arn'] },
                  },
                },
              ],
            },
          },
        };
      });
    },
  },
];

export const bootstrapMutants: readonly Mutant[] = [...trust, ...rights, ...code, ...passed, ...disguised];
