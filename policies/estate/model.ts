import type { Estate, Json, JsonObject, Resource, Stack } from './estate.ts';
import { keep, keptResource, type Surroundings, surroundingsOf } from './kept-resources.ts';
import { lateDecisions } from './late.ts';
import { Resolver, type Source } from './resolve.ts';
import { grouped } from './views.ts';

/** One template and where it came from. */
export interface Template {
  /** Unique in the estate. */
  readonly name: string;
  readonly templateFile: string;
  readonly template: JsonObject;
  readonly account?: string | undefined;
  readonly region?: string | undefined;
}

const isObject = (value: Json | undefined): value is JsonObject =>
  value !== null && value !== undefined && typeof value === 'object' && !Array.isArray(value);

const record = (value: Json | undefined): JsonObject => (isObject(value) ? value : {});

/** Properties that give a resource its fixed physical name, by which others may call it without a reference. */
const nameProperties = [
  'RoleName',
  'BucketName',
  'ManagedPolicyName',
  'TableName',
  'TopicName',
  'QueueName',
  'TrailName',
  'LogGroupName',
  'BackupVaultName',
  'FunctionName',
  'AliasName',
  'StateMachineName',
  'Name',
] as const;

/** How properties are handed to the rules. */
type Look = (properties: JsonObject, address: string, conditional: boolean) => JsonObject;

/** The estate of these templates, references resolved across all of them. @param look - at properties as they are, by default */
export function estateOf(templates: readonly Template[], look: Look = (properties) => properties): Estate {
  const sources: readonly Source[] = templates.map(({ name, template, account, region }) => ({
    stack: name,
    template,
    account,
    region,
  }));
  const surroundings = surroundingsOf(sources);
  const stacks: readonly Stack[] = templates.map((template, index) =>
    stackOf(template, sources, index, look, surroundings?.[index]),
  );
  return estateOfStacks(stacks);
}

/** The estate of stacks whose references are resolved. */
export function estateOfStacks(stacks: readonly Stack[]): Estate {
  const resources = stacks.flatMap((stack) => stack.resources);
  const byAddress = new Map(resources.map((resource) => [resource.address, resource]));
  const byType = grouped(resources, ({ type }) => [type]);
  const byName = grouped(resources, (resource) => [
    ...nameProperties.flatMap((property) => {
      const name = resource.properties[property];
      return typeof name === 'string' ? [name] : [];
    }),
    ...accountRegionalNames(resource, stacks),
  ]);
  const accountOf = new Map(stacks.map(({ name, account }) => [name, account]));
  const isMeant = ({ stack, type }: Resource, account: string | undefined, types: readonly string[]): boolean =>
    (types.length === 0 || types.includes(type)) &&
    (!account || accountOf.get(stack) === undefined || accountOf.get(stack) === account);
  return {
    stacks,
    resources,
    ofType: (...types) => types.flatMap((type) => byType.get(type) ?? []),
    at: (address) => byAddress.get(address),
    find: (value, ...types) => {
      if (typeof value !== 'string') return undefined;
      const { account, name } = partsOf(value);
      if (value.includes('${')) {
        const referred = byAddress.get(reference.exec(value)?.[1] ?? '');
        return referred !== undefined && isMeant(referred, account, types) ? referred : undefined;
      }
      const bearing = (text: string) => byName.get(text)?.find((resource) => isMeant(resource, account, types));
      return bearing(name) ?? bearing(name.split(/[/:]/).slice(1).join('/')) ?? bearing(name.split('/').at(-1) ?? '');
    },
  };
}

/** A reference with nothing of a name before or behind it: `${one/Bucket}2` is another bucket. */
const reference = /(?:^|[:/@"])\$\{([^}/]+\/[^}.]+)(?:\.[^}]*)?\}(?=$|[:/*?."])/;

/** Account and last part of an ARN; of anything else the whole as a name. */
function partsOf(value: string): { readonly account: string | undefined; readonly name: string } {
  const parts = value.startsWith('arn:') ? value.split(':') : [];
  return parts.length > 5 ? { account: parts[4], name: parts.slice(5).join(':') } : { account: undefined, name: value };
}

/** S3 completes the prefix of a bucket in the account's own namespace in one known way. */
function accountRegionalNames(resource: Resource, stacks: readonly Stack[]): readonly string[] {
  const { BucketNamePrefix: prefix, BucketNamespace: namespace } = resource.properties;
  const stack = stacks.find(({ name }) => name === resource.stack);
  if (typeof prefix !== 'string' || namespace !== 'account-regional' || !stack?.account || !stack.region) return [];
  return [`${prefix}-${stack.account}-${stack.region}-an`];
}

function stackOf(
  template: Template,
  sources: readonly Source[],
  index: number,
  look: Look,
  surroundings: Surroundings | undefined,
): Stack {
  const source = sources[index];
  const resources = Object.entries(record(template.template.Resources)).map(([logicalId, body]): Resource => {
    const resource =
      (surroundings && keptResource(body, logicalId, surroundings)) ??
      resourceOf(template.name, logicalId, body, source && new Resolver(source, sources), surroundings);
    const properties = look(resource.properties, resource.address, record(body).Condition !== undefined);
    return properties === resource.properties ? resource : { ...resource, properties };
  });
  return {
    name: template.name,
    templateFile: template.templateFile,
    account: template.account,
    region: template.region,
    resources,
    metadata: record(template.template.Metadata),
    late: lateDecisions(template.template),
  };
}

function resourceOf(
  stack: string,
  logicalId: string,
  body: Json,
  resolver: Resolver | undefined,
  surroundings: Surroundings | undefined,
): Resource {
  const written = record(body);
  const dependsOn = written.DependsOn;
  const resource: Resource = {
    stack,
    logicalId,
    address: `${stack}/${logicalId}`,
    type: typeof written.Type === 'string' ? written.Type : '',
    properties: record(resolver?.resolve(written.Properties ?? {})),
    metadata: record(written.Metadata),
    dependsOn: (Array.isArray(dependsOn) ? dependsOn : [dependsOn]).filter(
      (id): id is string => typeof id === 'string',
    ),
    deletionPolicy: typeof written.DeletionPolicy === 'string' ? written.DeletionPolicy : undefined,
    ...(typeof written.Condition === 'string' ? { condition: written.Condition } : {}),
    updateReplacePolicy: typeof written.UpdateReplacePolicy === 'string' ? written.UpdateReplacePolicy : undefined,
  };
  if (surroundings) keep(body, resource, resolver?.crossesStacks !== false, surroundings);
  return resource;
}
