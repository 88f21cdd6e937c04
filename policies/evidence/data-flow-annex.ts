import { nameOf } from '../estate/data-flow/data-flow.ts';
import { dataFlowPicture, dataFlowTitle } from './data-flow-svg.ts';
import { type Html, html } from './html.ts';
import type { Subject } from './result.ts';

/** The picture, and every arrow of it in words. */
export function dataFlowAnnex(subject: Subject): Html {
  const { flow } = subject;
  const names = new Map(flow.zones.map((zone) => [zone.id, nameOf(zone)]));
  return html`<section aria-labelledby="flow"><h2 id="flow">How data can move</h2>
<p>Drawn from the templates alone: an arrow is a way that bytes can move, with the gate on it. Principals outside the templates are not drawn; the matrix below says what is known of them. As a file of its own: <a href="data-flow.svg">data-flow.svg</a>.</p>
${
  flow.zones.length === 0
    ? html`<p>Nothing was drawn.</p>`
    : html`<div class="picture">${dataFlowPicture(flow, dataFlowTitle(subject))}</div>
${flow.notes.map((note) => html`<p>${note}</p>`)}
<h3>Every arrow in words</h3>
<ol>${flow.arrows.map(({ from, to, gate, detail }) => html`<li>From ${names.get(from) ?? from} to ${names.get(to) ?? to}: ${gate}. <small>${detail}</small></li>`)}</ol>`
}
</section>
`;
}
