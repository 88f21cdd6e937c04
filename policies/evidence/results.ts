import { satreVersion } from '../catalogue/catalogue.ts';
import type { AssessedControl, Assessment } from './assess.ts';
import { attributions } from './attributions.ts';
import { pointerOf, sourceOf } from './pointer.ts';
import { type PackOutcome, type RuleResult, type Subject, standingOf, verdictOf } from './result.ts';
import { type Results, resultsVersion } from './results-schema.ts';
import { byText } from './words.ts';

/** What a machine reads: every control and every outcome of every rule. */
export function results(subject: Subject, assessment: Assessment): Results {
  const { asOf } = subject;
  return {
    schema: 'tre-evidence-results',
    schemaVersion: resultsVersion,
    deployment: subject.deployment,
    title: subject.title,
    stage: subject.stage,
    asOf,
    commit: subject.commit,
    version: subject.version,
    account: subject.account,
    region: subject.region,
    catalogue: { satre: satreVersion, attributions: [...attributions] },
    templates: [...subject.templates],
    functions: subject.code.map((one) => ({ ...one, files: [...one.files] })),
    testRun: ranOf(subject.testRun),
    trust: subject.trust.map(({ route: _, unheard: __, ...one }) => ({
      ...one,
      becomes: [...one.becomes],
      actions: [...one.actions],
      statements: [...one.statements],
      guardrails: [...one.guardrails],
      alarms: [...one.alarms],
    })),
    summary: { counts: assessment.counts, mandatoryUnmet: [...assessment.mandatoryUnmet] },
    controls: assessment.controls.map((assessed) => control(assessed, asOf)),
    rules: subject.rules.map((ran) => rule(ran, subject.templates)),
    packs: packCounts(subject.packs),
    acknowledgements: [...subject.acknowledgements],
    provisions: subject.provisions.map((provision) => ({ ...provision, standing: standingOf(provision, asOf) })),
    createdHere: [...subject.createdHere],
    closedProjects: subject.closedProjects.map(({ project, because }) => ({ project, because: [...because] })),
    lapses: subject.lapses.map(({ sentence }) => sentence),
    scope: structuredClone(subject.scope) as Results['scope'],
  };
}

const ranOf = (run: Subject['testRun']): Results['testRun'] =>
  'notCounted' in run
    ? run
    : {
        ended: run.ended,
        tests: run.tests.length,
        passed: run.tests.filter(({ outcome }) => outcome === 'passed').length,
      };

function control(assessed: AssessedControl, asOf: string): Results['controls'][number] {
  const { control: one, attestation, exception } = assessed;
  return {
    id: one.id,
    framework: one.framework,
    ...(one.framework === 'SATRE' ? { level: one.level } : {}),
    ...(one.framework === 'SDE' ? {} : { class: one.class }),
    fiveSafe: one.fiveSafe,
    paraphrase: one.paraphrase,
    status: assessed.status,
    method: assessed.method,
    score: assessed.score,
    response: assessed.response,
    improvements: assessed.improvements,
    rules: assessed.rules.map((ran) => ran.rule.id),
    resources: resourcesOf(assessed.rules),
    parts: [...assessed.parts],
    ...(attestation ? { attestation: { ...omit(attestation), standing: standingOf(attestation, asOf) } } : {}),
    ...(exception ? { exception: { ...omit(exception), standing: standingOf(exception, asOf) } } : {}),
  };
}

function omit<R extends { control: string }>({ control: _, ...rest }: R): Omit<R, 'control'> {
  return rest;
}

const resourcesOf = (rules: readonly RuleResult[]): string[] =>
  [
    ...new Set(
      rules.flatMap(({ outcomes }) =>
        outcomes.filter(({ result }) => result !== 'not-applicable').map(({ resource }) => resource),
      ),
    ),
  ].sort(byText);

function rule(ran: RuleResult, templates: Subject['templates']): Results['rules'][number] {
  const { id, safe, severity, controls, why, fix, source } = ran.rule;
  return {
    id,
    safe,
    severity,
    controls: [...controls],
    why,
    fix,
    source: sourceOf(ran.rule),
    ...(source === undefined ? {} : { documentation: source }),
    verdict: verdictOf(ran),
    outcomes: ran.outcomes.map(({ result, resource, path, reason }) => ({
      result,
      resource,
      path,
      reason,
      at: pointerOf({ result, resource, path, reason }, templates),
    })),
  };
}

/** How often each rule of somebody else's pack came to each result, sorted. */
export function packCounts(outcomes: readonly PackOutcome[]): Results['packs'] {
  const counts = new Map<string, Results['packs'][number]>();
  for (const { pack, rule: name, result } of outcomes) {
    const key = `${pack} ${name} ${result}`;
    const seen = counts.get(key);
    counts.set(key, { pack, rule: name, result, count: (seen?.count ?? 0) + 1 });
  }
  return [...counts].sort(([a], [b]) => byText(a, b)).map(([, entry]) => entry);
}
