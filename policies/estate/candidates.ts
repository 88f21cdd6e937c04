import { ownerOf } from './access/canonical.ts';
import type { PolicyStatement, PrincipalElement } from './access/documents.ts';
import { identityPolicies } from './access/identity-policies.ts';
import { accountOf } from './access/physical-names.ts';
import { resourcePolicy } from './access/resource-policies.ts';
import { symbolAt } from './access/symbols.ts';
import type { Estate, Resource } from './estate.ts';

/** A symbol that may stand for any text: what holds one is found by no name. */
const isOpen = (text: string): boolean => [...text].some((character) => symbolAt(character)?.kind === 'given');

/** Names in order, so that what begins like a pattern is found without a look at the rest. */
function beginningWith(sorted: readonly string[], head: string): readonly string[] {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? '') < head) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while (end < sorted.length && sorted[end]?.startsWith(head) === true) end += 1;
  return sorted.slice(low, end);
}

/** Whom a principal of a resource's policy names: one identity, nobody whom an identity could be, or perhaps any. */
function nameIn({ kind, value }: PrincipalElement, own: ReadonlySet<string>): string | 'none' | 'any' {
  if (value === undefined || kind === 'unreadable') return 'any';
  if (kind === 'Service' || kind === 'Federated' || kind === 'CanonicalUser') return 'none';
  if (value === '*' || isOpen(value)) return 'any';
  if (/^\d{12}$/.test(value) || value.endsWith(':root')) return own.has(value.split(':')[4] ?? value) ? 'none' : 'any';
  return /^arn:[^:]*:iam:.*:(role|user)\//.test(value) ? value : 'any';
}

function namedBy({ effect, principals, notPrincipals }: PolicyStatement, own: ReadonlySet<string>): readonly string[] {
  if (effect === 'Deny') return [];
  if (effect === undefined || notPrincipals !== undefined || principals === undefined) return ['any'];
  return principals.map((principal) => nameIn(principal, own));
}

/**
 * Of many targets, those that a role or user of the estate could reach, whatever the action: its own policies mean them, or their policy
 * means it. All the others deny it everything, and need not be asked; so a question about every pair does not cost the square of an estate.
 */
export function candidatesAmong(
  estate: Estate,
  targets: readonly string[],
): (identity: Resource, who: string) => readonly string[] {
  const own = new Set(estate.stacks.map(({ name }) => accountOf(estate, name)));
  const sorted = targets.toSorted((one, other) => (one < other ? -1 : one > other ? 1 : 0));
  const byNobodysName = targets.filter(isOpen);
  const admitting = new Map<string, string[]>();
  for (const target of targets) {
    const owner = ownerOf(estate, target);
    const policy = owner === undefined ? undefined : resourcePolicy(estate, owner);
    for (const name of new Set((policy ?? []).flatMap((statement) => namedBy(statement, own)))) {
      const known = admitting.get(name);
      if (known === undefined) admitting.set(name, [target]);
      else known.push(target);
    }
  }
  const meant = (pattern: string | undefined): readonly string[] => {
    if (pattern === undefined || pattern.includes('${') || isOpen(pattern)) return targets;
    const head = pattern.split(/[*?]/)[0] ?? '';
    return head === pattern
      ? beginningWith(sorted, head).filter((target) => target === head)
      : beginningWith(sorted, head);
  };
  return (identity, who) => {
    const reached = (identityPolicies(estate, identity).identity ?? [])
      .filter(({ effect }) => effect !== 'Deny')
      .flatMap(({ effect, resources }) => (effect === undefined ? [undefined] : (resources ?? [undefined])));
    return [
      ...new Set([
        ...byNobodysName,
        ...[...new Set(reached)].flatMap(meant),
        ...(admitting.get(who) ?? []),
        ...(admitting.get('any') ?? []),
      ]),
    ];
  };
}
