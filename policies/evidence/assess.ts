import {
  type Control,
  type Guideline,
  guidelines,
  isMandatory,
  type Level,
  levels,
  type Statement,
  type Supplementary,
  statements,
  supplementary,
} from '../catalogue/catalogue.ts';
import { type CoverageTable, coverage as ourCoverage } from '../catalogue/coverage.ts';
import { tested as ourTests, type Tested } from '../catalogue/tested.ts';
import { unanswered } from '../catalogue/unanswered.ts';
import { derive, type Part } from './derive.ts';
import {
  type AttestationRecord,
  type ExceptionRecord,
  type ProvisionRecord,
  type RuleResult,
  type Status,
  type Subject,
  standingOf,
  statuses,
  verdictOf,
} from './result.ts';
import { type Score, scoreOf } from './score.ts';
import { type Finding, fatalFailures, find } from './status.ts';

/** One control, judged. */
export interface AssessedControl extends Finding {
  readonly control: Control;
  /** In SATRE's evaluation sheet; blank for what is not a SATRE statement. */
  readonly score: Score;
  /** Rules that are evidence for it, in the order they ran. */
  readonly rules: readonly RuleResult[];
  /** The record that counts; a live one where there are several. */
  readonly attestation: AttestationRecord | undefined;
  readonly exception: ExceptionRecord | undefined;
  readonly provisions: readonly ProvisionRecord[];
  /** Of a guideline: the statements it follows from. */
  readonly parts: readonly Part[];
}

export interface Assessment {
  /** In the order of the catalogue: SATRE, the SDE guidelines, the supplementary controls. */
  readonly controls: readonly AssessedControl[];
  /** Number of SATRE statements by published level and status. */
  readonly counts: Readonly<Record<Level, Readonly<Record<Status, number>>>>;
  /** SATRE statements that block: mandatory and unmet, without a live exception. */
  readonly mandatoryUnmet: readonly string[];
}

const notFederating =
  'this deployment does not federate with other environments; attest any statement of pillar 5 and the whole pillar is assessed';

/** Judges every control of the catalogue. Pure: same subject, same assessment. */
export function assess(
  subject: Subject,
  table: CoverageTable = ourCoverage,
  tests: Readonly<Record<string, Tested>> = ourTests,
): Assessment {
  const judge = judgeOf(subject, table, tests);
  const satre = statements.map(judge);
  const extra = supplementary.map(judge);
  const statusById = new Map([...satre, ...extra].map(({ control, status }) => [control.id, status]));
  const fatalById = new Map([...satre, ...extra].map(({ control, rules }) => [control.id, fatalFailures(rules)]));
  const derived = guidelines.map((guideline) => judgeGuideline(guideline, subject, statusById, fatalById));
  return {
    controls: [...satre, ...derived, ...extra],
    counts: countsOf(satre),
    mandatoryUnmet: satre
      .filter(({ control, status }) => control.framework === 'SATRE' && isMandatory(control) && status === 'unmet')
      .map(({ control }) => control.id),
  };
}

function judgeOf(subject: Subject, table: CoverageTable, tests: Readonly<Record<string, Tested>>) {
  const { asOf, rules, provisions } = subject;
  const federates = [...subject.attestations, ...subject.exceptions].some(({ control }) => control.startsWith('5.'));
  return (control: Statement | Supplementary): AssessedControl => {
    const cover = table[control.id];
    const test = tests[control.id];
    const named = new Set([...(cover?.sufficient ?? []), ...(test?.rules ?? [])]);
    const evidence = rules.filter(({ rule }) => named.has(rule.id) || rule.controls.includes(control.id));
    const attestation = pick(subject.attestations, control.id, asOf);
    const exception = pick(subject.exceptions, control.id, asOf);
    const provided = provisions.filter(({ service }) => cover?.provision?.[service] !== undefined);
    const finding = find({
      class: control.class,
      asOf,
      coverage: cover,
      unanswered: unanswered[control.id],
      lapsed: subject.lapses.flatMap(({ sentence, controls }) => (controls.includes(control.id) ? [sentence] : [])),
      rules: evidence,
      ...(test === undefined ? {} : { tested: test, testRun: subject.testRun }),
      attestation,
      exception,
      provisions: provided,
      ...(control.id.startsWith('5.') && !federates ? { notApplicable: notFederating } : {}),
    });
    const verdicts = evidence.map(verdictOf);
    const score = control.framework === 'SATRE' ? scoreOf(control, finding, verdicts, attestation) : '';
    return { control, ...finding, score, rules: evidence, attestation, exception, provisions: provided, parts: [] };
  };
}

function judgeGuideline(
  control: Guideline,
  subject: Subject,
  statusById: ReadonlyMap<string, Status>,
  fatalById: ReadonlyMap<string, readonly string[]>,
): AssessedControl {
  const fatal = [...new Set(control.parts.flatMap((id) => fatalById.get(id) ?? []))];
  const parts = control.parts.map((id): Part => ({ id, status: statusById.get(id) ?? 'unmet' }));
  const exception = pick(subject.exceptions, control.id, subject.asOf);
  const attestation = pick(subject.attestations, control.id, subject.asOf);
  const finding = derive(parts, subject.asOf, exception, attestation, fatal);
  return { control, ...finding, score: '', rules: [], attestation, exception, provisions: [], parts };
}

/** The record that counts for a control: a live one before the others, then the one that holds longest. */
function pick<R extends { control: string; on?: string; expires: string }>(
  records: readonly R[],
  id: string,
  asOf: string,
): R | undefined {
  const rank = (record: R) => `${standingOf(record, asOf) === 'live' ? 1 : 0} ${record.expires}`;
  return records
    .filter(({ control }) => control === id)
    .reduce<R | undefined>((best, one) => (best === undefined || rank(one) > rank(best) ? one : best), undefined);
}

function countsOf(satre: readonly AssessedControl[]): Assessment['counts'] {
  const count = (level: Level) => (status: Status) =>
    satre.filter((one) => one.status === status && one.control.framework === 'SATRE' && one.control.level === level)
      .length;
  return record(levels, (level) => record(statuses, count(level)));
}

const record = <K extends string, V>(keys: readonly K[], value: (key: K) => V): Record<K, V> =>
  Object.fromEntries(keys.map((key) => [key, value(key)])) as Record<K, V>;
