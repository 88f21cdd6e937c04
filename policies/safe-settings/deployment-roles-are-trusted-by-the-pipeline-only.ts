import { bootstrapRoleKind } from '../estate/bootstrap.ts';
import type { Estate } from '../estate/estate.ts';
import { deploymentRoles, type Role } from '../estate/principals.ts';
import type { Statement } from '../estate/statements.ts';
import { fail, pass } from '../outcome.ts';
import type { Rule } from '../rule.ts';

const roleArn = /^arn:aws[a-z-]*:iam::\d{12}:role\/[^*?]+$/;

/** The one role that a statement trusts; undefined where it trusts anything else as well. */
function trusted({ effect, principals, notPrincipals, unresolved }: Statement): string | undefined {
  if (effect !== 'Allow' || unresolved || notPrincipals !== undefined || principals === undefined) return undefined;
  const [name, ...more] = principals.AWS ?? [];
  const alone = Object.keys(principals).join() === 'AWS' && more.length === 0;
  return alone && name !== undefined && roleArn.test(name) ? name : undefined;
}

const becomes = ({ actions }: Statement): boolean =>
  actions?.some((action) => !/^sts:TagSession$/i.test(action)) !== false;

/** In one's own name: a deputy of somebody else says for whom it acts. */
const refusesDeputies = ({ conditions }: Statement): boolean =>
  Object.entries(conditions.Null ?? {}).some(([key, values]) => key === 'sts:ExternalId' && values.join() === 'true');

function faultOf(estate: Estate, { resource, trust }: Role, pipelines: ReadonlySet<string>): string | undefined {
  if (trust.length === 0) return 'its trust cannot be read';
  if (bootstrapRoleKind(estate, resource) === 'cfn-exec') {
    const service = trust.every(
      ({ effect, principals, notPrincipals, unresolved, actions }) =>
        effect === 'Allow' &&
        !unresolved &&
        notPrincipals === undefined &&
        JSON.stringify(principals) === JSON.stringify({ Service: ['cloudformation.amazonaws.com'] }) &&
        actions?.join() === 'sts:AssumeRole',
    );
    return service ? undefined : 'somebody other than CloudFormation may become it';
  }
  if (trust.some((statement) => trusted(statement) === undefined)) return 'more than one named role may become it';
  if (pipelines.size !== 1) return `roles of the bootstrap trust ${pipelines.size} different roles`;
  if (!trust.filter(becomes).every(refusesDeputies)) return 'a deputy of somebody else may become it';
  return undefined;
}

/** A trust of the account's root is a trust of everybody to whom an IAM policy of the account says so. */
export const deploymentRolesAreTrustedByThePipelineOnly: Rule = {
  id: 'deployment-roles-are-trusted-by-the-pipeline-only',
  safe: 'settings',
  controls: ['TRE-X12', '1.5.03', '3.1.12'],
  severity: 'fatal',
  why: 'Who may become a role of the bootstrap can change every function, every key policy and every rule of the network.',
  fix: 'deploy the bootstrap template of this assembly; name one role as aws.pipelineRole, and no account as a whole',
  source: 'https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping-customizing.html',
  check: (estate) => {
    const all = deploymentRoles(estate);
    const pipelines = new Set(
      all
        .filter(({ resource }) => bootstrapRoleKind(estate, resource) !== 'cfn-exec')
        .flatMap(({ trust }) => trust.flatMap((statement) => trusted(statement) ?? [])),
    );
    return all.map((role) => {
      const fault = faultOf(estate, role, pipelines);
      const path = 'Properties.AssumeRolePolicyDocument';
      return fault === undefined
        ? pass(
            role.resource,
            path,
            `trusted by ${bootstrapRoleKind(estate, role.resource) === 'cfn-exec' ? 'CloudFormation' : [...pipelines].join()} alone`,
          )
        : fail(role.resource, path, fault);
    });
  },
};
