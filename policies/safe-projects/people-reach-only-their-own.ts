import type { Estate, Resource } from '../estate/estate.ts';
import type { Role } from '../estate/principals.ts';
import { buckets } from '../estate/stores.ts';
import { judged } from '../outcome.ts';
import type { Outcome, Rule } from '../rule.ts';
import { isLogStore } from '../safe-data/data-buckets.ts';
import { personRoles } from '../safe-people/person-roles.ts';
import { type Right, rightsOf } from '../safe-people/rights.ts';
import { accountOf } from '../safe-people/role-names.ts';
import { isCatalogue, leadsOnlyTo } from './own-resources.ts';
import { projectStacks } from './project-stacks.ts';

/** Archives of logs, and the keys over them: what an auditor reads, and no project. */
function archives(estate: Estate): readonly Resource[] {
  const logs = buckets(estate).filter((bucket) => isLogStore(estate, bucket));
  return logs.flatMap(({ resource, key }) => (key === undefined ? [resource] : [resource, key]));
}

function strayOf(
  estate: Estate,
  own: readonly Resource[],
  right: Right,
  account: string | undefined,
): string | undefined {
  if (right.effect === 'Deny') return undefined;
  if (right.unresolved) return 'what could not be resolved';
  if (right.notResources !== undefined || right.resources === undefined) return 'what it does not name';
  return right.resources.find((one) => !leadsOnlyTo(estate, own, one) && !isCatalogue(one, account));
}

function judge(estate: Estate, role: Role, isProject: boolean, archive: readonly Resource[]): Outcome {
  const { resource } = role;
  const inStack = estate.stacks.find(({ name }) => name === resource.stack)?.resources ?? [];
  const own = isProject ? inStack : [...inStack, ...archive];
  const account = accountOf(estate, resource);
  const strays = rightsOf(estate, role).map((right) => ({
    path: right.path,
    stray: strayOf(estate, own, right, account),
  }));
  const first = strays.find(({ stray }) => stray !== undefined);
  return judged(
    first === undefined,
    resource,
    first?.path ?? 'Properties.Policies',
    isProject ? 'leads to resources of its own stack alone' : 'leads to its own stack and the archive of logs alone',
    `leads to ${first?.stray}, which is not its own`,
  );
}

export const peopleReachOnlyTheirOwn: Rule = {
  id: 'people-reach-only-their-own',
  safe: 'projects',
  controls: ['3.2.03', '2.1.14', '2.1.08'],
  severity: 'fatal',
  why: 'A person works for one project at a time; what another project holds was approved for others.',
  fix: 'name the bucket, key, workgroup and database of the own stack, by reference or by their whole name',
  check: (estate) => {
    const projects = new Set(projectStacks(estate).map(({ name }) => name));
    const archive = archives(estate);
    return personRoles(estate).map((role) => judge(estate, role, projects.has(role.resource.stack), archive));
  },
};
