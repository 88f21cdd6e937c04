import { isRecord, textOf } from './json.ts';
import { type NamedType, namedTypes, nameIn } from './named-resources.ts';

/** A stack as `cdk synth` wrote it. */
export interface SynthesisedStack {
  readonly name: string;
  readonly template: unknown;
  readonly bootstrapVersion: number;
  readonly bootstrapParameter: string;
  readonly executionRole: string;
}

export interface PlannedEndpoint {
  readonly service: string;
  readonly kind: 'Interface' | 'Gateway';
}

/** What a deployment would create, read from its own templates, so that preflight knows nothing twice. */
export interface Plan {
  readonly stacks: readonly string[];
  /** Number of resources of each CloudFormation type. */
  readonly counts: ReadonlyMap<string, number>;
  /** Names that AWS lets exist only once. */
  readonly names: ReadonlyMap<NamedType, readonly string[]>;
  readonly endpoints: readonly PlannedEndpoint[];
  readonly reservedConcurrency: number;
  /** Least version of the bootstrap that these templates ask for. */
  readonly bootstrapVersion: number;
  /** Parameter in which the bootstrap says its version. */
  readonly bootstrapParameter: string;
  /** Role with which CloudFormation deploys; key policies name it. */
  readonly executionRole: string;
}

interface Resource {
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

const resourcesOf = ({ template }: SynthesisedStack): Resource[] =>
  Object.values(isRecord(template) && isRecord(template.Resources) ? template.Resources : {}).flatMap((resource) =>
    isRecord(resource) && typeof resource.Type === 'string'
      ? [{ type: resource.Type, properties: isRecord(resource.Properties) ? resource.Properties : {} }]
      : [],
  );

/** @throws when there is nothing in the templates, for then every question would be answered well. */
export function planOf(stacks: readonly SynthesisedStack[], place: { account: string; region: string }): Plan {
  const resources = stacks.flatMap(resourcesOf);
  if (resources.length === 0) throw new Error('the templates hold no resource: there is nothing to ask about');
  const counts = new Map<string, number>();
  for (const { type } of resources) counts.set(type, (counts.get(type) ?? 0) + 1);
  const of = (type: string) => resources.filter((resource) => resource.type === type);
  return {
    stacks: stacks.map(({ name }) => name),
    counts,
    names: new Map(
      namedTypes.map((type) => [type, of(type).flatMap(({ properties }) => nameIn(type, properties, place) ?? [])]),
    ),
    endpoints: of('AWS::EC2::VPCEndpoint').map(({ properties }) => ({
      service: textOf(properties.ServiceName) ?? '',
      kind: properties.VpcEndpointType === 'Gateway' ? 'Gateway' : 'Interface',
    })),
    reservedConcurrency: of('AWS::Lambda::Function').reduce(
      (sum, { properties }) => sum + (Number(properties.ReservedConcurrentExecutions) || 0),
      0,
    ),
    bootstrapVersion: Math.max(0, ...stacks.map(({ bootstrapVersion }) => bootstrapVersion)),
    bootstrapParameter: stacks[0]?.bootstrapParameter ?? '',
    executionRole: stacks[0]?.executionRole ?? '',
  };
}
