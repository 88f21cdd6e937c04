import type { Json, JsonObject } from './estate.ts';

/** A template with everything that its references may need. */
export interface Source {
  readonly stack: string;
  readonly template: JsonObject;
  readonly account: string | undefined;
  readonly region: string | undefined;
}

/** What no rule of this model can resolve. Nothing may take it for proof. */
export const unresolved = (asWritten: Json): JsonObject => ({ Unresolved: asWritten });

export const isUnresolved = (value: Json | undefined): boolean =>
  value !== undefined &&
  value !== null &&
  typeof value === 'object' &&
  !Array.isArray(value) &&
  Object.keys(value).join() === 'Unresolved';

const nothing = Symbol('AWS::NoValue');
type Resolved = Json | typeof nothing;

const isObject = (value: Json | undefined): value is JsonObject =>
  value !== undefined && value !== null && typeof value === 'object' && !Array.isArray(value);

/** Characters of a text, beyond what CloudFormation takes for a whole template. */
const longest = 1_048_576;

/** Resolves intrinsic functions of one stack; follows exports and stack outputs into the others. */
export class Resolver {
  readonly #source: Source;
  readonly #all: readonly Source[];
  readonly #following: readonly string[];
  #crossesStacks = false;

  constructor(source: Source, all: readonly Source[], following: readonly string[] = []) {
    this.#source = source;
    this.#all = all;
    this.#following = following;
  }

  /** Whether anything that it has resolved so far was looked for in other stacks. */
  get crossesStacks(): boolean {
    return this.#crossesStacks;
  }

  resolve(value: Json): Json {
    const resolved = this.#any(value);
    return resolved === nothing ? null : resolved;
  }

  #any(value: Json): Resolved {
    if (Array.isArray(value)) {
      return (value as readonly Json[]).map((item) => this.#any(item)).filter((item): item is Json => item !== nothing);
    }
    if (!isObject(value)) return value;
    const keys = Object.keys(value);
    const [only] = keys;
    if (
      keys.length === 1 &&
      only !== undefined &&
      (only === 'Ref' || only === 'Condition' || only.startsWith('Fn::'))
    ) {
      return this.#intrinsic(only, value[only] ?? null, value);
    }
    if (keys.some((key) => key.startsWith('Fn::'))) return unresolved(value);
    const entries = Object.entries(value).map(([key, item]) => [key, this.#any(item)] as const);
    return Object.fromEntries(entries.filter((entry): entry is [string, Json] => entry[1] !== nothing));
  }

  #intrinsic(name: string, argument: Json, written: JsonObject): Resolved {
    switch (name) {
      case 'Ref':
        return typeof argument === 'string' ? this.#ref(argument, written) : unresolved(written);
      case 'Fn::GetAtt':
        return this.#getAtt(argument, written);
      case 'Fn::Sub':
        return this.#sub(argument, written);
      case 'Fn::Join':
        return this.#join(argument, written);
      case 'Fn::Select':
        return this.#select(argument, written);
      case 'Fn::Split':
        return this.#split(argument, written);
      case 'Fn::ImportValue':
        return this.#importValue(this.resolve(argument), written);
      case 'Fn::GetStackOutput':
        return this.#stackOutput(this.resolve(argument), written);
      case 'Fn::FindInMap':
        return this.#findInMap(this.resolve(argument), written);
      default:
        return unresolved(written);
    }
  }

  #ref(name: string, written: JsonObject): Resolved {
    const { stack, account, region, template } = this.#source;
    switch (name) {
      case 'AWS::NoValue':
        return nothing;
      case 'AWS::Partition':
        return 'aws';
      case 'AWS::URLSuffix':
        return 'amazonaws.com';
      case 'AWS::AccountId':
        return account ?? unresolved(written);
      case 'AWS::Region':
        return region ?? unresolved(written);
      case 'AWS::StackName':
        return stack;
    }
    if (isObject(template.Resources) && Object.hasOwn(template.Resources, name)) return `\${${stack}/${name}}`;
    // A parameter too: its default is what it is unless somebody says otherwise.
    return unresolved(written);
  }

  #getAtt(argument: Json, written: JsonObject): Resolved {
    const parts = typeof argument === 'string' ? argument.split('.') : argument;
    if (!Array.isArray(parts)) return unresolved(written);
    const [id, ...attribute] = (parts as readonly Json[]).map((part) => this.resolve(part));
    const resources = this.#source.template.Resources;
    if (typeof id !== 'string' || attribute.some((part) => typeof part !== 'string')) return unresolved(written);
    if (!isObject(resources) || !Object.hasOwn(resources, id)) return unresolved(written);
    return `\${${this.#source.stack}/${id}.${attribute.join('.')}}`;
  }

  #sub(argument: Json, written: JsonObject): Resolved {
    const [text, variables] = Array.isArray(argument) ? (argument as readonly Json[]) : [argument, {}];
    if (typeof text !== 'string') return unresolved(written);
    let whole = true;
    // Each variable once: texts that repeat texts that repeat others would be endless work.
    const known = new Map<string, Resolved>();
    const valueFor = (name: string): Resolved => {
      const given = isObject(variables) ? (variables as JsonObject)[name] : undefined;
      const value =
        known.get(name) ??
        (given !== undefined
          ? this.resolve(given)
          : this.resolve(name.includes('.') ? { 'Fn::GetAtt': name } : { Ref: name }));
      known.set(name, value);
      return value;
    };
    const result = text.replace(/\$\{(!?)([^}]*)\}/g, (_, literal: string, name: string) => {
      if (literal) return `\${${name}}`;
      const part = valueFor(name);
      if (typeof part === 'string' || typeof part === 'number' || typeof part === 'boolean') return String(part);
      whole = false;
      return '';
    });
    return whole && result.length <= longest ? result : unresolved(written);
  }

  #join(argument: Json, written: JsonObject): Resolved {
    if (!Array.isArray(argument)) return unresolved(written);
    const [separator, list] = (argument as readonly Json[]).map((item) => this.resolve(item));
    if (typeof separator !== 'string' || !Array.isArray(list)) return unresolved(written);
    const parts = list as readonly Json[];
    if (parts.some((part) => part === null || typeof part === 'object')) return unresolved(written);
    return parts.map(String).join(separator);
  }

  #select(argument: Json, written: JsonObject): Resolved {
    if (!Array.isArray(argument)) return unresolved(written);
    const [index, list] = (argument as readonly Json[]).map((item) => this.resolve(item));
    return Array.isArray(list)
      ? ((list as readonly Json[])[Number(index)] ?? unresolved(written))
      : unresolved(written);
  }

  #split(argument: Json, written: JsonObject): Resolved {
    if (!Array.isArray(argument)) return unresolved(written);
    const [separator, text] = (argument as readonly Json[]).map((item) => this.resolve(item));
    // What a reference becomes may hold the separator, or not: nobody knows where it would be cut.
    return typeof separator === 'string' && typeof text === 'string' && !text.includes('${')
      ? text.split(separator)
      : unresolved(written);
  }

  #importValue(name: Json, written: JsonObject): Resolved {
    this.#crossesStacks = true;
    for (const source of this.#all) {
      for (const [id, output] of outputs(source)) {
        const exported = output.Export;
        if (!isObject(exported)) continue;
        const given = exported.Name ?? null;
        const exportName =
          typeof given === 'string' ? given : new Resolver(source, this.#all, this.#following).resolve(given);
        if (exportName === name) return this.#follow(source, id, output, written);
      }
    }
    return unresolved(written);
  }

  #stackOutput(argument: Json, written: JsonObject): Resolved {
    this.#crossesStacks = true;
    if (!isObject(argument)) return unresolved(written);
    const { account, region } = this.#source;
    const isHere = (given: Json | undefined, own: string | undefined) => given === undefined || given === own;
    if (!isHere(argument.Region, region) || !isHere(argument.AccountId, account)) return unresolved(written);
    const source = this.#all.find(({ stack }) => stack === argument.StackName);
    const found = source && outputs(source).find(([id]) => id === argument.OutputName);
    return source && found ? this.#follow(source, found[0], found[1], written) : unresolved(written);
  }

  /** Outputs can point at each other in a circle; a circle is unresolved, not endless. */
  #follow(source: Source, id: string, output: JsonObject, written: JsonObject): Resolved {
    const place = `${source.stack}/${id}`;
    if (this.#following.includes(place)) return unresolved(written);
    return new Resolver(source, this.#all, [...this.#following, place]).resolve(output.Value ?? null);
  }

  #findInMap(argument: Json, written: JsonObject): Resolved {
    if (!Array.isArray(argument)) return unresolved(written);
    let found: Json | undefined = this.#source.template.Mappings;
    for (const key of (argument as readonly Json[]).slice(0, 3)) {
      found = isObject(found) && typeof key === 'string' && Object.hasOwn(found, key) ? found[key] : undefined;
    }
    return found ?? unresolved(written);
  }
}

const outputs = (source: Source): [string, JsonObject][] =>
  Object.entries(isObject(source.template.Outputs) ? source.template.Outputs : {}).filter(
    (entry): entry is [string, JsonObject] => isObject(entry[1]),
  );
