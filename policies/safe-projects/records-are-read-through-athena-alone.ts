import type { Estate } from '../estate/estate.ts';
import type { Role } from '../estate/principals.ts';
import { conditionValues, type Statement } from '../estate/statements.ts';
import { judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';
import { personRoles } from '../safe-people/person-roles.ts';
import { rightsOf } from '../safe-people/rights.ts';

const throughAthena = (statement: Statement): boolean =>
  conditionValues(statement, ['ForAnyValue:StringEquals'], 'aws:CalledVia').join() === 'athena.amazonaws.com';

/** A VPC, or endpoints, of the estate. `IfExists` and `ForAllValues` hold where the key is absent, so they do not count. */
function fromOurNetwork(estate: Estate, statement: Statement): boolean {
  const networks = conditionValues(statement, ['StringEquals'], 'aws:SourceVpc');
  const endpoints = conditionValues(statement, ['StringEquals'], 'aws:SourceVpce');
  const all = (values: readonly string[], type: string) =>
    values.length > 0 && values.every((value) => value.startsWith('${') && estate.find(value)?.type === type);
  return all(networks, 'AWS::EC2::VPC') || all(endpoints, 'AWS::EC2::VPCEndpoint');
}

/** Tells names of tables and columns, and no record. */
const isDescription = (action: string): boolean => /^glue:Get(Database|Table)s?$/.test(action);

function faultOf(estate: Estate, statement: Statement): string | undefined {
  const { effect, actions, notActions, unresolved } = statement;
  if (effect === 'Deny') return undefined;
  if (unresolved || notActions !== undefined || actions === undefined) return 'a part of it cannot be read';
  const [ours, athenas] = [fromOurNetwork(estate, statement), throughAthena(statement)];
  const asked = actions.find((action) => /^athena:/i.test(action));
  if (asked !== undefined && !ours) return `allows ${asked} from any network`;
  const direct = actions.find((action) => !/^athena:/i.test(action) && !(isDescription(action) && ours));
  return direct !== undefined && !athenas ? `allows ${direct} without Athena` : undefined;
}

/**
 * Athena calls Glue, S3 and KMS from AWS's network, so those calls cannot be bound to ours; they are bound to Athena, and asking
 * Athena, and fetching rows from it, is bound to our network. So is looking at the names of tables and columns.
 */
export const recordsAreReadThroughAthenaAlone: Rule = {
  id: 'records-are-read-through-athena-alone',
  safe: 'projects',
  controls: ['3.1.12', '2.1.18'],
  severity: 'fatal',
  why: 'Fetched by hand, objects and keys go around the workgroup, its limits and its record; rows fetched elsewhere are out.',
  fix: 'demand ForAnyValue:StringEquals aws:CalledVia athena.amazonaws.com, and StringEquals aws:SourceVpc on athena actions',
  source: 'https://docs.aws.amazon.com/athena/latest/ug/security-iam-athena-calledvia.html',
  check: (estate: Estate) =>
    personRoles(estate).map((role: Role) => {
      const faults = rightsOf(estate, role).flatMap((right) => {
        const fault = faultOf(estate, right);
        return fault === undefined ? [] : [{ path: right.path, fault }];
      });
      return judged(
        faults.length === 0,
        role.resource,
        faults[0]?.path ?? 'Properties.Policies',
        'asks Athena from our network, and reads through Athena alone',
        faults[0]?.fault ?? '',
      );
    }),
};
