import type { Accepted } from './accepted.ts';
import type { Finding, Paths } from './finding.ts';

export interface LinterVerdict {
  readonly accepted: number;
  readonly unexplained: readonly string[];
  /** Entries whose resource is there and has no such finding. */
  readonly stale: readonly string[];
}

const matches = (pattern: string, text: string): boolean =>
  new RegExp(`^${pattern.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '[^/]*')}$`).test(text);

export function linterVerdict(findings: readonly Finding[], list: readonly Accepted[], paths: Paths): LinterVerdict {
  const there = [...paths.values()].flatMap((ids) => [...ids.values()]);
  const accepts = ({ tool, rule, resource }: Accepted, finding: Finding): boolean =>
    tool === finding.tool && rule === finding.rule && matches(resource, finding.resource);
  const unexplained = findings.filter((finding) => !list.some((entry) => accepts(entry, finding)));
  const stale = list.filter(
    (entry) =>
      there.some((path) => matches(entry.resource, path)) && !findings.some((finding) => accepts(entry, finding)),
  );
  return {
    accepted: findings.length - unexplained.length,
    unexplained: unexplained.map(({ tool, rule, resource, message }) => `${tool} ${rule} ${resource}: ${message}`),
    stale: stale.map(
      ({ tool, rule, resource }) => `${tool} ${rule} ${resource} is accepted, and nobody finds it any more`,
    ),
  };
}
