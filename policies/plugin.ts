import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import {
  type IPolicyValidationContext,
  type IPolicyValidationPlugin,
  type PolicyValidationPluginReport,
  type PolicyViolation,
  Stack,
} from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { Estate } from './estate/estate.ts';
import { estateOf } from './estate/model.ts';
import { evaluate, type Judged } from './evaluate.ts';
import type { Judgement, Outcome, Rule } from './rule.ts';

/**
 * Judges the synthesised templates of one App or Stage with every rule and keeps what it saw.
 *
 * CDK fails open twice: a violation without a resource and a report that claims success both let a synthesis pass. So every outcome
 * names a resource, and success is derived from the violations. A `fatal` violation cannot be acknowledged.
 */
export class TemplateRules<R extends Judgement> implements IPolicyValidationPlugin {
  /** First half of a qualified acknowledgement: `<name>::<rule>`. */
  readonly name: string;
  readonly version = '0.1.0';
  readonly ruleIds: string[];
  readonly #rules: readonly R[];
  #results: readonly Judged<R>[] = [];
  #estate: Estate | undefined;

  constructor(name: string, rules: readonly R[]) {
    this.name = name;
    this.#rules = rules;
    this.ruleIds = rules.map(({ id }) => id);
  }

  /** What the last validation saw, passes too. Empty before the first. */
  get results(): readonly Judged<R>[] {
    return this.#results;
  }

  /** The estate of the last validation; undefined before the first. */
  get estate(): Estate | undefined {
    return this.#estate;
  }

  validate({ stackTemplates, appConstruct }: IPolicyValidationContext): PolicyValidationPluginReport {
    const templateOf = new Map<string, string>();
    const estate = estateOf(
      stackTemplates.map(({ templatePath, stackConstructPath, accountId, region }) => {
        const name = stackNameAt(appConstruct, stackConstructPath);
        templateOf.set(name, templatePath);
        return {
          name,
          templateFile: basename(templatePath),
          template: JSON.parse(readFileSync(templatePath, 'utf8')),
          account: accountId,
          region,
        };
      }),
    );
    if (estate.resources.length === 0) throw new Error('there is no resource to judge; nothing was proved');
    this.#estate = estate;
    this.#results = evaluate(this.#rules, estate);
    const violations = this.#results.flatMap((result) => violationsOf(result, estate, templateOf));
    return {
      success: violations.length === 0,
      metadata: { rules: String(this.#rules.length), resources: String(estate.resources.length) },
      violations,
    };
  }
}

/** The physical name, by which stacks are known in the account and in the evidence. */
function stackNameAt(root: IConstruct, path: string): string {
  const found = path
    .split('/')
    .reduce<IConstruct | undefined>((node, id) => node?.node.tryFindChild(id) as IConstruct | undefined, root);
  return found instanceof Stack ? found.stackName : path;
}

/** One violation a finding, for CDK prints the whole description again at every resource of a violation. */
const violationsOf = (
  { rule, outcomes }: Judged<Judgement>,
  estate: Estate,
  templateOf: ReadonlyMap<string, string>,
): PolicyViolation[] =>
  outcomes
    .filter(({ result }) => result === 'fail')
    .map((outcome) => ({
      ruleName: rule.id,
      description: `${outcome.resource}: ${outcome.reason}. ${rule.why}`,
      fix: rule.fix,
      severity: rule.severity,
      ruleMetadata: metadataOf(rule),
      violatingResources: [violating(outcome, estate, templateOf)],
    }));

const metadataOf = (rule: Judgement & Partial<Rule>): Record<string, string> => ({
  ...(rule.controls === undefined ? {} : { controls: rule.controls.join(' ') }),
  ...(rule.safe === undefined ? {} : { safe: rule.safe }),
  ...(rule.source === undefined ? {} : { source: rule.source }),
});

function violating({ resource, path }: Outcome, estate: Estate, templateOf: ReadonlyMap<string, string>) {
  const found = estate.at(resource);
  return {
    resourceLogicalId: found?.logicalId ?? resource,
    templatePath: templateOf.get(found?.stack ?? '') ?? '',
    locations: [path.replaceAll('.', '/')],
  };
}
