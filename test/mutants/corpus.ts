import type { Template } from '../../policies/estate/model.ts';
import { type Safe, safes } from '../../policies/rule.ts';
import type { Body, MutableTemplates } from '../mutant.ts';
import { addedBeside } from './additions.ts';
import { removals, untagging } from './removals.ts';
import { sharing } from './sharing.ts';
import type { Change, Neighbour, Operator, Site } from './site.ts';
import { statementChanges } from './statement-changes.ts';
import { changesOf } from './weakening.ts';
import { weakerDoors } from './weaker-doors.ts';
import { weakerKeysAndRoles } from './weaker-keys-and-roles.ts';
import { weakerProjects } from './weaker-projects.ts';
import { weakerRegisters } from './weaker-registers.ts';
import { weakerSettings } from './weaker-settings.ts';
import { weakerStores } from './weaker-stores.ts';

/** One change at one resource of a synthesised example, made up by code: whatever the templates gain, the corpus gains. */
export interface GeneratedMutant {
  /** `<safe>: <stack>/<logicalId> <change>`; unique in the corpus. */
  readonly name: string;
  readonly safe: Safe;
  /** Deployment id of the example. */
  readonly example: string;
  /** Stack in which it stands. */
  readonly stack: string;
  /** The same at two resources of one kind when the same is changed in both. */
  readonly kind: string;
  mutate(templates: MutableTemplates): void;
}

const operators: readonly Operator[] = [
  ...[weakerStores, weakerKeysAndRoles, weakerProjects, weakerDoors, weakerRegisters, ...weakerSettings].map(changesOf),
  statementChanges,
  removals,
  untagging,
  sharing,
  addedBeside,
];

/** What the stack is called after its deployment decides the safe. */
const safeOf = (stack: string): Safe => {
  const named = safes.find((safe) => stack.endsWith(`-safe-${safe}`));
  return named ?? (stack.includes('-project-') ? 'projects' : 'settings');
};

/**
 * Every change of every operator at every resource of the first example; of the others at the kinds of resource that those before
 * have not. Of projects, which one construct makes, the first is changed and the others are what it must be kept from.
 */
export function corpus(examples: ReadonlyMap<string, readonly Template[]>): readonly GeneratedMutant[] {
  const types = new Set<string>();
  const mutants = [...examples].toReversed().flatMap(([example, templates]) => {
    const neighbours = neighboursOf(templates);
    const project = neighbours.find(({ stack }) => stack.includes('-project-'))?.stack;
    const sites = neighbours.filter(
      ({ stack, body }) => !types.has(body.Type) && (!stack.includes('-project-') || stack === project),
    );
    for (const { body } of sites) types.add(body.Type);
    return sites.flatMap((one) => mutantsOf({ example, ...one, neighbours }));
  });
  return mutants;
}

const neighboursOf = (templates: readonly Template[]): readonly Neighbour[] =>
  templates.flatMap(({ name, template }) =>
    Object.entries(resourcesOf(template)).map(([logicalId, body]) => ({ stack: name, logicalId, body })),
  );

const resourcesOf = (template: Template['template']) => (template.Resources ?? {}) as unknown as Record<string, Body>;

interface Place extends Neighbour {
  readonly example: string;
  readonly neighbours: readonly Neighbour[];
}

function mutantsOf({ example, stack, logicalId, body, neighbours }: Place): readonly GeneratedMutant[] {
  const safe = safeOf(stack);
  const site: Site = { address: `${stack}/${logicalId}`, stack, logicalId, body, safe, neighbours };
  return operators
    .flatMap((operator) => operator(site))
    .map((change): GeneratedMutant => {
      const of = change.safe ?? safe;
      return {
        name: `${of}: ${site.address} ${change.what}`,
        safe: of,
        example,
        stack,
        kind: `${body.Type} ${change.what}`,
        mutate: (templates) => apply(change, site, templates),
      };
    });
}

function apply({ edit }: Change, { stack, logicalId, address }: Site, templates: MutableTemplates): void {
  const found = templates.named(stack);
  const body = found && resourcesOf(found.template)[logicalId];
  if (body === undefined) throw new Error(`there is no ${address}`);
  edit(body, templates);
}
