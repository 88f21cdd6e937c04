import { bootstrapRoleKind } from '../estate/bootstrap.ts';
import type { Estate } from '../estate/estate.ts';
import { deploymentRoles } from '../estate/principals.ts';
import type { Statement } from '../estate/statements.ts';
import { oncePerEstate } from '../estate/views.ts';

const roleArn = /^arn:aws[a-z-]*:iam::\d{12}:role\/[^*?]+$/;

/** The one role that a statement trusts; undefined where it trusts anything else as well. */
export function trustedAlone({ effect, principals, notPrincipals, unresolved }: Statement): string | undefined {
  if (effect !== 'Allow' || unresolved || notPrincipals !== undefined || principals === undefined) return undefined;
  const [name, ...more] = principals.AWS ?? [];
  const alone = Object.keys(principals).join() === 'AWS' && more.length === 0;
  return alone && name !== undefined && roleArn.test(name) ? name : undefined;
}

/** ARNs of the roles that may become one of the bootstrap; CloudFormation, which is no role, apart. */
export const pipelineRoles: (estate: Estate) => ReadonlySet<string> = oncePerEstate(
  (estate) =>
    new Set(
      deploymentRoles(estate)
        .filter(({ resource }) => bootstrapRoleKind(estate, resource) !== 'cfn-exec')
        .flatMap(({ trust }) => trust.flatMap((statement) => trustedAlone(statement) ?? [])),
    ),
);
