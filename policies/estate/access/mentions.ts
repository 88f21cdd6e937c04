import type { Estate, Resource } from '../estate.ts';
import { oncePerEstate } from '../views.ts';
import type { PolicyStatement, PrincipalElement, Words } from './documents.ts';
import { identityPolicies } from './identity-policies.ts';
import { matchAction } from './pattern.ts';
import { resourcePolicy } from './resource-policies.ts';
import { holdsSymbol } from './symbols.ts';

/** Statements that may allow something, by the service of their actions, so that most questions are answered by what nobody mentions. */
interface Index<Entry> {
  readonly byService: ReadonlyMap<string, readonly Entry[]>;
  /** Of every service, or nobody can read of which. */
  readonly ofAny: readonly Entry[];
}

function indexed<Entry>(entries: readonly Entry[], statementOf: (entry: Entry) => PolicyStatement): Index<Entry> {
  const byService = new Map<string, Entry[]>();
  const ofAny: Entry[] = [];
  for (const entry of entries) {
    const { effect, actions } = statementOf(entry);
    if (effect === 'Deny') continue;
    const services = new Set((actions ?? [undefined]).map(serviceOf));
    if (effect === undefined || services.has(undefined)) ofAny.push(entry);
    else for (const service of services) if (service !== undefined) into(byService, service, entry);
  }
  return { byService, ofAny };
}

const into = <Entry>(groups: Map<string, Entry[]>, key: string, entry: Entry): void => {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [entry]);
  else group.push(entry);
};

/** Undefined for a pattern that can mean more than one service. */
const serviceOf = (action: string | undefined): string | undefined => {
  const [service = '', name] = (action ?? '').toLowerCase().split(':');
  return name === undefined || /[*?]/.test(service) ? undefined : service;
};

const found = <Entry>({ byService, ofAny }: Index<Entry>, action: string): readonly Entry[] => {
  const own = byService.get(serviceOf(action) ?? '');
  return own === undefined ? ofAny : [...own, ...ofAny];
};

/** An action among the words of a statement: `perhaps` counts what nobody can read as a match. */
function wordsOf(words: Words): (action: string, atLeast: 'yes' | 'perhaps') => boolean {
  const lower = words.map((word) => word?.toLowerCase());
  const plain = new Set(lower.filter((word) => word !== undefined && !/[*?]/.test(word)));
  const patterns = lower.filter((word) => word === undefined || /[*?]/.test(word));
  return (action, atLeast) =>
    plain.has(action.toLowerCase()) ||
    patterns.some((word) => (word === undefined ? atLeast === 'perhaps' : matchAction(word, action) !== 'no'));
}

/** Whether a statement reaches an action: for sure, or perhaps. */
function reachOf({ actions, notActions }: PolicyStatement): (action: string, atLeast: 'yes' | 'perhaps') => boolean {
  if (actions !== undefined) return wordsOf(actions);
  if (notActions === undefined) return () => false;
  const spared = wordsOf(notActions);
  return (action, atLeast) => !spared(action, atLeast === 'yes' ? 'perhaps' : 'yes');
}

/** Kept beside each statement: policies of AWS name thousands of actions. */
const reaches = new WeakMap<PolicyStatement, ReturnType<typeof reachOf>>();

function mayCover(statement: PolicyStatement, action: string): boolean {
  if (statement.effect === undefined) return true;
  const known = reaches.get(statement) ?? reachOf(statement);
  reaches.set(statement, known);
  return known(action, 'perhaps');
}

const ofIdentities: (estate: Estate) => WeakMap<Resource, Index<PolicyStatement>> = oncePerEstate(() => new WeakMap());

/** Statements of a role's or user's own that may allow an action on something. Without one, and without an opening, it is denied. */
export function mentions(estate: Estate, identity: Resource, action: string): readonly PolicyStatement[] {
  const known = ofIdentities(estate);
  let index = known.get(identity);
  if (index === undefined) {
    index = indexed(identityPolicies(estate, identity).identity ?? [], (statement) => statement);
    known.set(identity, index);
  }
  return found(index, action).filter((statement) => mayCover(statement, action));
}

/** A statement of a resource's policy that may let an identity in. */
interface Opening {
  readonly resource: Resource;
  readonly statement: PolicyStatement;
}

const isOfAService = (principals: readonly PrincipalElement[] | undefined): boolean =>
  principals !== undefined && principals.length > 0 && principals.every(({ kind }) => kind === 'Service');

const ofResources: (estate: Estate) => Index<Opening> = oncePerEstate((estate) =>
  indexed(
    estate.resources.flatMap((resource) =>
      (resourcePolicy(estate, resource) ?? [])
        .filter(({ principals }) => !isOfAService(principals))
        .map((statement) => ({ resource, statement })),
    ),
    ({ statement }) => statement,
  ),
);

const ofAnAccount = /^(\d{12}|arn:[^:]*:iam::[^:]*:root)$/;

/** `alone`: it lets the identity in whatever its own policies say; `together`: only with an Allow of its own. */
function letsIn({ principals, notPrincipals }: PolicyStatement, arn: string): 'alone' | 'together' | 'never' {
  if (principals === undefined || notPrincipals !== undefined) return 'alone';
  const others = principals.filter(({ kind }) => kind !== 'Service');
  const name = arn.split('/').at(-1) ?? '';
  const may = others.some(
    ({ value }) => value === undefined || /[*?]/.test(value) || (!ofAnAccount.test(value) && mayBe(value, arn, name)),
  );
  if (may) return 'alone';
  return others.some(({ value }) => value !== undefined && ofAnAccount.test(value)) ? 'together' : 'never';
}

/** The identity, a session of it, or text with a part that only a deployment decides. */
const mayBe = (value: string, arn: string, name: string): boolean =>
  value === arn || value.includes(`/${name}`) || holdsSymbol(value) || holdsSymbol(arn);

/** Resources whose own policy may allow an identity an action, given whether a statement of its own mentions it. */
export function openings(estate: Estate, action: string, arn: string, isMentioned: boolean): readonly Resource[] {
  const open = found(ofResources(estate), action).filter(({ statement }) => {
    const how = letsIn(statement, arn);
    return (how === 'alone' || (how === 'together' && isMentioned)) && mayCover(statement, action);
  });
  return [...new Set(open.map(({ resource }) => resource))];
}

/** One resource for each pattern of a statement, so that whatever the statement allows is asked for at least once. */
export function witnessesOf({ resources }: Pick<PolicyStatement, 'resources'>): readonly string[] {
  if (resources === undefined) return ['*'];
  return resources.map((pattern) =>
    pattern === undefined || pattern === '*'
      ? '*'
      : pattern
          .replace(/\$\{[^}]*\}/g, 'x')
          .replaceAll('*', 'x')
          .replaceAll('?', 'x'),
  );
}

const totals: (estate: Estate) => WeakMap<Resource, readonly Total[]> = oncePerEstate(() => new WeakMap());

interface Total {
  readonly statement: PolicyStatement;
  readonly reaches: ReturnType<typeof reachOf>;
}

function totalsOf(estate: Estate, identity: Resource): readonly Total[] {
  const known = totals(estate).get(identity);
  if (known !== undefined) return known;
  const made = (identityPolicies(estate, identity).identity ?? [])
    .filter(
      ({ effect, conditions, resources }) =>
        effect === 'Deny' && conditions.length === 0 && resources?.includes('*') === true,
    )
    .map((statement) => ({ statement, reaches: reachOf(statement) }));
  totals(estate).set(identity, made);
  return made;
}

/** The Deny without any condition, on everything, that keeps an action from a role or user whatever else is allowed. */
export const totalDeny = (estate: Estate, identity: Resource, action: string): PolicyStatement | undefined =>
  totalsOf(estate, identity).find((one) => one.reaches(action, 'yes'))?.statement;
