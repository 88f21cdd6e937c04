import type { Estate } from '../estate/estate.ts';
import type { NetworkPath } from '../estate/network/path.ts';
import { networkPaths } from '../estate/network/paths.ts';
import { pass } from '../outcome.ts';
import type { Outcome, Rule } from '../rule.ts';
import { allowed, forbidden } from '../safe-settings/network-proof.ts';
import { projectStacks } from './project-stacks.ts';

/** The project stack in which something stands; undefined for what all share. */
const projectsByAddress = (estate: Estate) => {
  const names = new Set(projectStacks(estate).map(({ name }) => name));
  return (address: string): string | undefined => {
    const stack = estate.at(address)?.stack;
    return stack !== undefined && names.has(stack) ? stack : undefined;
  };
};

/** Everything shared to which a shared thing leads, and itself. */
function onwards(from: string, next: ReadonlyMap<string, readonly NetworkPath[]>): readonly NetworkPath[] {
  const seen = new Set([from]);
  const found: NetworkPath[] = [];
  for (const address of seen) {
    for (const path of next.get(address) ?? []) {
      found.push(path);
      seen.add(path.to);
    }
  }
  return found;
}

/** Directly, or over something that both share and that opens connections of its own. */
export const noPathJoinsTwoProjects: Rule = {
  id: 'no-path-joins-two-projects',
  safe: 'projects',
  controls: ['2.1.08', '2.1.14', '2.2.10'],
  severity: 'fatal',
  why: 'Where the machines of two projects can talk, what one was allowed to see the other can have.',
  fix: 'give the groups of each project no ingress, and let them out to endpoints alone',
  source: 'https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html',
  check: (estate) => {
    const projectOf = projectsByAddress(estate);
    const inside = networkPaths(estate).filter(({ toKind }) => toKind === 'project' || toKind === 'inside');
    const shared = new Map<string, NetworkPath[]>();
    for (const path of inside) {
      if (projectOf(path.from) === undefined) shared.set(path.from, [...(shared.get(path.from) ?? []), path]);
    }
    const judge = (path: NetworkPath): Outcome => {
      const [from, to] = [projectOf(path.from), projectOf(path.to)];
      const direct = path.toKind === 'project' || (from !== undefined && to !== undefined && from !== to);
      const farther = from !== undefined && to === undefined ? onwards(path.to, shared) : [];
      const detour = farther.some((next) => projectOf(next.to) !== undefined && projectOf(next.to) !== from);
      return direct || detour || path.state === 'unknown' ? forbidden(estate, path) : allowed(estate, path);
    };
    const judged = inside.map((path) => ({ path, outcome: judge(path) }));
    const joined = new Set(
      judged.flatMap(({ path: { from, to }, outcome: { result } }) =>
        result === 'fail' ? [projectOf(from), projectOf(to)] : [],
      ),
    );
    return [
      ...judged.map(({ outcome }) => outcome),
      ...projectStacks(estate)
        .filter(({ name }) => !joined.has(name))
        .map(({ front }) => pass(front, 'Type', 'no path of the network joins it to another project')),
    ];
  },
};
