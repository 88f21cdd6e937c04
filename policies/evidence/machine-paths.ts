import type { Subject } from './result.ts';

const absolute = /^(\/|\\|[A-Za-z]:[\\/]|file:)/;

/**
 * A path of the machine that ran this would differ on the next and tell a stranger about it. Only what comes from the synthesis
 * is looked at: a person may well point at evidence on a network drive.
 */
export function refuseMachinePaths({ templates, rules, networkPaths, packs, acknowledgements }: Subject): void {
  const fields: [string, string][] = [
    ...templates.map(({ file }): [string, string] => ['templates.file', file]),
    ...templates.map(({ stack }): [string, string] => ['templates.stack', stack]),
    ...rules.flatMap(({ rule, outcomes }) =>
      outcomes.flatMap(({ resource, path }): [string, string][] => [
        [`${rule.id}.resource`, resource],
        [`${rule.id}.path`, path],
      ]),
    ),
    ...networkPaths.map(({ from }): [string, string] => ['networkPaths.from', from]),
    ...packs.map(({ rule, resource }): [string, string] => [`${rule}.resource`, resource]),
    ...acknowledgements.map(({ id, resource }): [string, string] => [`${id}.resource`, resource]),
  ];
  const wrong = fields.find(([, value]) => absolute.test(value));
  if (wrong) {
    throw new Error(
      `evidence: ${wrong[0]} must not be an absolute path, got ${wrong[1]}; give it relative to the assembly`,
    );
  }
}
