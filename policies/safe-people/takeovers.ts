import type { Estate } from '../estate/estate.ts';
import { conditionValues, coversAction, matchesResource, type Statement } from '../estate/statements.ts';
import { at, text } from '../estate/values.ts';
import { literalPart } from './arn.ts';

/** Services that decide who somebody is. Of their actions only those below are harmless; a new one of AWS is not. */
const identity = ['iam', 'sts', 'organizations', 'sso', 'sso-directory', 'identitystore', 'account', 'rolesanywhere'];

const looking = /^(iam|organizations|sso|identitystore):(get|list)[a-z]*\*?$/i;
const harmless = ['sts:getcalleridentity', 'sts:decodeauthorizationmessage'];

/** Who may do one of these *is* the function, job, host, stack, key or person. */
const changing = [
  'apigateway:PATCH',
  'apigateway:PUT',
  'batch:RegisterJobDefinition',
  'batch:SubmitJob',
  'cloudformation:CreateChangeSet',
  'cloudformation:CreateStack',
  'cloudformation:ExecuteChangeSet',
  'cloudformation:UpdateStack',
  'codebuild:StartBuild',
  'codebuild:UpdateProject',
  'cognito-idp:AdminConfirmSignUp',
  'cognito-idp:AdminCreateUser',
  'cognito-idp:AdminInitiateAuth',
  'cognito-idp:AdminLinkProviderForUser',
  'cognito-idp:AdminResetUserPassword',
  'cognito-idp:AdminSetUserMFAPreference',
  'cognito-idp:AdminSetUserPassword',
  'cognito-idp:AdminUpdateUserAttributes',
  'cognito-idp:CreateUserPoolClient',
  'cognito-idp:UpdateUserPool',
  'cognito-idp:UpdateUserPoolClient',
  'ec2:AssociateIamInstanceProfile',
  'ec2:ModifyInstanceAttribute',
  'ec2:ReplaceIamInstanceProfileAssociation',
  'ec2:RunInstances',
  'ecs:ExecuteCommand',
  'ecs:RegisterTaskDefinition',
  'ecs:RunTask',
  'elasticmapreduce:AddJobFlowSteps',
  'glue:CreateJob',
  'glue:CreateSession',
  'glue:UpdateJob',
  'kms:PutKeyPolicy',
  'lambda:AddPermission',
  'lambda:CreateEventSourceMapping',
  'lambda:CreateFunction',
  'lambda:PublishLayerVersion',
  'lambda:UpdateFunctionCode',
  'lambda:UpdateFunctionConfiguration',
  'sagemaker:CreateNotebookInstance',
  'sagemaker:CreatePresignedDomainUrl',
  'sagemaker:CreatePresignedNotebookInstanceUrl',
  'ssm:SendCommand',
  'ssm:StartAutomationExecution',
  'ssm:StartSession',
  'states:CreateStateMachine',
  'states:UpdateStateMachine',
];

const narrowService = (statement: Statement, key: string): boolean => {
  const services = conditionValues(statement, ['StringEquals', 'StringLike'], key);
  return services.length > 0 && services.every((service) => literalPart(service) === service);
};

/** Whether an action pattern can mean an action of a service that decides who somebody is. */
const ofIdentity = (pattern: string): boolean => {
  const [service = ''] = pattern.toLowerCase().split(':');
  return identity.some((one) => matchesResource(service, one));
};

function ofTheIdentity(statement: Statement, pattern: string, mayBePassed: (role: string) => boolean): boolean {
  const action = pattern.toLowerCase();
  if (looking.test(action) || harmless.includes(action)) return false;
  if (action === 'iam:createservicelinkedrole') return !narrowService(statement, 'iam:AWSServiceName');
  if (action !== 'iam:passrole') return true;
  return !narrowService(statement, 'iam:PassedToService') || !(statement.resources ?? ['*']).every(mayBePassed);
}

/** Buckets out of which functions take their code. */
const codeBuckets = (estate: Estate): readonly string[] =>
  estate.ofType('AWS::Lambda::Function').flatMap((lambda) => text(at(lambda, 'Code.S3Bucket')) ?? []);

const writesCode = (estate: Estate, statement: Statement): boolean =>
  coversAction(statement, 's3:PutObject') &&
  codeBuckets(estate).some((bucket) =>
    (statement.resources ?? ['*']).some((one) =>
      matchesResource(one, ['arn', 'aws', 's3', '', '', `${bucket}/code`].join(':')),
    ),
  );

/** By what a statement lets its holder become, or change into, somebody or something else; undefined when by nothing. */
export function takeover(
  estate: Estate,
  statement: Statement,
  mayBePassed: (role: string) => boolean,
): string | undefined {
  if (statement.effect === 'Deny') return undefined;
  if (statement.unresolved) return 'something that could not be resolved';
  if (statement.notActions !== undefined) return `everything but ${statement.notActions.join(', ')}`;
  const become = (statement.actions ?? []).find((one) => ofIdentity(one) && ofTheIdentity(statement, one, mayBePassed));
  return (
    become ??
    changing.find((action) => coversAction(statement, action)) ??
    (writesCode(estate, statement) ? 's3:PutObject where functions take their code' : undefined)
  );
}
