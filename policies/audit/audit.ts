import type { Estate } from '../estate/estate.ts';
import { estateOf, type Template } from '../estate/model.ts';
import { watched } from '../estate/watched.ts';
import type { Judgement, Rule } from '../rule.ts';
import { isKnownKind } from '../safe-outputs/known-kinds.ts';
import { agreed } from './agree.ts';
import { askOfEach } from './ask-of-each.ts';
import { environments } from './environments.ts';
import { ofEveryResource } from './ignorance.ts';
import { type NotRead, notRead } from './not-read.ts';
import { type AuditSection, sections as everySection, type MakeSection } from './sections.ts';
import type { Finding } from './verdict.ts';

/** `unknown` outweighs every pass: a rule passes when nothing failed, nothing is unknown and something passed. */
export type RuleVerdict = 'fail' | 'unknown' | 'pass' | 'nothing to judge';

export interface AuditedRule<R extends Judgement> {
  readonly rule: R;
  readonly verdict: RuleVerdict;
  /** Worst first, then by place. */
  readonly findings: readonly Finding[];
  /** Why the rule as a whole could not be judged; the verdict is then `unknown`. */
  readonly unjudged?: string;
}

/** A kind of resource in the estate, and who knows it. */
export interface Kind {
  readonly type: string;
  readonly resources: number;
  /** Somebody has asked whether it brings data out, and which rules keep it from that. */
  readonly known: boolean;
  /** A rule about kinds of its sort had something to say of at least one resource of it. */
  readonly judged: boolean;
}

export interface Audit {
  readonly safe: readonly AuditedRule<Rule>[];
  readonly worksOnAws: readonly AuditedRule<Judgement>[];
  readonly kinds: readonly Kind[];
  readonly notRead: readonly NotRead[];
  readonly sections: readonly AuditSection[];
}

export interface RuleSets {
  readonly safe: readonly Rule[];
  readonly worksOnAws: readonly Judgement[];
  readonly sections?: readonly MakeSection[];
}

/** Every rule over templates of anybody. `progress` is told the id of each rule before it runs. */
export function audit(
  templates: readonly Template[],
  sets: RuleSets,
  progress: (rule: string) => void = () => {},
): Audit {
  const estates = environments(templates).map((placed) => estateOf(placed, watched));
  const [first, ...others] = estates;
  if (first === undefined) throw new Error('there is no environment to judge the templates in');
  const judge = <R extends Judgement>(rules: readonly R[]): readonly AuditedRule<R>[] =>
    rules.map((rule) => {
      progress(rule.id);
      return audited(rule, [first, ...others]);
    });
  const safe = judge(sets.safe);
  return {
    safe,
    worksOnAws: judge(sets.worksOnAws),
    kinds: kindsOf(first, safe),
    notRead: notRead(templates),
    sections: (sets.sections ?? everySection).map((section) => made(section, first)),
  };
}

function audited<R extends Judgement>(rule: R, [first, ...others]: readonly [Estate, ...Estate[]]): AuditedRule<R> {
  const { findings, unjudged } = agreed([askOfEach(rule, first), ...others.map((estate) => askOfEach(rule, estate))]);
  if (unjudged !== undefined) return { rule, verdict: 'unknown', findings, unjudged };
  return { rule, verdict: verdictOf(findings), findings };
}

function verdictOf(findings: readonly Finding[]): RuleVerdict {
  const has = (verdict: Finding['verdict']) => findings.some((finding) => finding.verdict === verdict);
  return has('fail') ? 'fail' : has('unknown') ? 'unknown' : has('pass') ? 'pass' : 'nothing to judge';
}

function kindsOf(estate: Estate, safe: readonly AuditedRule<Rule>[]): readonly Kind[] {
  const judged = new Set(
    safe
      .filter(({ rule }) => !ofEveryResource.has(rule.id))
      .flatMap(({ findings }) => findings.map(({ resource }) => estate.at(resource)?.type ?? '')),
  );
  const types = [...new Set(estate.resources.map(({ type }) => type))].sort();
  return types.map((type) => ({
    type,
    resources: estate.ofType(type).length,
    known: isKnownKind(type),
    judged: judged.has(type),
  }));
}

function made({ id, title, of }: MakeSection, estate: Estate): AuditSection {
  try {
    return of(estate);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { id, title, verdict: 'unknown', lines: [`could not be made: ${why}`] };
  }
}
