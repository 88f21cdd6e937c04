import type { Estate, Resource } from '../estate/estate.ts';
import { type Role, roles } from '../estate/principals.ts';
import type { Statement } from '../estate/statements.ts';
import { buckets, type Key, keys } from '../estate/stores.ts';
import { isTrue } from '../estate/values.ts';
import { judged } from '../outcome.ts';
import type { Outcome, Rule } from '../rule.ts';
import { isLogStore } from '../safe-data/data-buckets.ts';
import { personRoles } from '../safe-people/person-roles.ts';
import { mayBeMeant } from '../safe-people/role-names.ts';
import { demanded, isEverybody, permitsUse } from '../safe-settings/key-use.ts';
import { leadsOnlyTo } from './own-resources.ts';
import { projectStacks } from './project-stacks.ts';

/** Who a statement is for: principals, or where it is for the account or everybody, whom a condition names. */
function holders(statement: Statement): readonly string[] {
  const named = [...(statement.principals?.AWS ?? []), ...(statement.principals?.['*'] ?? [])];
  const narrowed = demanded(statement, 'aws:PrincipalArn');
  return named.flatMap((principal) => (isEverybody(principal) && narrowed.length > 0 ? narrowed : [principal]));
}

/** The roles of the estate, and who among them is a person's, or stands in a project's stack. */
interface Neighbours {
  readonly all: readonly Role[];
  readonly people: ReadonlySet<Resource>;
  readonly projects: ReadonlySet<string>;
}

/** A service that works for one workgroup must be told which, or it works for all of them. */
function worksForOthers(estate: Estate, store: Resource, statement: Statement): boolean {
  const inStack = estate.stacks.find(({ name }) => name === store.stack)?.resources ?? [];
  const sources = demanded(statement, 'aws:SourceArn');
  return sources.length === 0 || !sources.every((source) => leadsOnlyTo(estate, inStack, source));
}

/** People's roles of other stacks, and every role of other projects, have no business in the store; nor has who is unknown. */
function stranger(
  estate: Estate,
  { all, people, projects }: Neighbours,
  { stack }: Resource,
  holder: string,
): string | undefined {
  if (isEverybody(holder)) return `everybody in ${holder}`;
  const meant = all.filter((role) => mayBeMeant(estate, role, holder));
  const outsider = meant.find(
    ({ resource }) => resource.stack !== stack && (people.has(resource) || projects.has(resource.stack)),
  );
  if (outsider !== undefined) return outsider.resource.address;
  return projects.has(stack) && (meant.length === 0 || /[*?]/.test(holder))
    ? `${holder}, whom nobody here knows`
    : undefined;
}

function faultOf(estate: Estate, neighbours: Neighbours, store: Resource, statement: Statement): string | undefined {
  if (statement.unresolved || statement.notPrincipals !== undefined) return 'admits somebody who cannot be read';
  const found = holders(statement).map((holder) => stranger(estate, neighbours, store, holder));
  const first = found.find((one) => one !== undefined);
  if (first !== undefined) return `admits ${first}`;
  const services = statement.principals?.Service ?? [];
  return neighbours.projects.has(store.stack) && services.length > 0 && worksForOthers(estate, store, statement)
    ? `admits ${services.join(', ')}, whomever it works for`
    : undefined;
}

/** Keys of records. The key of the archives is none: logs lie under it, and what we record ourselves, locked. */
function keysOfRecords(estate: Estate, projects: ReadonlySet<string>): readonly Key[] {
  const all = buckets(estate);
  return keys(estate).filter(({ resource }) => {
    const under = all.filter(({ key }) => key === resource);
    const others = under.filter((bucket) => !isLogStore(estate, bucket));
    const ofArchives =
      others.length < under.length && others.every((one) => isTrue(one.resource.properties.ObjectLockEnabled));
    return projects.has(resource.stack) || (others.length > 0 && !ofArchives);
  });
}

export const storesAdmitTheirOwnProjectAlone: Rule = {
  id: 'stores-admit-their-own-project-alone',
  safe: 'projects',
  controls: ['2.1.08', '2.1.14', '3.2.03'],
  severity: 'fatal',
  why: 'A bucket or key policy lets somebody in whatever their own policy says; one line in it joins two projects.',
  fix: "name the role of the own project in the policies of its bucket and key, and nobody's role in those of other stores",
  source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html',
  check: (estate) => {
    const projects = new Set(projectStacks(estate).map(({ name }) => name));
    const people = new Set(personRoles(estate).map(({ resource }) => resource));
    const neighbours = { all: roles(estate), people, projects };
    const judge = (store: Resource, path: string, admitting: readonly Statement[]): Outcome => {
      const faults = admitting.map((one) => ({ path: one.path, fault: faultOf(estate, neighbours, store, one) }));
      const first = faults.find(({ fault }) => fault !== undefined);
      return judged(
        first === undefined,
        store,
        first?.path ?? path,
        'admits no person but those of its own project',
        first?.fault ?? '',
      );
    };
    return [
      ...buckets(estate)
        .filter((bucket) => !isLogStore(estate, bucket))
        .map(({ resource, statements }) =>
          judge(
            resource,
            'Properties',
            statements.filter(({ effect }) => effect === 'Allow'),
          ),
        ),
      ...keysOfRecords(estate, projects).map(({ resource, statements }) =>
        judge(resource, 'Properties.KeyPolicy', statements.filter(permitsUse)),
      ),
    ];
  },
};
