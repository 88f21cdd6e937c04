import type { Estate, Resource } from '../estate/estate.ts';
import { roles } from '../estate/principals.ts';
import { list, record, text } from '../estate/values.ts';
import { oncePerEstate } from '../estate/views.ts';
import { fail, pass } from '../outcome.ts';
import type { Rule } from '../rule.ts';
import { parseArn } from '../safe-people/arn.ts';
import { rightsOf } from '../safe-people/rights.ts';
import { accountOf } from '../safe-people/role-names.ts';

/** Names of buckets are the world's: ours begin with the name of a deployment that a tag of the estate gives. */
const prefixes: (estate: Estate) => readonly string[] = oncePerEstate((estate) => [
  ...new Set(
    estate.resources.flatMap(({ properties }) =>
      list(properties.Tags)
        .map(record)
        .flatMap(({ Key, Value }) => (Key === 'tre:deployment' ? [`tre-${text(Value)}-`] : [])),
    ),
  ),
]);

/** A star is for actions that know no resource, which another rule judges; a reference is of the estate. */
function leadsOut(estate: Estate, role: Resource, target: string): boolean {
  if (target === '*' || target.startsWith('${')) return false;
  const arn = parseArn(target);
  if (arn === undefined) return true;
  if (arn.name.startsWith('${')) return false;
  return arn.account === ''
    ? !prefixes(estate).some((prefix) => arn.name.startsWith(prefix))
    : arn.account !== accountOf(estate, role);
}

export const rightsLeadIntoThisAccountOnly: Rule = {
  id: 'rights-lead-into-this-account-only',
  safe: 'outputs',
  controls: ['3.1.12', '1.5.03'],
  severity: 'fatal',
  why: 'Whoever reads here and may write there carries data away, whether a person, a function or a service acts with the role.',
  fix: 'name resources of this account, and buckets whose names begin with tre-<deployment>-',
  check: (estate) =>
    roles(estate).map((role) => {
      const { resource } = role;
      const allowed = rightsOf(estate, role).filter(({ effect }) => effect === 'Allow');
      const out = allowed.flatMap(({ resources = [], path }) =>
        resources.filter((target) => leadsOut(estate, resource, target)).map((target) => ({ target, path })),
      );
      const [first] = out;
      return first === undefined
        ? pass(resource, 'Properties', `its ${allowed.length} rights lead nowhere but into this account`)
        : fail(resource, first.path, `may do something to ${first.target}`);
    }),
};
