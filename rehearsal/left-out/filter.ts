import { danglingReference, type Gone, isIntrinsic } from './references.ts';
import type { Output, Resource, Template, Templates } from './template.ts';

export interface LeftOut {
  readonly stack: string;
  readonly logicalId: string;
  /** Its type, or its type with the property that the target does not know. */
  readonly kind: string;
}

/** The kind of a resource that the target cannot make; undefined when it can. */
export type Lacks = (resource: Resource) => string | undefined;

/** A value that went because it referred to what was left out. */
export interface Cut {
  readonly stack: string;
  readonly logicalId: string;
  readonly type: string;
  /** Such as `Properties.AlarmActions.0`. */
  readonly place: string;
  readonly reference: string;
}

export interface Filtered {
  readonly templates: Templates;
  readonly leftOut: readonly LeftOut[];
  readonly cuts: readonly Cut[];
}

/**
 * The templates less the resources that a target cannot make, and less everything that would then dangle, in any of them. Nothing is
 * put in place of what went, and nothing goes unsaid: the same templates and the same target give the same lists.
 */
export function leaveOut(templates: Templates, lacks: Lacks): Filtered {
  const resources = new Map(
    [...templates].map(([stack, { Resources }]) => [
      stack,
      new Map(
        Object.entries(Resources).flatMap(([id, resource]) => {
          const kind = lacks(resource);
          return kind === undefined ? [] : [[id, kind] as const];
        }),
      ),
    ]),
  );
  const exports = goneExports(templates, resources);
  const cuts: Cut[] = [];
  const leftOut: LeftOut[] = [];
  const kept = [...templates].map(([stack, template]): [string, Template] => {
    const kinds = resources.get(stack) ?? new Map<string, string>();
    const gone: Gone = { resources: kinds, exports };
    for (const [logicalId, kind] of kinds) leftOut.push({ stack, logicalId, kind });
    const standing = Object.entries(template.Resources).filter(([id]) => !gone.resources.has(id));
    const resourcesKept = standing.map(([id, resource]): [string, Resource] => [
      id,
      withoutDangling(resource, gone, (place, reference) => {
        cuts.push({ stack, logicalId: id, type: resource.Type, place, reference });
      }),
    ]);
    const outputs = Object.entries(template.Outputs ?? {}).filter(([, output]) => !isDangling(output, gone));
    return [
      stack,
      {
        ...template,
        Resources: resourcesKept.length > 0 ? Object.fromEntries(resourcesKept) : placeholder,
        ...(template.Outputs === undefined ? {} : { Outputs: Object.fromEntries(outputs) }),
      },
    ];
  });
  return { templates: new Map(kept), leftOut, cuts };
}

/** CloudFormation refuses a template without a resource; this one does nothing. */
const placeholder: Template['Resources'] = { Nothing: { Type: 'AWS::CloudFormation::WaitConditionHandle' } };

const isDangling = (output: Output, gone: Gone): boolean => danglingReference(output.Value, gone) !== undefined;

/** An export goes with what it names, and may take exports of later stacks with it. */
function goneExports(templates: Templates, resources: ReadonlyMap<string, Gone['resources']>): ReadonlySet<string> {
  const exports = new Set<string>();
  for (let before = -1; before < exports.size; ) {
    before = exports.size;
    for (const [stack, { Outputs = {} }] of templates) {
      const gone = { resources: resources.get(stack) ?? new Map<string, string>(), exports };
      for (const output of Object.values(Outputs)) {
        const name = output.Export?.Name;
        if (typeof name === 'string' && isDangling(output, gone)) exports.add(name);
      }
    }
  }
  return exports;
}

type Note = (place: string, reference: string) => void;

function withoutDangling(resource: Resource, gone: Gone, note: Note): Resource {
  const { DependsOn, ...rest } = resource;
  const before = [DependsOn ?? []].flat().filter((id) => !gone.resources.has(id));
  return {
    ...(cut(rest, '', gone, note) as Resource),
    ...(before.length > 0 ? { DependsOn: before } : {}),
  };
}

function cut(value: unknown, place: string, gone: Gone, note: Note): unknown {
  const keeps = (child: unknown, at: string): boolean => {
    const reference = isIntrinsic(child) ? danglingReference(child, gone) : undefined;
    if (reference !== undefined) note(at, reference);
    return reference === undefined;
  };
  const below = (key: string | number) => (place === '' ? String(key) : `${place}.${key}`);
  if (isIntrinsic(value) || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => (keeps(item, below(index)) ? [cut(item, below(index), gone, note)] : []));
  }
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, child]) =>
      keeps(child, below(key)) ? [[key, cut(child, below(key), gone, note)]] : [],
    ),
  );
}
