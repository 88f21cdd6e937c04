import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CfnResource } from 'aws-cdk-lib';
import { AwsSolutionsChecks, type IApplyRule } from 'cdk-nag';
import type { Acknowledgement, PackOutcome } from './evidence/result.ts';

const resultOf: Readonly<Record<string, PackOutcome['result']>> = {
  Compliant: 'pass',
  'Non-Compliant': 'fail',
  'N/A': 'not-applicable',
};

type Result = PackOutcome['result'];

/** cdk-nag's AWS Solutions pack, every outcome kept: its own report lists only what failed, and so can evidence nothing. */
export class RecordedAwsSolutions extends AwsSolutionsChecks {
  /** Rule -> result -> resources. A region of forty projects has more than a hundred thousand outcomes. */
  readonly #seen = new Map<string, Map<Result, CfnResource[]>>();
  /** What granular rules found: each finding wants an acknowledgement of its own. */
  readonly #findings = new Map<CfnResource, Map<string, readonly string[]>>();

  /**
   * Sorted by rule and resource, the same for the same templates. A failure becomes acknowledged where a construct gave a reason
   * for that very rule and resource, and for each of its findings.
   */
  outcomes(acknowledgements: readonly Acknowledgement[]): readonly PackOutcome[] {
    const given = new Set(acknowledgements.map(({ id, resource }) => `${id} ${resource}`));
    const acknowledged = (node: CfnResource, suffix: string): boolean => {
      const id = `${this.packName}::${this.packName}-${suffix}`;
      const findings = this.#findings.get(node)?.get(suffix) ?? [];
      const wanted = findings.length === 0 ? [id] : findings.map((finding) => `${id}[${finding}]`);
      return wanted.every((one) => given.has(`${one} ${node.node.path}`));
    };
    return [...this.#seen]
      .flatMap(([suffix, results]) =>
        [...results].flatMap(([result, nodes]) =>
          nodes.map(
            (node): PackOutcome => ({
              pack: this.packName,
              rule: `${this.packName}-${suffix}`,
              resource: node.node.path,
              result: result === 'fail' && acknowledged(node, suffix) ? 'acknowledged' : result,
            }),
          ),
        ),
      )
      .sort((one, other) => compare(key(one), key(other)));
  }

  protected override applyRule(parameters: IApplyRule): void {
    // The pack derives the id from the function's name, which a wrapper would change.
    const suffix = parameters.ruleSuffixOverride ?? parameters.rule.name;
    super.applyRule({
      ...parameters,
      ruleSuffixOverride: suffix,
      rule: (node) => {
        let result: Result = 'error';
        try {
          const verdict = parameters.rule(node);
          result = Array.isArray(verdict) ? 'fail' : (resultOf[verdict] ?? 'error');
          if (Array.isArray(verdict)) this.#found(node, suffix, verdict);
          return verdict;
        } finally {
          this.#saw(suffix, result, node);
        }
      },
    });
  }

  #saw(suffix: string, result: Result, node: CfnResource): void {
    const results = this.#seen.get(suffix) ?? new Map<Result, CfnResource[]>();
    const nodes = results.get(result) ?? [];
    nodes.push(node);
    this.#seen.set(suffix, results.set(result, nodes));
  }

  #found(node: CfnResource, suffix: string, findings: readonly string[]): void {
    const known = this.#findings.get(node) ?? new Map<string, readonly string[]>();
    this.#findings.set(node, known.set(suffix, findings));
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
