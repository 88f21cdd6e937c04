import type { JsonObject } from '../policies/estate/estate.ts';
import { freeze } from '../policies/estate/frozen.ts';
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

/** The templates of one example, open to change, while those that are handed in are frozen as they are. Every change throws when it changed nothing. */
export class MutableTemplates {
  readonly #before: readonly Template[];
  readonly #copies = new Map<Template, Template>();

  constructor(templates: readonly Template[]) {
    this.#before = templates.map(freeze);
  }

  /** Deep copies. */
  get templates(): readonly Template[] {
    return this.#before.map((one) => this.#copyOf(one));
  }

  /** A deep copy of the one of that name. */
  named(name: string): Template | undefined {
    const found = this.#before.find((one) => one.name === name);
    return found && this.#copyOf(found);
  }

  /** As they stand now. Whatever is as it was before is the very same object, so that nothing of it need be worked out again. */
  get changed(): readonly Template[] {
    return this.#before.map((before) => {
      const copy = this.#copies.get(before);
      return copy === undefined ? before : withPartsOf(before, copy);
    });
  }

  #copyOf(before: Template): Template {
    const copy = this.#copies.get(before) ?? structuredClone(before);
    this.#copies.set(before, copy);
    return copy;
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
    const stack = this.#like(stackNamePart);
    resourcesOf(stack.template)[logicalId] = { Properties: {}, ...body };
  }

  /** Edits the template of the first stack whose name holds the text, outside its resources. */
  changeTemplate(stackNamePart: string, edit: (template: Record<string, unknown>, stack: Template) => void): void {
    const stack = this.#like(stackNamePart);
    edit(stack.template as Record<string, unknown>, stack);
  }

  #like(stackNamePart: string): Template {
    const stack = this.#before
      .map((one) => this.#copies.get(one) ?? one)
      .findIndex(({ name }) => name.includes(stackNamePart));
    const before = this.#before[stack];
    if (before === undefined) throw new Error(`no stack named like ${stackNamePart}`);
    return this.#copyOf(before);
  }

  /** Only templates in which something is picked are copied. */
  #resources(type: string, pick: Pick) {
    return this.#before.flatMap((before) => {
      const { name, template } = this.#copies.get(before) ?? before;
      const picked = Object.entries(resourcesOf(template)).filter(
        ([logicalId, body]) => body.Type === type && pick(body, logicalId, name),
      );
      if (picked.length === 0) return [];
      const resources = resourcesOf(this.#copyOf(before).template);
      return picked.map(([logicalId]) => ({ resources, logicalId, body: resources[logicalId] as Body }));
    });
  }
}

/** The copy, with the part of the original in the place of every part that is the same; the original, when all is. */
function withPartsOf<Value>(original: Value, copy: Value): Value {
  if (original === copy || !isObject(original) || !isObject(copy)) return copy;
  if (Array.isArray(original) !== Array.isArray(copy)) return copy;
  const [before, after] = [Object.entries(original), Object.entries(copy)];
  const parts = after.map(
    ([key, part]) => [key, withPartsOf(Object.hasOwn(original, key) ? original[key] : undefined, part)] as const,
  );
  const isSame =
    before.length === after.length &&
    before.every(([key, part], index) => parts[index]?.[0] === key && parts[index]?.[1] === part);
  if (isSame) return original;
  return (Array.isArray(copy) ? parts.map(([, part]) => part) : Object.fromEntries(parts)) as Value;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

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
