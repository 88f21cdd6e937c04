/** What one action lets its holder become, where it is allowed on the resource in question. */
export interface Becoming {
  /** As IAM writes it; `*` for a family of actions. */
  readonly action: string;
  readonly becomes: 'function' | 'role' | 'key' | 'stack';
  /** Another action without which it is no use; undefined where it is enough alone. */
  readonly with?: string;
  readonly why: string;
  /** The page that says so. */
  readonly source: string;
}

const docs = (page: string): string => `https://docs.aws.amazon.com/${page}`;
const reference = docs('service-authorization/latest/reference/list_aws');
const passing = docs('IAM/latest/UserGuide/id_roles_use_passrole.html');

const alone = (becomes: Becoming['becomes'], action: string, why: string, source: string): Becoming => ({
  action,
  becomes,
  why,
  source,
});

/** Compute that starts with a role which is passed to it: its code then holds the role's credentials. */
const withPassedRole = (action: string, why: string): Becoming => ({
  action,
  becomes: 'role',
  with: 'iam:PassRole',
  why,
  source: passing,
});

const iam = (page: string): string => docs(`IAM/latest/APIReference/API_${page}.html`);
const lambda = (page: string): string => docs(`lambda/latest/api/API_${page}.html`);
const kms = (page: string): string => docs(`kms/latest/APIReference/API_${page}.html`);

/**
 * The published ways to become a function, a role, a key or a stack without being let in. A question for each principal, action and
 * resource; who may do one of them on a resource counts as that resource, whatever its own policies say.
 */
export const becoming: readonly Becoming[] = [
  alone('function', 'lambda:UpdateFunctionCode', 'replaces what the function runs', lambda('UpdateFunctionCode')),
  alone(
    'function',
    'lambda:UpdateFunctionConfiguration',
    'sets its environment, handler, layers and role',
    lambda('UpdateFunctionConfiguration'),
  ),
  alone(
    'function',
    'lambda:PublishLayerVersion',
    'publishes code that a function may take as its next layer',
    lambda('PublishLayerVersion'),
  ),
  alone(
    'function',
    'lambda:PutRuntimeManagementConfig',
    'pins another runtime under the code',
    lambda('PutRuntimeManagementConfig'),
  ),
  alone('function', 'lambda:AddPermission', 'lets anybody invoke it with events of their own', lambda('AddPermission')),
  alone(
    'function',
    'lambda:CreateFunctionUrlConfig',
    'gives it an address of its own',
    lambda('CreateFunctionUrlConfig'),
  ),
  alone(
    'function',
    'lambda:CreateEventSourceMapping',
    'feeds it events of another source',
    lambda('CreateEventSourceMapping'),
  ),
  alone(
    'function',
    's3:PutObject',
    'in the bucket of code: what the next deployment gives the function to run',
    docs('cdk/v2/guide/bootstrapping-env.html'),
  ),

  alone(
    'role',
    'sts:AssumeRole',
    'where the trust policy lets the caller in',
    docs('STS/latest/APIReference/API_AssumeRole.html'),
  ),
  alone('role', 'iam:UpdateAssumeRolePolicy', 'writes who may become the role', iam('UpdateAssumeRolePolicy')),
  alone('role', 'iam:PutRolePolicy', 'gives a role that one holds any right', iam('PutRolePolicy')),
  alone(
    'role',
    'iam:AttachRolePolicy',
    'gives a role that one holds any policy, AdministratorAccess too',
    iam('AttachRolePolicy'),
  ),
  alone(
    'role',
    'iam:CreatePolicyVersion',
    'rewrites a policy that others hold; `SetAsDefault` asks for no other right',
    iam('CreatePolicyVersion'),
  ),
  alone(
    'role',
    'iam:SetDefaultPolicyVersion',
    'brings back an older, wider version of a policy',
    iam('SetDefaultPolicyVersion'),
  ),
  alone('role', 'iam:DeleteRolePermissionsBoundary', 'lifts what limits a role', iam('DeleteRolePermissionsBoundary')),
  alone(
    'role',
    'iam:PutRolePermissionsBoundary',
    'replaces what limits a role by something wider',
    iam('PutRolePermissionsBoundary'),
  ),
  alone('role', 'iam:DeleteRolePolicy', 'takes away the Deny that limits a role', iam('DeleteRolePolicy')),
  alone('role', 'iam:DetachRolePolicy', 'takes away the Deny that limits a role', iam('DetachRolePolicy')),
  alone('role', 'iam:CreateAccessKey', 'makes credentials of a user that do not end', iam('CreateAccessKey')),
  alone('role', 'iam:CreateLoginProfile', 'gives a user a password', iam('CreateLoginProfile')),
  alone('role', 'iam:UpdateLoginProfile', 'changes the password of a user', iam('UpdateLoginProfile')),
  alone('role', 'iam:AddUserToGroup', 'gives a user the rights of a group', iam('AddUserToGroup')),
  alone('role', 'iam:AttachUserPolicy', 'gives a user any policy', iam('AttachUserPolicy')),
  alone('role', 'iam:PutUserPolicy', 'gives a user any right', iam('PutUserPolicy')),
  alone('role', 'iam:AttachGroupPolicy', 'gives every user of a group any policy', iam('AttachGroupPolicy')),
  alone('role', 'iam:PutGroupPolicy', 'gives every user of a group any right', iam('PutGroupPolicy')),
  alone('role', 'iam:UpdateSAMLProvider', 'lets another identity provider vouch for people', iam('UpdateSAMLProvider')),
  alone(
    'role',
    'iam:UpdateOpenIDConnectProviderThumbprint',
    'lets another server pass for the provider',
    iam('UpdateOpenIDConnectProviderThumbprint'),
  ),

  withPassedRole('lambda:CreateFunction', 'its code runs as the role'),
  withPassedRole('ec2:RunInstances', 'whoever is on the machine holds the role'),
  withPassedRole('ec2:AssociateIamInstanceProfile', 'a machine that runs already gets the role'),
  withPassedRole('ec2:ReplaceIamInstanceProfileAssociation', 'a machine that runs already gets the role'),
  withPassedRole('ecs:RegisterTaskDefinition', 'the task runs as the role'),
  withPassedRole('ecs:RunTask', 'overrides may name another role'),
  withPassedRole('glue:CreateJob', 'the script runs as the role'),
  withPassedRole('glue:UpdateJob', 'another script or role'),
  withPassedRole('glue:CreateSession', 'statements run as the role'),
  withPassedRole('glue:CreateDevEndpoint', 'whoever signs in to it holds the role'),
  withPassedRole('codebuild:CreateProject', 'the build runs as the role'),
  withPassedRole('codebuild:UpdateProject', 'another build specification or role'),
  withPassedRole('sagemaker:CreateNotebookInstance', 'the notebook holds the role'),
  withPassedRole('sagemaker:CreateTrainingJob', 'the container runs as the role'),
  withPassedRole('sagemaker:CreateProcessingJob', 'the container runs as the role'),
  withPassedRole('sagemaker:CreateUserProfile', 'the studio holds the role'),
  withPassedRole('batch:RegisterJobDefinition', 'the container runs as the role'),
  withPassedRole('states:CreateStateMachine', 'its tasks run as the role'),
  withPassedRole('states:UpdateStateMachine', 'other tasks, or another role'),
  withPassedRole('elasticmapreduce:RunJobFlow', 'its steps run as the role'),
  withPassedRole('emr-serverless:StartJobRun', 'the job runs as the role'),
  withPassedRole('datapipeline:CreatePipeline', 'its activities run as the role'),
  withPassedRole('scheduler:CreateSchedule', 'the call is made as the role'),
  withPassedRole('pipes:CreatePipe', 'reads and delivers as the role'),
  withPassedRole('ssm:StartAutomationExecution', 'the document runs as the role'),
  withPassedRole('apprunner:CreateService', 'the service runs as the role'),
  withPassedRole('bedrock-agentcore:CreateCodeInterpreter', 'the interpreter runs as the role'),

  alone(
    'role',
    'ssm:SendCommand',
    'runs anything on a machine, and reads its credentials',
    `${reference}systemsmanager.html`,
  ),
  alone('role', 'ssm:StartSession', 'a shell on a machine or in a container', `${reference}systemsmanager.html`),
  alone(
    'role',
    'ecs:ExecuteCommand',
    'a shell in a container that runs as its role',
    `${reference}elasticcontainerservice.html`,
  ),
  alone('role', 'ec2-instance-connect:SendSSHPublicKey', 'a shell on a machine', `${reference}ec2instanceconnect.html`),
  alone(
    'role',
    'ec2:ModifyInstanceAttribute',
    'user data that the machine runs at its next start',
    `${reference}ec2.html`,
  ),
  alone(
    'role',
    'glue:UpdateDevEndpoint',
    'a key of one’s own to sign in with',
    docs('glue/latest/webapi/API_UpdateDevEndpoint.html'),
  ),
  alone(
    'role',
    'codebuild:StartBuild',
    'may bring its own build specification',
    docs('codebuild/latest/APIReference/API_StartBuild.html'),
  ),
  alone(
    'role',
    'sagemaker:CreatePresignedNotebookInstanceUrl',
    'opens a notebook that holds its role',
    docs('sagemaker/latest/APIReference/API_CreatePresignedNotebookInstanceUrl.html'),
  ),
  alone(
    'role',
    'sagemaker:CreatePresignedDomainUrl',
    'opens the studio of another',
    docs('sagemaker/latest/APIReference/API_CreatePresignedDomainUrl.html'),
  ),
  alone(
    'role',
    'sagemaker:UpdateNotebookInstanceLifecycleConfig',
    'runs at the next start of a notebook',
    docs('sagemaker/latest/APIReference/API_UpdateNotebookInstanceLifecycleConfig.html'),
  ),

  alone(
    'stack',
    'cloudformation:CreateStack',
    'makes anything that the passed or inherited role may',
    docs('AWSCloudFormation/latest/UserGuide/using-iam-servicerole.html'),
  ),
  alone(
    'stack',
    'cloudformation:UpdateStack',
    'a stack keeps its service role, also for those who may not pass it',
    docs('AWSCloudFormation/latest/UserGuide/using-iam-servicerole.html'),
  ),
  alone(
    'stack',
    'cloudformation:CreateChangeSet',
    'the same, in two steps',
    docs('AWSCloudFormation/latest/UserGuide/using-iam-servicerole.html'),
  ),
  alone(
    'stack',
    'cloudformation:ExecuteChangeSet',
    'carries out what another prepared',
    docs('AWSCloudFormation/latest/UserGuide/using-iam-servicerole.html'),
  ),
  alone(
    'stack',
    'cloudformation:SetStackPolicy',
    'lifts what protects its resources',
    docs('AWSCloudFormation/latest/UserGuide/protect-stack-resources.html'),
  ),

  alone('key', 'kms:PutKeyPolicy', 'writes who may use the key', kms('PutKeyPolicy')),
  alone('key', 'kms:CreateGrant', 'lets another use the key, and no policy shows it', kms('CreateGrant')),
  alone('key', 'kms:ReplicateKey', 'makes the same key in another region, under another policy', kms('ReplicateKey')),
  alone('key', 'kms:UpdateAlias', 'puts another key where the alias is used', kms('UpdateAlias')),
];
