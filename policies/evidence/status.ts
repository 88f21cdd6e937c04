import type { ControlClass } from '../catalogue/catalogue.ts';
import type { Coverage } from '../catalogue/coverage.ts';
import type { Tested } from '../catalogue/tested.ts';
import {
  type AttestationRecord,
  type ExceptionRecord,
  type Method,
  type ProvisionRecord,
  type RuleResult,
  type Status,
  standingOf,
  type TestRun,
  verdictOf,
} from './result.ts';
import { testsOf } from './tests-of.ts';
import { ended, listed, lowerFirst, plural, sentences } from './words.ts';

/** Everything that bears on one statement. */
export interface Basis {
  readonly class: ControlClass;
  readonly asOf: string;
  readonly coverage: Coverage | undefined;
  /** Of class T without coverage: why no template of this release can answer it. */
  readonly unanswered?: string | undefined;
  /** Rules that carry the control or are named in its coverage. */
  readonly rules: readonly RuleResult[];
  /** Of class R: the tests that show it, and what ran. */
  readonly tested?: Tested;
  readonly testRun?: TestRun;
  readonly attestation: AttestationRecord | undefined;
  readonly exception: ExceptionRecord | undefined;
  /** What the organisation provides, of the services the coverage names. */
  readonly provisions: readonly ProvisionRecord[];
  /** What ran out that it rests on, one sentence each: while it lasts nobody can vouch for the statement. */
  readonly lapsed?: readonly string[];
  /** Set where the statement does not concern this deployment, with the reason. */
  readonly notApplicable?: string;
}

export interface Finding {
  readonly status: Status;
  readonly method: Method;
  /** What was seen, and what stands for it. */
  readonly response: string;
  /** What is missing; empty when nothing is. */
  readonly improvements: string;
}

/**
 * The one place that decides a status. Never green without an outcome or a person behind it:
 * a failing fatal rule outweighs everything, an exception outweighs every proof, a failing rule, a failing test or a lapse outweighs every
 * attestation.
 */
export function find(basis: Basis): Finding {
  const { attestation, exception, asOf, lapsed = [] } = basis;
  const failing = basis.rules.filter((result) => verdictOf(result) === 'fail');
  const proof = proofOf(basis);
  const tests = testsOf(basis);
  const lapses = lapsesOf(basis);
  const failures = [...lapsed.map(ended), ...failing.map(failureText), ...tests.failures];
  const missing = proof.complete ? '' : sentences(proof.unproved, tests.missing || proof.needs);
  const seen = sentences(tests.seen, proof.seen);

  const fatal = fatalFailures(failing);
  if (fatal.length > 0 && exception) {
    failures.push(`No exception can stand for ${listed(fatal)}: nobody may accept that.`);
  }
  if (fatal.length === 0 && exception && standingOf(exception, asOf) === 'live') {
    return {
      status: 'excepted',
      method: 'exception',
      response: sentences(
        `Not met, accepted by ${exception.owner} until ${exception.expires}: ${ended(exception.reason)}`,
        seen,
      ),
      improvements: sentences(...failures, missing, ...lapses),
    };
  }
  const unmet = (wanted: string): Finding => ({
    status: 'unmet',
    method: basis.rules.some((result) => verdictOf(result) !== 'silent') ? 'template rules' : 'none',
    response: `Unmet: ${lowerFirst(sentences(...failures, seen, wanted, ...lapses))}`,
    improvements: sentences(...failures, missing, ...lapses),
  });
  if (failures.length > 0) return unmet('');
  if (basis.notApplicable !== undefined) {
    const response = `Not applicable: ${ended(basis.notApplicable)}`;
    return { status: 'not applicable', method: 'none', response, improvements: '' };
  }
  if (proof.complete && proof.stoodIn.length === 0) {
    return { status: 'proved', method: 'template rules', response: proof.seen, improvements: '' };
  }
  if (tests.complete) return { status: 'tested', method: 'test', response: seen, improvements: '' };
  if (attestation && standingOf(attestation, asOf) === 'live') {
    return {
      status: 'attested',
      method: 'attestation',
      response: sentences(seen, attestedText(attestation)),
      improvements: proof.complete
        ? ''
        : sentences(
            proof.unproved && `Attested, not proved. ${proof.unproved}`,
            tests.missing && `Attested, not tested. ${tests.missing}`,
          ),
    };
  }
  if (proof.complete) return { status: 'attested', method: 'attestation', response: proof.seen, improvements: '' };
  return unmet(missing);
}

/** Ids of failing rules that nobody may acknowledge or except. */
export const fatalFailures = (rules: readonly RuleResult[]): readonly string[] =>
  rules.filter((result) => result.rule.severity === 'fatal' && verdictOf(result) === 'fail').map(({ rule }) => rule.id);

interface Proof {
  /** Nothing is missing, once what the organisation provides stands in. */
  readonly complete: boolean;
  readonly stoodIn: readonly ProvisionRecord[];
  readonly seen: string;
  /** What the rules that bear on it leave open. */
  readonly unproved: string;
  /** What else would show it, by its class. */
  readonly needs: string;
}

function proofOf({ class: kind, coverage, unanswered: notHere, rules, provisions, asOf }: Basis): Proof {
  const passed = rules.filter((result) => verdictOf(result) === 'pass');
  const passedIds = new Set(passed.map(({ rule }) => rule.id));
  const silentOf = (service: string) => (coverage?.provision?.[service] ?? []).filter((id) => !passedIds.has(id));
  const stoodIn = provisions.filter(
    (provision) => standingOf(provision, asOf) === 'live' && silentOf(provision.service).length > 0,
  );
  const answered = new Set(stoodIn.flatMap(({ service }) => silentOf(service)));
  const unanswered = (coverage?.sufficient ?? []).filter((id) => !passedIds.has(id) && !answered.has(id));
  const whole = kind === 'T' && coverage !== undefined && coverage.partial === undefined;
  const complete = whole && unanswered.length === 0;
  const anything = passed.length > 0 || stoodIn.length > 0;
  return {
    complete,
    stoodIn,
    seen: sentences(
      passed.length > 0 &&
        `${complete ? 'Proved' : 'Proved in part'} on the synthesised templates: ${tallied(passed)}.`,
      ...stoodIn.map(providedText),
    ),
    unproved: sentences(
      unanswered.length > 0 && `No resource in these templates shows ${listed(unanswered)}.`,
      coverage?.partial && `Missing: ${ended(coverage.partial)}`,
    ),
    needs: sentences(
      kind === 'R' && 'Needs attestation: it is shown by what runs, and no named test answers it yet.',
      kind === 'O' && 'Needs attestation.',
      kind === 'T' &&
        coverage === undefined &&
        sentences(
          notHere && ended(notHere),
          `No rule ${anything ? 'proves the whole of it' : 'answers it'} yet: needs attestation.`,
        ),
    ),
  };
}

const tallied = (passed: readonly RuleResult[]): string =>
  passed
    .map(({ rule, outcomes }) => {
      const resources = new Set(outcomes.filter(({ result }) => result === 'pass').map(({ resource }) => resource));
      return `${rule.id} (${plural(resources.size, 'resource')})`;
    })
    .join(', ');

const failureText = ({ rule, outcomes }: RuleResult): string => {
  const failed = outcomes.filter(({ result }) => result === 'fail');
  return `Rule ${rule.id} fails on ${plural(failed.length, 'outcome')}: ${ended(failed[0]?.reason ?? '')} ${ended(`To put it right: ${rule.fix}`)}`;
};

/** Evidence in brackets, so that no full stop becomes part of an address. */
const attestedText = ({ statement, by, on, expires, evidence }: AttestationRecord): string =>
  `Attested by ${by} on ${on}, until ${expires} (evidence: ${evidence}): ${ended(statement)}`;

const providedText = ({ service, reason, attestedBy, on, expires, evidence }: ProvisionRecord): string =>
  `Provided by the organisation (${service}), attested by ${attestedBy} on ${on}, until ${expires} (evidence: ${evidence}): ${ended(reason)}`;

function lapsesOf({ attestation, exception, provisions, asOf }: Basis): string[] {
  const texts: string[] = [];
  const lapse = (what: string, record: { on?: string; expires: string } | undefined) => {
    if (record === undefined) return;
    const standing = standingOf(record, asOf);
    if (standing === 'expired') texts.push(`${what} lapsed on ${record.expires}.`);
    if (standing === 'not yet made') texts.push(`${what} is dated ${record.on}, after ${asOf}.`);
  };
  lapse('The attestation', attestation);
  lapse('The exception', exception);
  for (const provision of provisions)
    lapse(`The attestation that the organisation provides ${provision.service}`, provision);
  return texts;
}
