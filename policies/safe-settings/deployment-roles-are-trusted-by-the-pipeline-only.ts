import { bootstrapRoleKind, bootstraps } from '../estate/bootstrap.ts';
import type { Estate } from '../estate/estate.ts';
import { deploymentRoles, type Role } from '../estate/principals.ts';
import type { Statement } from '../estate/statements.ts';
import { fail, pass } from '../outcome.ts';
import type { Rule } from '../rule.ts';
import { pipelineRoles, trustedAlone } from './pipeline-roles.ts';

/** An hour is what the CDK asks for; who has stolen a session has no longer. */
const longestSession = 3600;

const ways = ['sts:AssumeRole', 'sts:TagSession'];

const becomes = ({ actions }: Statement): boolean => actions?.some((action) => action !== 'sts:TagSession') !== false;

/** In one's own name: a deputy of somebody else says for whom it acts. */
const refusesDeputies = ({ conditions }: Statement): boolean =>
  Object.entries(conditions.Null ?? {}).some(([key, values]) => key === 'sts:ExternalId' && values.join() === 'true');

function faultOf(estate: Estate, { resource, trust }: Role, pipelines: ReadonlySet<string>): string | undefined {
  if (trust.length === 0) return 'its trust cannot be read';
  const { MaxSessionDuration: session = longestSession } = resource.properties;
  if (!(Number(session) <= longestSession)) return `its sessions last ${Number(session)} seconds`;
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
  if (trust.some((statement) => trustedAlone(statement) === undefined)) return 'more than one named role may become it';
  const other = trust.flatMap(({ actions }) => actions ?? ['everything']).find((action) => !ways.includes(action));
  if (other !== undefined) return `it is entered by ${other} as well`;
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
    const pipelines = pipelineRoles(estate);
    const stacks = bootstraps(estate).map(({ stack }) => stack.name);
    const strange = estate
      .ofType('AWS::IAM::Role', 'AWS::IAM::User', 'AWS::IAM::Group')
      .filter((resource) => stacks.includes(resource.stack) && bootstrapRoleKind(estate, resource) === undefined)
      .map((resource) =>
        fail(resource, 'Type', 'stands in the bootstrap, which is for the roles that the CDK knows alone'),
      );
    const known = deploymentRoles(estate).map((role) => {
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
    return [...known, ...strange];
  },
};
