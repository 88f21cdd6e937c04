import type { JsonObject } from '../policies/estate/estate.ts';
import type { Template } from '../policies/estate/model.ts';

/** A resource as it stands in a template, open to change. */
export interface Body {
  Type: string;
  Properties: Record<string, unknown>;
  DependsOn?: unknown;
  DeletionPolicy?: string;
  UpdateReplacePolicy?: string;
}

/** A named change to our own templates that a rule must catch. */
export interface Mutant {
  readonly rule: string;
  readonly name: string;
  /** Which example is changed. @default - the first in which the change applies */
  mutate(templates: MutableTemplates): void;
}

type Pick = (body: Body, logicalId: string, stack: string) => boolean;

/** Deep copies of the templates of one example. Every change throws when it changed nothing. */
export class MutableTemplates {
  readonly templates: readonly Template[];

  constructor(templates: readonly Template[]) {
    this.templates = structuredClone(templates);
  }

  /** Edits the first resource of the type that is picked (all of them with `every`). */
  change(type: string, edit: (body: Body, logicalId: string) => void, pick: Pick = () => true, every = false): void {
    const found = this.#resources(type, pick);
    if (found.length === 0) throw new Error(`no ${type} to change`);
    for (const { body, logicalId } of every ? found : found.slice(0, 1)) {
      const before = JSON.stringify(body);
      edit(body, logicalId);
      if (JSON.stringify(body) === before) throw new Error(`${logicalId} was left as it was`);
    }
  }

  /** Removes the resources of the type that are picked. */
  remove(type: string, pick: Pick = () => true): void {
    const found = this.#resources(type, pick);
    if (found.length === 0) throw new Error(`no ${type} to remove`);
    for (const { resources, logicalId } of found) delete resources[logicalId];
  }

  /** Adds a resource to the first stack whose name holds the text. */
  add(stackNamePart: string, logicalId: string, body: { Type: string; Properties?: Record<string, unknown> }): void {
    const stack = this.templates.find(({ name }) => name.includes(stackNamePart));
    if (stack === undefined) throw new Error(`no stack named like ${stackNamePart}`);
    resourcesOf(stack.template)[logicalId] = { Properties: {}, ...body };
  }

  /** Edits the template of the first stack whose name holds the text, outside its resources. */
  changeTemplate(stackNamePart: string, edit: (template: Record<string, unknown>, stack: Template) => void): void {
    const stack = this.templates.find(({ name }) => name.includes(stackNamePart));
    if (stack === undefined) throw new Error(`no stack named like ${stackNamePart}`);
    edit(stack.template as Record<string, unknown>, stack);
  }

  #resources(type: string, pick: Pick) {
    return this.templates.flatMap(({ name, template }) => {
      const resources = resourcesOf(template);
      return Object.entries(resources)
        .filter(([logicalId, body]) => body.Type === type && pick(body, logicalId, name))
        .map(([logicalId, body]) => ({ resources, logicalId, body }));
    });
  }
}

const resourcesOf = (template: JsonObject) => template.Resources as unknown as Record<string, Body>;

/** Sets, or with `undefined` deletes, a value at a path such as `BucketEncryption.0.Key` below a resource's properties. */
export function set(body: Body, path: string, value: unknown): void {
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  let place: Record<string, unknown> = body.Properties;
  for (const key of keys) {
    if (place[key] === undefined) place[key] = {};
    place = place[key] as Record<string, unknown>;
  }
  if (value === undefined) delete place[last];
  else place[last] = value;
}

type RawStatement = Record<string, unknown>;

/** Edits the statements of a policy document that stands at a property; return undefined to drop one. */
export function editStatements(
  body: Body,
  path: string,
  edit: (statement: RawStatement) => RawStatement | undefined,
): void {
  const document = path
    .split('.')
    .reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], body.Properties);
  const holder = document as { Statement: RawStatement[] };
  holder.Statement = holder.Statement.map(edit).filter(
    (statement): statement is RawStatement => statement !== undefined,
  );
}
