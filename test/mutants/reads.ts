import type { Estate, JsonObject, Resource, Stack } from '../../policies/estate/estate.ts';
import { estateOf, estateOfStacks, type Template } from '../../policies/estate/model.ts';
import { evaluate } from '../../policies/evaluate.ts';
import type { Judgement, Outcome, Rule } from '../../policies/rule.ts';

/** Something that can be learned of an estate, as text. */
type Place = string;

const everything: Place = 'the list of all resources';
const ofType = (type: string): Place => `of ${type}`;
const at = (address: string): Place => `at ${address}`;
const field = (address: string, name: string): Place => `${address} ${name}`;
const property = (address: string, name: string): Place => `${address} Properties.${name}`;
/** Which keys something has, and in which order. */
const keys = '(keys)';
const search = (value: string, types: readonly string[]): Place => `find ${JSON.stringify([value, types])}`;

interface Search {
  readonly value: string;
  readonly types: readonly string[];
  /** Address. */
  readonly found: string | undefined;
}

/** The same value, which tells of every key that somebody learns of. */
const telling = <Value extends object>(value: Value, tell: (key: string) => void): Value =>
  new Proxy(value, {
    get(target, key) {
      tell(String(key));
      return Reflect.get(target, key);
    },
    has(target, key) {
      tell(String(key));
      return Reflect.has(target, key);
    },
    getOwnPropertyDescriptor(target, key) {
      tell(String(key));
      return Reflect.getOwnPropertyDescriptor(target, key);
    },
    ownKeys(target) {
      tell(keys);
      return Reflect.ownKeys(target);
    },
  });

/** An estate that tells of every place at which it is looked at, once it is made. */
function tellingEstate(
  templates: readonly Template[],
  tell: (place: Place) => void,
  found: (one: Search) => void,
): Estate {
  const resource = (one: Resource): Resource => {
    const properties = telling<JsonObject>(one.properties, (key) => tell(property(one.address, key)));
    return telling({ ...one, properties }, (key) => tell(field(one.address, key)));
  };
  const plain = estateOfStacks(
    estateOf(templates).stacks.map((stack) => ({ ...stack, resources: stack.resources.map(resource) })),
  );
  const stacks = plain.stacks.map(
    (stack): Stack => ({
      ...stack,
      get resources() {
        tell(everything);
        return stack.resources;
      },
    }),
  );
  return {
    stacks,
    get resources() {
      tell(everything);
      return plain.resources;
    },
    ofType: (...types) => {
      for (const type of types) tell(ofType(type));
      return plain.ofType(...types);
    },
    at: (address) => {
      tell(at(address));
      return plain.at(address);
    },
    find: (value, ...types) => {
      const result = plain.find(value, ...types);
      if (typeof value === 'string') {
        tell(search(value, types));
        found({ value, types, found: result?.address });
      }
      return result;
    },
  };
}

/** What each rule says of one estate, and what of it that rests on. */
export interface Reads<R extends Judgement = Rule> {
  readonly estate: Estate;
  readonly ofRule: ReadonlyMap<R, { readonly places: ReadonlySet<Place>; readonly outcomes: readonly Outcome[] }>;
  readonly searches: ReadonlyMap<Place, Search>;
}

/** Each rule is asked on an estate of its own, at which nobody has looked: no view that another has made hides a read. */
export function readsOf<R extends Judgement>(rules: readonly R[], templates: readonly Template[]): Reads<R> {
  const searches = new Map<Place, Search>();
  const read = (rule: R) => {
    const places = new Set<Place>();
    const estate = tellingEstate(
      templates,
      (place) => places.add(place),
      (one) => searches.set(search(one.value, one.types), one),
    );
    // The names by which an estate finds its resources are compared by what is found.
    places.clear();
    return { places, outcomes: evaluate([rule], estate).flatMap(({ outcomes }) => outcomes) };
  };
  return { estate: estateOf(templates), ofRule: new Map(rules.map((rule) => [rule, read(rule)])), searches };
}

/**
 * The rules that read something which is otherwise in a changed estate. All others, being functions of what they read, would read the same
 * again and say the same. Where the stacks themselves differ, or the order of what is in both, that is every rule.
 */
export function rulesTouched<R extends Judgement>(
  { estate: before, ofRule, searches }: Reads<R>,
  after: Estate,
): readonly R[] {
  const different = differences(before, after);
  if (different === undefined) return [...ofRule.keys()];
  for (const [place, { value, types, found }] of searches)
    if (after.find(value, ...types)?.address !== found) different.add(place);
  return [...ofRule].flatMap(([rule, { places }]) => ([...different].some((place) => places.has(place)) ? [rule] : []));
}

const isSame = (one: unknown, other: unknown): boolean =>
  one === other || JSON.stringify(one) === JSON.stringify(other);

/** All of a stack but its resources. */
const shellOf = ({ resources: _, ...shell }: Stack): unknown => shell;

function differences(before: Estate, after: Estate): Set<Place> | undefined {
  if (!isSame(before.stacks.map(shellOf), after.stacks.map(shellOf))) return undefined;
  const isKept = (one: Resource, others: Estate): boolean => others.at(one.address)?.type === one.type;
  const inBoth = (one: Estate, other: Estate) => one.resources.filter((resource) => isKept(resource, other));
  const others = inBoth(after, before);
  const pairs = inBoth(before, after).map((one, index) => ({ one, other: others[index] }));
  if (pairs.some(({ one, other }) => one.address !== other?.address)) return undefined;
  const comeOrGone = [
    ...before.resources.filter((one) => !isKept(one, after)),
    ...after.resources.filter((one) => !isKept(one, before)),
  ];
  return new Set([
    ...comeOrGone.flatMap(({ type, address }) => [everything, ofType(type), at(address)]),
    ...pairs.flatMap(({ one, other }) => (other === undefined || one === other ? [] : changesIn(one, other))),
  ]);
}

function changesIn(one: Resource, other: Resource): readonly Place[] {
  const { properties: before, ...shell } = one;
  const { properties: after, ...otherShell } = other;
  return [
    ...changedKeys(shell, otherShell).map((key) => field(one.address, key)),
    ...changedKeys(before, after).map((key) => property(one.address, key)),
  ];
}

function changedKeys(before: Readonly<Record<string, unknown>>, after: Readonly<Record<string, unknown>>) {
  const [all, others] = [Object.keys(before), Object.keys(after)];
  const changed = [...new Set([...all, ...others])].filter((key) => !isSame(before[key], after[key]));
  return isSame(all, others) ? changed : [...changed, keys];
}
