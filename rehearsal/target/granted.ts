import { GetRolePolicyCommand, ListAttachedRolePoliciesCommand, ListRolePoliciesCommand } from '@aws-sdk/client-iam';
import type { Clients } from '../clients.ts';

interface Statement {
  readonly Effect: string;
  readonly Action?: string | readonly string[];
  readonly Resource?: string | readonly string[];
}

/** The allowing statements that IAM keeps of a role. @throws when some are not written into the role itself, as ours are */
async function allowing({ iam }: Clients, role: string): Promise<readonly Statement[]> {
  const { PolicyNames = [], IsTruncated } = await iam.send(new ListRolePoliciesCommand({ RoleName: role }));
  if (IsTruncated) throw new Error(`${role} has more policies than one page`);
  const { AttachedPolicies = [] } = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName: role }));
  if (AttachedPolicies.length > 0) throw new Error(`${role} has policies of others attached`);
  const statements: Statement[] = [];
  for (const PolicyName of PolicyNames) {
    const { PolicyDocument = '' } = await iam.send(new GetRolePolicyCommand({ RoleName: role, PolicyName }));
    const { Statement } = JSON.parse(decodeURIComponent(PolicyDocument));
    statements.push(...[Statement].flat());
  }
  return statements.filter(({ Effect }) => Effect === 'Allow');
}

const matches = (patterns: string | readonly string[] | undefined, value: string): boolean =>
  [patterns ?? '*'].flat().some((pattern) => {
    const literal = pattern.replaceAll(/[.+^${}()|[\]\\]/g, '\\$&');
    return new RegExp(`^${literal.replaceAll('*', '.*').replaceAll('?', '.')}$`, 'i').test(value);
  });

/**
 * Whether some statement of a role allows an action on a resource under any condition at all. It says more than a try where a condition
 * can never be met from outside, as those that only Athena meets. What a statement leaves open (NotAction, NotResource) counts as allowed.
 */
export async function grantsOf(clients: Clients, role: string): Promise<(action: string, resource: string) => boolean> {
  const statements = await allowing(clients, role);
  return (action, resource) =>
    statements.some(({ Action, Resource }) => matches(Action, action) && matches(Resource, resource));
}
