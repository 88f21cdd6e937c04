import type { Estate, Resource } from '../estate.ts';
import { oncePerEstate } from '../views.ts';
import type { PolicyStatement, PrincipalElement, Words } from './documents.ts';
import { identityPolicies } from './identity-policies.ts';
import { matchAction, matchArn } from './pattern.ts';
import { resourcePolicy } from './resource-policies.ts';
import { holdsSymbol, symbolAt } from './symbols.ts';

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
  const isPlain = (word: string | undefined): boolean => word !== undefined && !/[*?]/.test(word) && !holdsSymbol(word);
  const plain = new Set(lower.filter(isPlain));
  const patterns = lower.filter((word) => !isPlain(word));
  return (action, atLeast) =>
    plain.has(action.toLowerCase()) ||
    patterns.some((word) => {
      const match = word === undefined ? 'perhaps' : matchAction(word, action);
      return match === 'yes' || match === atLeast;
    });
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

const none: readonly Resource[] = [];

/** Openings by whom they let in: by name, or whoever asks, or whoever of an account has an Allow of its own as well. */
interface Doors {
  readonly byName: ReadonlyMap<string, Index<Opening>>;
  readonly ofAnybody: Index<Opening>;
  readonly ofAccounts: Index<Opening>;
}

const ofAnAccount = /^(\d{12}|arn:[^:]*:iam::[^:]*:root)$/;
const ofASession = /^arn:[^:]*:sts:[^:]*:[^:]*:assumed-role\/([^/]*)\//;

/** Holds a part that a deployment decides and that may be anything; what AWS makes equals nothing but itself. */
const isOpen = (text: string): boolean =>
  holdsSymbol(text) && [...text].some((character) => symbolAt(character)?.kind === 'given');

const sessionsOf = (role: string): string => `sessions of ${role}`;

/** Under which name a principal is found; undefined for one that may be anybody. */
function nameOf({ kind, value }: PrincipalElement): string | undefined {
  if (kind !== 'AWS' || value === undefined || /[*?]/.test(value)) return undefined;
  if (ofAnAccount.test(value)) return value;
  if (isOpen(value)) return undefined;
  const [, role] = ofASession.exec(value) ?? [];
  return role === undefined ? value : sessionsOf(role);
}

const doors: (estate: Estate) => Doors = oncePerEstate((estate) => {
  const byName = new Map<string, Opening[]>();
  const ofAnybody: Opening[] = [];
  const ofAccounts: Opening[] = [];
  for (const resource of estate.resources)
    for (const statement of resourcePolicy(estate, resource) ?? []) {
      const opening = { resource, statement };
      const { principals, notPrincipals } = statement;
      if (principals === undefined || notPrincipals !== undefined) ofAnybody.push(opening);
      for (const principal of principals ?? []) {
        if (principal.kind === 'Service') continue;
        const name = nameOf(principal);
        if (name === undefined) ofAnybody.push(opening);
        else if (ofAnAccount.test(name)) ofAccounts.push(opening);
        else into(byName, name, opening);
      }
    }
  const by = ({ statement }: Opening): PolicyStatement => statement;
  return {
    byName: new Map([...byName].map(([name, openings]) => [name, indexed(openings, by)])),
    ofAnybody: indexed(ofAnybody, by),
    ofAccounts: indexed(ofAccounts, by),
  };
});

/** The indexes in which an identity is to be looked for, kept: they are asked for hundreds of actions. */
const wayIn: (estate: Estate) => Map<string, readonly Index<Opening>[]> = oncePerEstate(() => new Map());

function doorsFor(estate: Estate, arn: string): readonly Index<Opening>[] {
  const known = wayIn(estate).get(arn);
  if (known !== undefined) return known;
  const { byName, ofAnybody } = doors(estate);
  const named = isOpen(arn)
    ? [...byName.values()]
    : [byName.get(arn), byName.get(sessionsOf(arn.split('/').at(-1) ?? ''))];
  const made = [ofAnybody, ...named].filter((index) => index !== undefined);
  wayIn(estate).set(arn, made);
  return made;
}

/** Resources whose own policy may allow an identity an action, given whether a statement of its own mentions it. */
export function openings(estate: Estate, action: string, arn: string, isMentioned: boolean): readonly Resource[] {
  const open = new Set<Resource>();
  const look = (index: Index<Opening>): void => {
    for (const { resource, statement } of found(index, action)) if (mayCover(statement, action)) open.add(resource);
  };
  for (const index of doorsFor(estate, arn)) look(index);
  if (isMentioned) look(doors(estate).ofAccounts);
  return open.size === 0 ? none : [...open];
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

/** Whether a statement may reach a resource by its text; one with a variable may reach any. */
export const mayReach = ({ resources }: PolicyStatement, arn: string): boolean =>
  resources === undefined ||
  resources.some((word) => word === undefined || word.includes('${') || matchArn(word, arn) !== 'no');
