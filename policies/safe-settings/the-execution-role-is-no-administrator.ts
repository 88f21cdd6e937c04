import { arnsOf } from '../estate/arns.ts';
import { bootstrapRoleKind } from '../estate/bootstrap.ts';
import type { Estate } from '../estate/estate.ts';
import { deploymentRoles, type Role } from '../estate/principals.ts';
import { conditionValues, coversAction, matchesAction, matchesResource, type Statement } from '../estate/statements.ts';
import { fail, pass } from '../outcome.ts';
import type { Rule } from '../rule.ts';

/** What no template of ours needs, and with which a change of a template becomes a reading of records, or another identity. */
const neverItself = [
  ...['iam:CreateUser', 'iam:CreateAccessKey', 'iam:CreateLoginProfile', 'iam:AttachUserPolicy', 'iam:PutUserPolicy'],
  ...['iam:DeleteRolePermissionsBoundary', 'iam:SetDefaultPolicyVersion', 'sts:AssumeRole', 'athena:GetQueryResults'],
  ...['athena:StartQueryExecution', 'dynamodb:GetItem', 'dynamodb:Scan', 'logs:GetLogEvents', 'logs:StartQuery'],
  ...['secretsmanager:GetSecretValue', 'backup:StartRestoreJob', 'organizations:LeaveOrganization'],
];

/** Refused unless a service asks in its name. */
const keysInTheHand = ['kms:Decrypt', 'kms:GenerateDataKey', 'kms:ReEncryptFrom'];

/** Whole services are what an administrator has. */
const isWhole = (action: string): boolean => /^(\*|[^:]*[*?][^:]*:.*|[^:]+:\*+)$/.test(action);

const unconditional = ({ conditions }: Statement): boolean => Object.keys(conditions).length === 0;

const deniesEverywhere = (statements: readonly Statement[], action: string): boolean =>
  statements.some(
    (one) =>
      one.effect === 'Deny' &&
      !one.unresolved &&
      unconditional(one) &&
      one.resources?.includes('*') === true &&
      coversAction(one, action),
  );

const deniesInTheHand = (statements: readonly Statement[], action: string): boolean =>
  statements.some(
    (one) =>
      one.effect === 'Deny' &&
      !one.unresolved &&
      one.resources?.includes('*') === true &&
      coversAction(one, action) &&
      Object.keys(one.conditions).join() === 'StringNotEqualsIfExists' &&
      conditionValues(one, ['StringNotEqualsIfExists'], 'kms:ViaService').every((service) => !/[*?]/.test(service)),
  );

/** Objects are refused everywhere but on paths that end in a named folder, and in the bucket of code. */
const deniesRecords = (statements: readonly Statement[]): boolean =>
  statements.some(
    (one) =>
      one.effect === 'Deny' &&
      !one.unresolved &&
      unconditional(one) &&
      ['s3:GetObject', 's3:GetObjectVersion', 's3:PutObject', 's3:DeleteObject'].every((action) =>
        coversAction(one, action),
      ) &&
      one.notResources?.every((resource) => /:cdk-[a-z0-9]+-assets-[^*]+\/\*$|\/metadata\/\*$/.test(resource)) === true,
  );

function faultOf(estate: Estate, { resource, statements, foreignPolicies }: Role): string | undefined {
  if (foreignPolicies.length > 0) return `holds ${foreignPolicies.join()}, which these templates do not show`;
  const allowing = statements.filter(({ effect }) => effect === 'Allow');
  if (allowing.some(({ unresolved }) => unresolved)) return 'a part of its rights could not be resolved';
  if (allowing.some(({ actions }) => actions === undefined)) return 'allows everything but what it names';
  const whole = allowing.flatMap(({ actions = [] }) => actions).find(isWhole);
  if (whole !== undefined) return `allows ${whole}, a whole service`;
  if (bootstrapRoleKind(estate, resource) !== 'cfn-exec') return deployingFault(estate, allowing);
  const open = neverItself.find((action) => !deniesEverywhere(statements, action));
  if (open !== undefined) return `is not denied ${open}`;
  const inHand = keysInTheHand.find((action) => !deniesInTheHand(statements, action));
  if (inHand !== undefined) return `is not denied ${inHand} outside a service that encrypts for it`;
  if (!deniesRecords(statements)) return 'is not denied the objects of buckets of records';
  return passingFault(allowing);
}

/** Roles go by name to named services, and boundaries cannot be had without their name. */
function passingFault(allowing: readonly Statement[]): string | undefined {
  const passing = allowing.filter((one) => coversAction(one, 'iam:PassRole'));
  for (const one of passing) {
    const services = conditionValues(one, ['StringEquals'], 'iam:PassedToService');
    if (services.length === 0 || services.some((service) => /[*?]/.test(service))) return 'passes roles to any service';
    if ((one.resources ?? ['*']).some((role) => !/:role\/tre-[^*]/.test(role))) return 'passes roles of other names';
  }
  const attaching = allowing.filter((one) => coversAction(one, 'iam:AttachRolePolicy'));
  for (const one of attaching) {
    const policies = conditionValues(one, ['ArnLike', 'ArnEquals'], 'iam:PolicyARN');
    if (policies.length === 0 || policies.some((policy) => /:policy\/(\*|AdministratorAccess)/.test(policy)))
      return 'attaches any policy';
  }
  const editing = ['iam:CreateRole', 'iam:PutRolePolicy', 'iam:UpdateAssumeRolePolicy', 'iam:CreatePolicyVersion'];
  const wide = allowing.find(
    (one) =>
      editing.some((action) => coversAction(one, action)) &&
      (one.resources ?? ['*']).some((target) => !/:(role|policy)\/tre-[^*]/.test(target)),
  );
  return wide === undefined ? undefined : 'changes roles and policies of other names';
}

/** Those before CloudFormation make nothing: they publish, hand over, and look. */
function deployingFault(estate: Estate, allowing: readonly Statement[]): string | undefined {
  const execution = deploymentRoles(estate)
    .filter(({ resource }) => bootstrapRoleKind(estate, resource) === 'cfn-exec')
    .flatMap(({ resource }) => arnsOf(estate, resource));
  for (const one of allowing) {
    const other = (one.actions ?? []).find((action) => !/^(cloudformation|s3|ssm):|^iam:PassRole$/i.test(action));
    if (other !== undefined) return `allows ${other}, which no deployment needs`;
    const makes = ['cloudformation:CreateStack', 'cloudformation:CreateChangeSet', 'cloudformation:UpdateStack'];
    if (makes.some((action) => coversAction(one, action))) {
      const with_ = conditionValues(one, ['StringEquals'], 'cloudformation:RoleArn');
      if (with_.length !== 1 || !execution.includes(with_[0] ?? '')) return 'changes stacks without the execution role';
    }
    if (coversAction(one, 'iam:PassRole') && !(one.resources ?? ['*']).every((role) => execution.includes(role)))
      return 'passes another role than the execution role';
    const objects = (one.actions ?? []).some(
      (action) => matchesAction('s3:*Object*', action) || matchesAction(action, 's3:GetObject'),
    );
    if (objects && !(one.resources ?? ['*']).every((place) => matchesResource('*:cdk-*-assets-*', place)))
      return 'reaches objects outside the bucket of code';
  }
  return undefined;
}

export const theExecutionRoleIsNoAdministrator: Rule = {
  id: 'the-execution-role-is-no-administrator',
  safe: 'settings',
  controls: ['TRE-X12', 'TRE-X13', '1.5.03'],
  severity: 'fatal',
  why: 'The default bootstrap gives CloudFormation AdministratorAccess: a change of one template could then read every record.',
  fix: 'deploy the bootstrap template of this assembly; add what a new kind of resource needs to its execution rights, by name',
  source: 'https://docs.aws.amazon.com/cdk/v2/guide/best-practices-security.html',
  check: (estate) =>
    deploymentRoles(estate).map((role) => {
      const fault = faultOf(estate, role);
      return fault === undefined
        ? pass(
            role.resource,
            'Properties',
            'does what a deployment takes, under names of the environment, and reads no record',
          )
        : fail(role.resource, 'Properties', fault);
    }),
};
