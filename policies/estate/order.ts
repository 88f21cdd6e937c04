import type { Estate, Resource } from './estate.ts';
import { grouped, oncePerEstate } from './views.ts';

interface Order {
  /** Resource -> what CloudFormation makes before it: what it refers to and what it names in DependsOn. */
  readonly before: ReadonlyMap<Resource, readonly Resource[]>;
  /** Stack -> stacks of which it imports something. */
  readonly imports: ReadonlyMap<string, ReadonlySet<string>>;
}

const referenced = /\$\{([^}/]+\/[^}.]+)(?:\.[^}]*)?\}/g;

const orderOf: (estate: Estate) => Order = oncePerEstate((estate) => {
  const before = new Map(
    estate.resources.map((resource) => {
      const references = [...JSON.stringify(resource.properties).matchAll(referenced)].map(
        ([, address]) => address ?? '',
      );
      const named = resource.dependsOn.map((id) => `${resource.stack}/${id}`);
      const all = [...new Set([...references, ...named])].flatMap((address) => estate.at(address) ?? []);
      return [resource, all.filter((one) => one !== resource)] as const;
    }),
  );
  const byStack = grouped([...before.keys()], ({ stack }) => [stack]);
  const imports = new Map(
    [...byStack].map(([stack, resources]) => {
      const others = resources.flatMap((resource) => before.get(resource) ?? []).map((other) => other.stack);
      return [stack, new Set(others.filter((other) => other !== stack))] as const;
    }),
  );
  return { before, imports };
});

function reaches<Node>(from: Node, to: Node, next: (node: Node) => Iterable<Node>): boolean {
  const seen = new Set<Node>([from]);
  const open = [from];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    for (const other of next(node)) {
      if (other === to) return true;
      if (!seen.has(other)) {
        seen.add(other);
        open.push(other);
      }
    }
  }
  return false;
}

/** Whether a stack is deployed after another, because it imports, directly or not, something of it. */
export const stackFollows = (estate: Estate, later: string, earlier: string): boolean =>
  reaches(later, earlier, (stack) => orderOf(estate).imports.get(stack) ?? []);

/** Whether CloudFormation makes one resource after another, by reference, DependsOn or the order of their stacks. */
export const comesAfter = (estate: Estate, later: Resource, earlier: Resource): boolean =>
  later.stack === earlier.stack
    ? reaches(later, earlier, (resource) => orderOf(estate).before.get(resource) ?? [])
    : stackFollows(estate, later.stack, earlier.stack);
