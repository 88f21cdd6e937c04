import { doors } from '../estate/doors.ts';
import type { Estate, Resource } from '../estate/estate.ts';
import { conditionValues, type Statement } from '../estate/statements.ts';
import { judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';
import { demanded, isEverybody } from '../safe-settings/key-use.ts';
import { resourcePolicies } from './resource-policies.ts';

/** Keys of the account may be looked at, which rules about keys judge. */
const mayNameTheAccount = ({ type }: Resource): boolean => type === 'AWS::KMS::Key';

/**
 * A private API whose operations ask an authoriser gets no signed calls: its policy can say only by which way a call must come, and names the
 * endpoint of the estate instead of anybody.
 */
function namesTheWay(estate: Estate, resource: Resource, statement: Statement): boolean {
  const door = doors(estate).find(({ api }) => api === resource);
  const ways = conditionValues(statement, ['StringEquals'], 'aws:SourceVpce');
  return (
    door?.kind === 'private' &&
    door.operations.length > 0 &&
    door.operations.every(({ authoriser }) => authoriser?.asks !== undefined) &&
    statement.actions?.join() === 'execute-api:Invoke' &&
    ways.length > 0 &&
    ways.every((way) => estate.find(way, 'AWS::EC2::VPCEndpoint') !== undefined)
  );
}

function faultOf(estate: Estate, resource: Resource, statement: Statement): string | undefined {
  const { effect, actions, principals = {}, unresolved } = statement;
  if (effect === 'Deny') return undefined;
  if (unresolved || actions === undefined || actions.length === 0) return 'allows what it does not name';
  const wild = actions.find((action) => action === '*' || /^[a-z0-9-]+:\*$/i.test(action));
  if (wild !== undefined) return `allows ${wild}`;
  const account = [...(principals.AWS ?? []), ...(principals['*'] ?? [])].find(isEverybody);
  return account !== undefined &&
    demanded(statement, 'aws:PrincipalArn').length === 0 &&
    !mayNameTheAccount(resource) &&
    !namesTheWay(estate, resource, statement)
    ? `admits ${account === '*' ? 'everybody' : 'the whole account'}`
    : undefined;
}

export const resourcePoliciesNameWhomAndWhat: Rule = {
  id: 'resource-policies-name-whom-and-what',
  safe: 'outputs',
  controls: ['1.5.03', '3.1.12', '2.1.09'],
  severity: 'fatal',
  why: 'A service that delivers logs needs one action; s3:* lets it, or whoever it acts for, read and delete what it delivered.',
  fix: 'write the actions out, and name services and roles, never the account',
  source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege',
  check: (estate) =>
    resourcePolicies(estate).map(({ resource, path, statements }) => {
      const faults = statements.map((one) => ({ path: one.path, fault: faultOf(estate, resource, one) }));
      const first = faults.find(({ fault }) => fault !== undefined);
      return judged(
        first === undefined && statements.length > 0,
        resource,
        first?.path ?? path,
        'names whom it admits, and to what',
        first?.fault ?? 'cannot be read',
      );
    }),
};
