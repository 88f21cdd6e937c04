import { record } from '../estate/values.ts';
import type { Judgement, Rule } from '../rule.ts';
import type { Audit, AuditedRule } from './audit.ts';
import { type AuditReport, auditVersion } from './audit-schema.ts';
import type { ReadTemplates } from './read-templates.ts';

/** Everything that was seen, for a program and for `readable`. */
export function reportOf(read: ReadTemplates, audit: Audit, version: string): AuditReport {
  const typeOf = new Map(
    read.templates.flatMap(({ name, template }) =>
      Object.entries(record(template.Resources)).map(([id, body]) => [
        `${name}/${id}`,
        String(record(body).Type ?? ''),
      ]),
    ),
  );
  const rules = [
    ...audit.safe.map((rule) => ruleOf('safe', rule, typeOf)),
    ...audit.worksOnAws.map((rule) => ruleOf('works-on-aws', rule, typeOf)),
  ];
  const findings = rules.flatMap((rule) => rule.findings);
  const ruleCount = (verdict: (typeof rules)[number]['verdict']) =>
    rules.filter((rule) => rule.verdict === verdict).length;
  const findingCount = (verdict: (typeof findings)[number]['verdict']) =>
    findings.filter((finding) => finding.verdict === verdict).length;
  const templates = read.templates.map(({ name, templateFile, account, region, template }) => ({
    stack: name,
    file: templateFile,
    ...(account === undefined ? {} : { account }),
    ...(region === undefined ? {} : { region }),
    resources: Object.keys(record(template.Resources)).length,
  }));
  return {
    schema: 'tre-audit',
    schemaVersion: auditVersion,
    version,
    ok:
      read.unreadable.length === 0 &&
      audit.notRead.length === 0 &&
      [...rules, ...audit.sections].every(({ verdict }) => verdict === 'pass' || verdict === 'nothing to judge'),
    counts: {
      templates: templates.length,
      resources: templates.reduce((sum, { resources }) => sum + resources, 0),
      rules: {
        fail: ruleCount('fail'),
        unknown: ruleCount('unknown'),
        pass: ruleCount('pass'),
        nothingToJudge: ruleCount('nothing to judge'),
      },
      findings: {
        fail: findingCount('fail'),
        unknown: findingCount('unknown'),
        pass: findingCount('pass'),
        notApplicable: findingCount('not-applicable'),
      },
    },
    templates,
    unreadable: [...read.unreadable],
    skipped: [...read.skipped],
    notRead: [...audit.notRead],
    kinds: [...audit.kinds],
    rules,
    sections: audit.sections.map(({ lines, data, ...section }) => ({
      ...section,
      lines: [...lines],
      ...(data === undefined ? {} : { data: structuredClone(data) as never }),
    })),
  };
}

function ruleOf(
  kind: 'safe' | 'works-on-aws',
  { rule, verdict, unjudged, findings }: AuditedRule<Judgement & Partial<Rule>>,
  typeOf: ReadonlyMap<string, string>,
): AuditReport['rules'][number] {
  return {
    id: rule.id,
    kind,
    ...(rule.safe === undefined ? {} : { safe: rule.safe }),
    severity: rule.severity,
    controls: [...(rule.controls ?? [])],
    verdict,
    ...(unjudged === undefined ? {} : { unjudged }),
    why: rule.why,
    fix: rule.fix,
    ...(rule.source === undefined ? {} : { source: rule.source }),
    findings: findings.map((finding) => {
      const cut = finding.resource.lastIndexOf('/');
      return {
        ...finding,
        stack: finding.resource.slice(0, cut),
        logicalId: finding.resource.slice(cut + 1),
        type: typeOf.get(finding.resource) ?? '',
      };
    }),
  };
}
