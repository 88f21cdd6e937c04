import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AwsSolutionsChecks, type IApplyRule } from 'cdk-nag';
import type { Acknowledgement, PackOutcome } from './evidence/result.ts';

const resultOf: Readonly<Record<string, PackOutcome['result']>> = {
  Compliant: 'pass',
  'Non-Compliant': 'fail',
  'N/A': 'not-applicable',
};

interface Recorded extends PackOutcome {
  /** What a granular rule found, each of which wants an acknowledgement of its own. */
  readonly findings: readonly string[];
}

/** cdk-nag's AWS Solutions pack, every outcome kept: its own report lists only what failed, and so can evidence nothing. */
export class RecordedAwsSolutions extends AwsSolutionsChecks {
  readonly #recorded: Recorded[] = [];

  /**
   * Sorted by rule and resource, the same for the same templates. A failure becomes acknowledged where a construct gave a reason
   * for that very rule and resource, and for each of its findings.
   */
  outcomes(acknowledgements: readonly Acknowledgement[]): readonly PackOutcome[] {
    const given = new Set(acknowledgements.map(({ id, resource }) => `${id} ${resource}`));
    return this.#recorded
      .map(({ findings, ...outcome }): PackOutcome => {
        const id = `${outcome.pack}::${outcome.rule}`;
        const wanted = findings.length === 0 ? [id] : findings.map((finding) => `${id}[${finding}]`);
        const acknowledged = wanted.every((one) => given.has(`${one} ${outcome.resource}`));
        return outcome.result === 'fail' && acknowledged ? { ...outcome, result: 'acknowledged' } : outcome;
      })
      .sort((one, other) => compare(key(one), key(other)));
  }

  protected override applyRule(parameters: IApplyRule): void {
    // The pack derives the id from the function's name, which a wrapper would change.
    const rule = parameters.ruleSuffixOverride ?? parameters.rule.name;
    super.applyRule({
      ...parameters,
      ruleSuffixOverride: rule,
      rule: (node) => {
        let result: PackOutcome['result'] = 'error';
        let findings: readonly string[] = [];
        try {
          const verdict = parameters.rule(node);
          findings = Array.isArray(verdict) ? verdict : [];
          result = Array.isArray(verdict) ? 'fail' : (resultOf[verdict] ?? 'error');
          return verdict;
        } finally {
          const resource = node.node.path;
          this.#recorded.push({ pack: this.packName, rule: `${this.packName}-${rule}`, resource, result, findings });
        }
      },
    });
  }
}

const key = ({ rule, resource }: PackOutcome): string => `${rule}\n${resource}`;

interface ValidationReport {
  readonly pluginReports?: readonly {
    readonly suppressedViolations?: readonly {
      readonly acknowledgedId: string;
      readonly reason: string;
      readonly violatingConstructs?: readonly { readonly constructPath?: string }[];
    }[];
  }[];
}

/** Findings that constructs acknowledged, out of the report that synthesis leaves in the cloud assembly. */
export function acknowledgementsOf(assembly: string): readonly Acknowledgement[] {
  const file = join(assembly, 'validation-report.json');
  if (!existsSync(file)) return [];
  const report: ValidationReport = JSON.parse(readFileSync(file, 'utf8'));
  return (report.pluginReports ?? [])
    .flatMap(({ suppressedViolations = [] }) => suppressedViolations)
    .flatMap(({ acknowledgedId, reason, violatingConstructs = [] }) =>
      violatingConstructs.map(({ constructPath }) => ({
        id: acknowledgedId,
        reason,
        resource: constructPath ?? 'unknown',
      })),
    );
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
