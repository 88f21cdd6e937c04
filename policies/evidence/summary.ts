import { isMandatory, levels } from '../catalogue/catalogue.ts';
import type { AssessedControl, Assessment } from './assess.ts';
import { type Html, html } from './html.ts';
import type { Status, Subject } from './result.ts';
import { badge, classOf } from './status-badge.ts';

/** Strongest first, as people read. */
export const statusesInOrder: readonly Status[] = [
  'proved',
  'tested',
  'attested',
  'excepted',
  'unmet',
  'not applicable',
];

export function summary(subject: Subject, assessment: Assessment): Html {
  const mandatory = assessment.controls.filter(({ control }) => control.framework === 'SATRE' && isMandatory(control));
  const number = (status: Status) => mandatory.filter((one) => one.status === status).length;
  const unmet = assessment.mandatoryUnmet.length;
  return html`<section class="summary" aria-labelledby="summary"><h2 id="summary">Summary</h2>
<p class="lead">${unmet === 0 ? 'No mandatory SATRE statement is unmet' : `${unmet} of ${mandatory.length} mandatory SATRE statements ${unmet === 1 ? 'is' : 'are'} unmet`} in the deployment ${subject.deployment} as of ${subject.asOf}. This is an environment assessed against SATRE, ${unmet === 0 && subject.stage === 'production' ? 'accreditation-ready, ' : ''}not accredited.</p>
<p>Of the ${mandatory.length} SATRE statements that block: mandatory, mandatory* and 3.3.09, which is published as optional in demanding words.</p>
<dl class="figures">${statusesInOrder.map((status) => html`<div><dt>${status}</dt><dd>${number(status)}</dd></div>`)}</dl>
${table(
  'SATRE statements by published level',
  'Level',
  levels.map((level) => [
    level,
    assessment.controls.filter(({ control }) => control.framework === 'SATRE' && control.level === level),
  ]),
)}
${table('All controls by part', 'Part', parts(assessment.controls))}
${unmet > 0 && html`<h3 id="unmet">Mandatory and unmet</h3><ul class="ids">${assessment.mandatoryUnmet.map((id) => html`<li><a href="#c-${id}">${id}</a></li>`)}</ul>`}
</section>
`;
}

type Row = readonly [string, readonly AssessedControl[]];

export const partOf = ({ control }: AssessedControl): string =>
  control.framework === 'SATRE'
    ? `${control.id.charAt(0)} ${control.pillar}`
    : control.framework === 'SDE'
      ? 'NHS SDE guidelines'
      : 'Supplementary controls';

export function parts(controls: readonly AssessedControl[]): readonly Row[] {
  const rows = new Map<string, AssessedControl[]>();
  for (const one of controls) rows.set(partOf(one), [...(rows.get(partOf(one)) ?? []), one]);
  return [...rows];
}

const numberIn = (controls: readonly AssessedControl[], status: Status): number =>
  controls.filter((one) => one.status === status).length;

const table = (caption: string, of: string, rows: readonly Row[]): Html => html`<div class="scroll"><table>
<caption>${caption}</caption>
<thead><tr><th scope="col">${of}</th>${statusesInOrder.map((status) => html`<th scope="col" class="number">${badge(status)}</th>`)}<th scope="col" class="number">all</th><th scope="col">share</th></tr></thead>
<tbody>${rows.map((row) => tableRow(row, bar(row[1])))}</tbody>
<tfoot>${tableRow(['all', rows.flatMap(([, controls]) => controls)], html``)}</tfoot>
</table></div>
`;

const tableRow = ([name, controls]: Row, drawing: Html): Html =>
  html`<tr><th scope="row">${name}</th>${statusesInOrder.map((status) => figure(numberIn(controls, status)))}<td class="number">${controls.length}</td><td>${drawing}</td></tr>`;

const figure = (count: number): Html => html`<td class="number${count === 0 && ' zero'}">${count}</td>`;

/** Drawn for the eye only: the figures stand in the same row. */
function bar(controls: readonly AssessedControl[]): Html {
  let x = 0;
  const rects = statusesInOrder.map((status) => {
    const width = numberIn(controls, status);
    const rect = html`<rect class="${classOf(status)}" x="${x}" y="0" width="${width}" height="1"/>`;
    x += width;
    return width > 0 && rect;
  });
  return html`<svg class="bar" viewBox="0 0 ${controls.length} 1" preserveAspectRatio="none" aria-hidden="true" focusable="false">${rects}</svg>`;
}

const meanings: Readonly<Record<Status, string>> = {
  proved: 'Every rule it takes passed on the synthesised templates, on at least one resource each.',
  tested: 'A named test ran and passed.',
  attested: 'A person vouches for it, until a date. What rules saw besides is said beside it.',
  excepted: 'Knowingly not met: somebody accepted that, with a reason and until a date. It does not count as met.',
  unmet:
    'Nothing shows it, or something shows the contrary. Also what an expired attestation or exception falls back to.',
  'not applicable': 'It does not concern this deployment, for the reason given.',
};

export const howToRead = (): Html => html`<section aria-labelledby="how"><h2 id="how">How to read this pack</h2>
<p>Each control has one status. A status is never inferred from silence: where no rule saw a resource and no person vouched, the control is unmet.</p>
<div class="scroll"><table><thead><tr><th scope="col">Status</th><th scope="col">Means</th></tr></thead>
<tbody>${statusesInOrder.map((status) => html`<tr><th scope="row">${badge(status)}</th><td>${meanings[status]}</td></tr>`)}</tbody></table></div>
<p>Rules judge the templates of the commit named above, not the account: compare the hashes below with what was deployed. Claims and checks are our paraphrase; whoever needs the binding wording reads SATRE and the guidelines. An exception in <code>satre.csv</code> scores 1 where rules prove the rest, and 0 where a mandatory statement has nothing else.</p>
<p><code>satre.csv</code> holds SATRE’s evaluation sheet, <code>network-paths.csv</code> every path that leads outwards over the network with its gates, <code>access-matrix.csv</code> what every principal may do to every store, with the organisation’s guardrails and without, <code>data-flow.svg</code> how bytes can move, <code>results.json</code> every outcome on every resource, <code>SHA256SUMS</code> the hashes of these files.</p>
</section>
`;
