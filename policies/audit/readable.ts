import { safes } from '../rule.ts';
import type { AuditReport } from './audit-schema.ts';

type Rule = AuditReport['rules'][number];
type Finding = Rule['findings'][number];

/** Lines a rule may take for each verdict before the rest is counted. */
const most: Readonly<Partial<Record<Finding['verdict'], number>>> = { fail: 20, unknown: 5 };

/** The report for a person: by safe, fatal rules first, what failed before what is unknown; the sum at the end. */
export function readable(report: AuditReport): string {
  const of = (safe: (typeof safes)[number]) => report.rules.filter((rule) => rule.safe === safe);
  return `${[
    ...safes.flatMap((safe) => group(`Safe ${safe}`, of(safe))),
    ...group(
      'Works on AWS',
      report.rules.filter(({ kind }) => kind === 'works-on-aws'),
    ),
    ...report.sections.flatMap(({ title, verdict, lines }) => [heading(`${title}: ${verdict}`), ...lines]),
    ...notLookedAt(report),
    heading('Sum'),
    ...summary(report),
  ].join('\n')}\n`;
}

const heading = (text: string): string => `\n${text}\n${'='.repeat(text.length)}`;

const severities: readonly Rule['severity'][] = ['fatal', 'error'];
const order: readonly Rule['verdict'][] = ['fail', 'unknown', 'pass', 'nothing to judge'];

function group(title: string, rules: readonly Rule[]): readonly string[] {
  if (rules.length === 0) return [];
  const open = rules
    .filter(({ verdict, unjudged }) => unjudged === undefined && (verdict === 'fail' || verdict === 'unknown'))
    .sort(
      (one, other) =>
        severities.indexOf(one.severity) - severities.indexOf(other.severity) ||
        order.indexOf(one.verdict) - order.indexOf(other.verdict),
    );
  const named = (verdict: Rule['verdict']) =>
    rules.filter((rule) => rule.verdict === verdict).map((rule) => (verdict === 'pass' ? passed(rule) : rule.id));
  const reasons = [...new Set(rules.flatMap(({ unjudged }) => unjudged ?? []))];
  const line = (words: string, ids: readonly string[]) => (ids.length === 0 ? [] : [`  ${words}: ${ids.join(', ')}`]);
  return [
    heading(title),
    ...open.flatMap(block),
    ...reasons.flatMap((reason) =>
      line(
        `UNKNOWN, for ${reason}`,
        rules.filter(({ unjudged }) => unjudged === reason).map(({ id }) => id),
      ),
    ),
    ...line('passed', named('pass')),
    ...line('nothing to judge', named('nothing to judge')),
  ];
}

const passed = ({ id, findings }: Rule): string =>
  `${id} (${findings.filter(({ verdict }) => verdict === 'pass').length})`;

function block(rule: Rule): readonly string[] {
  const { id, severity, verdict, controls, findings, why, fix, source } = rule;
  const number = (of: Finding['verdict']) => findings.filter((finding) => finding.verdict === of).length;
  const counts = `${number('fail')} failed, ${number('unknown')} unknown, ${number('pass')} passed`;
  return [
    `${verdict === 'fail' ? 'FAIL   ' : 'UNKNOWN'} ${severity} ${id}${controls.length > 0 ? ` [${controls.join(' ')}]` : ''}: ${counts}`,
    ...lines(findings, 'fail'),
    ...lines(findings, 'unknown'),
    `    why: ${why}`,
    ...(verdict === 'fail' ? [`    fix: ${fix}`] : []),
    ...(source === undefined ? [] : [`    see: ${source}`]),
    '',
  ];
}

function lines(findings: readonly Finding[], verdict: Finding['verdict']): readonly string[] {
  const found = findings.filter((finding) => finding.verdict === verdict);
  const limit = most[verdict] ?? found.length;
  return [
    ...found
      .slice(0, limit)
      .map(
        ({ resource, type, path, reason, because }) =>
          `    ${verdict}: ${resource} (${type || 'no type'}) ${path}: ${reason}${because === undefined ? '' : `, but ${because}`}`,
      ),
    ...(found.length > limit ? [`    ${verdict}: ${found.length - limit} more; --json lists them all`] : []),
  ];
}

function notLookedAt({ notRead, kinds, unreadable, skipped }: AuditReport): readonly string[] {
  const whys = [...new Set(skipped.map(({ why }) => why))];
  const files = [
    ...unreadable.map(({ file, why }) => `  ${file}: ${why}`),
    ...whys.map((why) => {
      const of = skipped.filter((one) => one.why === why).map(({ file }) => file);
      return `  no template (${why}): ${of.slice(0, 5).join(', ')}${of.length > 5 ? ` and ${of.length - 5} more` : ''}`;
    }),
  ];
  const unknown = kinds.filter(({ known }) => !known);
  return [
    ...(notRead.length === 0
      ? []
      : [heading('Not read'), ...notRead.map(({ stack, place, what }) => `  ${stack}/${place}: ${what}`)]),
    ...(unknown.length === 0
      ? []
      : [
          heading('Kinds of resource of which nobody has asked whether they bring data out'),
          ...unknown.map(
            ({ type, resources, judged }) =>
              `  ${type || 'no type'} (${resources})${judged ? '' : ', and no rule looked at it'}`,
          ),
        ]),
    ...(files.length === 0 ? [] : [heading('Files not judged'), ...files]),
  ];
}

function summary({ counts, kinds, unreadable, skipped, notRead, templates }: AuditReport): readonly string[] {
  const { rules, findings } = counts;
  const unplaced = templates.filter(({ account, region }) => account === undefined || region === undefined).length;
  const unlooked = kinds.filter(({ known, judged }) => !known && !judged).length;
  return [
    `${counts.resources} resources of ${kinds.length} kinds in ${counts.templates} templates: ${findings.fail} findings, ${findings.unknown} unknown, ${findings.pass} passes`,
    `rules: ${rules.fail} failed, ${rules.unknown} unknown, ${rules.pass} passed, ${rules.nothingToJudge} found nothing to judge`,
    `not judged: ${unlooked} kinds of resource, ${notRead.length} places that stand for other resources, ${unreadable.length} unreadable files; ${skipped.length} files were no template`,
    ...(unplaced === 0
      ? []
      : [
          `${unplaced} templates do not say where they stand: what hangs on it is unknown without --account and --region`,
        ]),
  ];
}
