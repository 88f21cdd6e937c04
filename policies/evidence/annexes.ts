import { codeAnnex } from './code-annex.ts';
import { standingWords } from './control-section.ts';
import { type Html, html, linked } from './html.ts';
import { residualTrust } from './residual-trust.ts';
import { type Subject, standingOf } from './result.ts';
import { packCounts } from './results.ts';

/** A table, or a sentence that says there is nothing to show. */
function listing(
  none: string,
  columns: readonly string[],
  rows: readonly (readonly (Html | string | number)[])[],
): Html {
  if (rows.length === 0) return html`<p>${none}</p>`;
  return html`<div class="scroll"><table><thead><tr>${columns.map((column) => html`<th scope="col">${column}</th>`)}</tr></thead>
<tbody>${rows.map(([first, ...rest]) => html`<tr><th scope="row">${first}</th>${rest.map((cell) => html`<td>${cell}</td>`)}</tr>`)}</tbody></table></div>
`;
}

/** What an assessor should know before reading the controls. */
export const attention = ({
  lapses,
  closedProjects,
  exceptions,
  asOf,
}: Subject): Html => html`<section aria-labelledby="attention"><h2 id="attention">What needs attention</h2>
<h3>What has lapsed</h3>
${lapses.length === 0 ? html`<p>Nothing has lapsed on ${asOf}.</p>` : html`<ul>${lapses.map(({ sentence }) => html`<li>${sentence}</li>`)}</ul>`}
<h3>Closed projects</h3>
${listing(
  'Every project is open.',
  ['Project', 'Closed because'],
  closedProjects.map(({ project, because }) => [project, because.join('; ')]),
)}
<h3>Exceptions</h3>
${listing(
  'No exception is declared.',
  ['Control', 'Reason', 'Owner', 'Until', 'On this day'],
  exceptions.map((exception) => [
    html`<a href="#c-${exception.control}">${exception.control}</a>`,
    exception.reason,
    exception.owner,
    exception.expires,
    standingWords(standingOf(exception, asOf)),
  ]),
)}
</section>
`;

/** Of what all this speaks: the file, and who and what it names. */
export const assessed = ({
  scope,
}: Subject): Html => html`<section aria-labelledby="scope"><h2 id="scope">What was assessed</h2>
<p>The deployment file <code>${scope.file}</code>, SHA-256 <code>${scope.sha256}</code>.</p>
<h3>Organisations</h3>
${listing(
  'None.',
  ['ODS code', 'Name', 'Role'],
  scope.organisations.map(({ ods, name, role }) => [ods, name, role]),
)}
<h3>Datasets</h3>
${listing(
  'None.',
  ['Dataset', 'Title', 'Controller', 'Agreement', 'Until'],
  scope.datasets.map(({ id, title, controller, agreement, expires }) => [id, title, controller, agreement, expires]),
)}
<h3>Projects</h3>
${listing(
  'None.',
  ['Project', 'Title', 'Lead', 'Datasets', 'Approval', 'Until', 'Impact assessment', 'Ends', 'On this day'],
  scope.projects.map((project) => [
    project.id,
    project.title,
    project.lead,
    project.datasets.join(', '),
    project.approval,
    project.approvalExpires,
    project.dpia,
    project.ends,
    project.open ? 'open' : 'closed',
  ]),
)}
</section>
`;

/** What stands behind the controls. */
export const annexes = (
  subject: Subject,
): Html => html`<section aria-labelledby="provided"><h2 id="provided">What the organisation provides</h2>
<p>An AWS account can hold these services only once. What the organisation provides is attested here, never proved: it is not in these templates.</p>
${listing(
  'The organisation provides none of them.',
  ['Service', 'Reason', 'Attested by', 'On', 'Until', 'On this day', 'Evidence'],
  subject.provisions.map((provision) => [
    provision.service,
    provision.reason,
    provision.attestedBy,
    provision.on,
    provision.expires,
    standingWords(standingOf(provision, subject.asOf)),
    linked(provision.evidence),
  ]),
)}
<p>Created by this deployment: ${subject.createdHere.length === 0 ? 'none' : subject.createdHere.join(', ')}.</p>
</section>
<section aria-labelledby="trust"><h2 id="trust">Residual trust</h2>
<p>No template can prove these away. Whoever may change a function, a role or a key policy is that function, role or key.</p>
${listing('', ['Who', 'Could', 'Narrowed by'], residualTrust)}
<h3>Who can become what, by these templates</h3>
<p>Asked of every role of the templates, of whoever a policy names, of the root user and of any other role of the account: each published way of becoming a role, a function, a policy or a key. The audit trail records every one of these calls.</p>
${listing(
  'Nobody can.',
  ['Who', 'Becomes', 'By', 'When', 'Allowed by', 'Guardrail', 'Alarm'],
  subject.trust.map((one) => [
    html`<code>${one.who}</code>${one.outside ? ' (not in these templates)' : ''}`,
    html`${one.becomes.length} of ${one.kind}: ${one.becomes.slice(0, 3).join(', ')}${one.becomes.length > 3 ? ', …' : ''}`,
    one.actions.join(', '),
    one.when ?? 'always',
    one.statements.length === 0 ? 'policies outside these templates' : one.statements.slice(0, 3).join('; '),
    one.guardrails.length === 0 ? 'none: this is what is trusted' : one.guardrails.join('; '),
    one.alarms.length === 0 ? 'none but the trail' : one.alarms.join(', '),
  ]),
)}
</section>
<section aria-labelledby="packs"><h2 id="packs">Other rule packs and acknowledgements</h2>
<h3>Outcomes by rule</h3>
${listing(
  'No other rule pack ran.',
  ['Rule', 'Pack', 'Result', 'Outcomes'],
  packCounts(subject.packs).map(({ pack, rule, result, count }) => [rule, pack, result, count]),
)}
<h3>Acknowledged findings</h3>
${listing(
  'No finding is acknowledged.',
  ['Finding', 'Resource', 'Reason'],
  subject.acknowledgements.map(({ id, resource, reason }) => [
    html`<code>${id}</code>`,
    html`<code>${resource}</code>`,
    reason,
  ]),
)}
</section>
<section aria-labelledby="templates"><h2 id="templates">Templates</h2>
${listing(
  'No template was synthesised.',
  ['Stack', 'File', 'Resources', 'SHA-256'],
  subject.templates.map(({ stack, file, resources, sha256 }) => [
    stack,
    html`<code>${file}</code>`,
    resources,
    html`<code>${sha256}</code>`,
  ]),
)}
</section>
${codeAnnex(subject)}`;
