import type { Json, Resource } from './estate.ts';
import { freeze, isFrozen } from './frozen.ts';
import type { Source } from './resolve.ts';
import { isRecord } from './values.ts';

/**
 * Everything that the resolution of a resource can read beside the resource itself, as numbers: equal numbers, equal surroundings.
 * `own` stands for what references inside the stack read, `all` for what references across stacks read, its own stack among them.
 */
export interface Surroundings {
  readonly own: number;
  readonly all: number;
}

const numbers = new Map<string, number>();
const numberOf = (text: string): number => {
  const found = numbers.get(text) ?? numbers.size;
  numbers.set(text, found);
  return found;
};

const numbered = new WeakMap<object, { readonly source: Source; readonly number: number }>();

/** Stack, account, region, mappings, outputs and which resources there are: no more of a template is read but the value that is resolved. */
function ownNumber(source: Source): number {
  const { stack, account, region, template } = source;
  const found = numbered.get(template);
  if (found?.source.stack === stack && found.source.account === account && found.source.region === region)
    return found.number;
  const { Resources, Mappings, Outputs } = template;
  const ids = isRecord(Resources) ? Object.keys(Resources) : null;
  const number = numberOf(
    JSON.stringify([stack, account ?? null, region ?? null, ids, Mappings ?? null, Outputs ?? null]),
  );
  if (isFrozen(template)) numbered.set(template, { source, number });
  return number;
}

/** Of each template; undefined where none is frozen, for nothing can then be kept. */
export function surroundingsOf(sources: readonly Source[]): readonly Surroundings[] | undefined {
  if (!sources.some(({ template }) => isRecord(template.Resources) && Object.values(template.Resources).some(isFrozen)))
    return undefined;
  const own = sources.map(ownNumber);
  const all = numberOf(own.join());
  return own.map((one) => ({ own: one, all }));
}

interface Kept extends Surroundings {
  readonly crossesStacks: boolean;
  readonly resource: Resource;
}

/** The last few of each body, the one that was asked for last in front. */
const kept = new WeakMap<object, readonly Kept[]>();
const few = 4;

/** The resource that was made of the same frozen body in surroundings that were the same wherever it looked at them. */
export function keptResource(body: Json, logicalId: string, { own, all }: Surroundings): Resource | undefined {
  if (!isFrozen(body)) return undefined;
  const known = kept.get(body) ?? [];
  const found = known.find(
    (one) => one.resource.logicalId === logicalId && one.own === own && (!one.crossesStacks || one.all === all),
  );
  if (found !== undefined && found !== known[0]) kept.set(body, [found, ...known.filter((one) => one !== found)]);
  return found?.resource;
}

export function keep(body: Json, resource: Resource, crossesStacks: boolean, surroundings: Surroundings): void {
  if (!isFrozen(body)) return;
  const last = { ...surroundings, crossesStacks, resource: freeze(resource) };
  kept.set(body, [last, ...(kept.get(body) ?? [])].slice(0, few));
}
