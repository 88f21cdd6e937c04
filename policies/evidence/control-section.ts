import type { Control } from '../catalogue/catalogue.ts';
import type { Outcome } from '../rule.ts';
import type { AssessedControl } from './assess.ts';
import { type Html, html, linked } from './html.ts';
import { pointerOf, sourceOf } from './pointer.ts';
import { type Method, type RuleResult, type Standing, type Subject, standingOf } from './result.ts';
import { badge, classOf } from './status-badge.ts';
import { trialWords } from './style-print.ts';
import { ended } from './words.ts';

/** Outcomes shown for one control. The rest stands in results.json. */
const mostShown = 5;

const methodWords: Readonly<Record<Method, string>> = {
  'template rules': 'Rules run over the synthesised templates',
  test: 'Named test that ran',
  attestation: 'Attestation by a person',
  exception: 'Exception accepted by its owner',
  derived: 'Follows from the statements listed',
  none: 'None: nothing speaks for it yet',
};

const classWords = {
  T: 'decidable on templates',
  R: 'shown by running code',
  O: 'document or attestation',
} as const;

export const levelOf = (control: Control): string =>
  control.framework === 'SATRE' ? control.level : control.framework === 'SDE' ? 'guideline' : 'supplementary';

/** One control: claim, status, method, what was seen, who vouches. */
export function controlSection(assessed: AssessedControl, subject: Subject, heading: 'h4' | 'h5'): Html {
  const { control, status, method, response, improvements, score } = assessed;
  const anchor = `c-${control.id}`;
  const title = html`<span class="id">${control.id}</span> ${control.paraphrase}`;
  return html`<article class="control ${classOf(status)}" id="${anchor}" aria-labelledby="${anchor}-title" data-safe="${control.fiveSafe}" data-status="${status}" data-level="${levelOf(control)}">
<header>${badge(status)}<span>${levelOf(control)}</span><span>Safe ${control.fiveSafe}</span>${control.framework !== 'SDE' && html`<span>${classWords[control.class]}</span>`}</header>
${heading === 'h4' ? html`<h4 id="${anchor}-title">${title}</h4>` : html`<h5 id="${anchor}-title">${title}</h5>`}
<dl>
<dt>Method</dt><dd>${methodWords[method]}</dd>
<dt>What was found</dt><dd>${response}</dd>
${improvements !== '' && status !== 'unmet' && html`<dt>Still missing</dt><dd>${improvements}</dd>`}
${control.framework === 'SATRE' && html`<dt>SATRE score</dt><dd>${score === '' ? 'left to a person' : score}</dd>`}
<dt>What would show it</dt><dd>${control.check}</dd>
${records(assessed, subject.asOf)}
${assessed.parts.length > 0 && html`<dt>Statements</dt><dd>${assessed.parts.map(({ id, status: of }) => html`<a href="#c-${id}">${id}</a> ${of}; `)}</dd>`}
</dl>
${assessed.rules.length > 0 && ruleTable(assessed.rules)}
${seen(assessed.rules, subject.templates)}
<p class="provenance">${subject.deployment} as of ${subject.asOf}, commit <span class="mono">${subject.commit}</span>${subject.stage === 'trial' && html`<span class="print-only">. <strong>${trialWords}</strong></span>`}</p>
</article>
`;
}

/** Where the evidence lies, and every record that the finding does not already tell: lapsed, or outweighed. */
function records({ attestation, exception, provisions, method }: AssessedControl, asOf: string): readonly Html[] {
  const told = method === 'attestation';
  return [
    ...(attestation && told ? [html`<dt>Evidence</dt><dd>${linked(attestation.evidence)}</dd>`] : []),
    ...(attestation && !told
      ? [
          html`<dt>Attestation</dt><dd>${ended(attestation.statement)} By ${attestation.by} on ${attestation.on}, until ${attestation.expires} (${standingWords(standingOf(attestation, asOf))}). Evidence: ${linked(attestation.evidence)}</dd>`,
        ]
      : []),
    ...(exception && method !== 'exception'
      ? [
          html`<dt>Exception</dt><dd>${ended(exception.reason)} Owner: ${exception.owner}, until ${exception.expires} (${standingWords(standingOf(exception, asOf))})</dd>`,
        ]
      : []),
    ...provisions.map(
      (provision) =>
        html`<dt>Provided</dt><dd>${provision.service}, by the organisation, until ${provision.expires} (${standingWords(standingOf(provision, asOf))}). Evidence: ${linked(provision.evidence)}</dd>`,
    ),
  ];
}

export const standingWords = (standing: Standing): string => (standing === 'live' ? 'holds' : standing);

const count = (outcomes: readonly Outcome[], result: Outcome['result']): number =>
  outcomes.filter((outcome) => outcome.result === result).length;

const ruleTable = (rules: readonly RuleResult[]): Html => html`<div class="scroll"><table>
<thead><tr><th scope="col">Rule</th><th scope="col" class="number">Pass</th><th scope="col" class="number">Fail</th><th scope="col" class="number">Not applicable</th><th scope="col">Source</th></tr></thead>
<tbody>${rules.map(
  ({ rule, outcomes }) =>
    html`<tr><th scope="row">${rule.id}${rule.severity === 'fatal' && ' (fatal)'}</th><td class="number">${count(outcomes, 'pass')}</td><td class="number">${count(outcomes, 'fail')}</td><td class="number">${count(outcomes, 'not-applicable')}</td><td><code>${sourceOf(rule)}</code>${rule.source !== undefined && html`, ${linked(rule.source)}`}</td></tr>`,
)}</tbody>
</table></div>
`;

/** Failures first, then passes of every rule in turn, so that one talkative rule does not hide the others. */
function seen(rules: readonly RuleResult[], templates: Subject['templates']): Html | false {
  const of = (result: Outcome['result']) =>
    rules.flatMap(({ outcomes }) =>
      outcomes.filter((outcome) => outcome.result === result).map((outcome, turn) => ({ outcome, turn })),
    );
  const all = [...of('fail'), ...of('pass').sort((a, b) => a.turn - b.turn)].map(({ outcome }) => outcome);
  if (all.length === 0) return false;
  const more = all.length - mostShown;
  return html`<ul class="seen">${all
    .slice(0, mostShown)
    .map(
      (outcome) =>
        html`<li><strong>${outcome.result}</strong> <code>${pointerOf(outcome, templates)}</code> ${outcome.reason}</li>`,
    )}${more > 0 && html`<li>and ${more} more in results.json</li>`}</ul>
`;
}
