import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AwsSolutionsChecks, type IApplyRule } from 'cdk-nag';
import type { Acknowledgement, PackOutcome } from './evidence/result.ts';

const resultOf: Readonly<Record<string, PackOutcome['result']>> = {
  Compliant: 'pass',
  'Non-Compliant': 'fail',
  'N/A': 'not-applicable',
};

/** cdk-nag's AWS Solutions pack, every outcome kept: its own report lists only what failed, and so can evidence nothing. */
export class RecordedAwsSolutions extends AwsSolutionsChecks {
  readonly #outcomes: PackOutcome[] = [];

  /** Sorted by rule and resource, the same for the same templates. */
  get outcomes(): readonly PackOutcome[] {
    return [...this.#outcomes].sort((one, other) => compare(key(one), key(other)));
  }

  protected override applyRule(parameters: IApplyRule): void {
    // The pack derives the id from the function's name, which a wrapper would change.
    const rule = parameters.ruleSuffixOverride ?? parameters.rule.name;
    super.applyRule({
      ...parameters,
      ruleSuffixOverride: rule,
      rule: (node) => {
        let result: PackOutcome['result'] = 'error';
        try {
          const verdict = parameters.rule(node);
          result = Array.isArray(verdict) ? 'fail' : (resultOf[verdict] ?? 'error');
          return verdict;
        } finally {
          this.#outcomes.push({
            pack: this.packName,
            rule: `${this.packName}-${rule}`,
            resource: node.node.path,
            result,
          });
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

/** A failed outcome becomes acknowledged where a construct gave a reason for that very rule and resource. */
export const withAcknowledged = (
  outcomes: readonly PackOutcome[],
  acknowledgements: readonly Acknowledgement[],
): readonly PackOutcome[] =>
  outcomes.map((outcome) => {
    const reason = acknowledgements.some(
      ({ id, resource }) =>
        id.replace(/\[.*$/, '') === `${outcome.pack}::${outcome.rule}` && resource === outcome.resource,
    );
    return outcome.result === 'fail' && reason ? { ...outcome, result: 'acknowledged' } : outcome;
  });

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
