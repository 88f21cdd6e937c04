import type { Pair } from '../estate/access-matrix/access-matrix.ts';
import { verbs } from '../estate/access-matrix/verbs.ts';
import { type Html, html } from './html.ts';

const mayOf = ({ without }: Pair): readonly string[] =>
  verbs.flatMap((verb) => {
    const cell = without[verb];
    if (cell === undefined || cell.answer === 'no') return [];
    return [cell.answer === 'yes' ? verb : `${verb}: ${cell.answer}`];
  });

/** Who may do what, without the cells that say "no". The sheet holds all of them, with conditions and statements. */
export function accessAnnex(pairs: readonly Pair[]): Html {
  const rows = pairs.map((pair) => ({ pair, may: mayOf(pair) })).filter(({ may }) => may.length > 0);
  const own = rows.filter(({ pair }) => isOwn(pair));
  const refused = pairs.filter(isOwn).length - own.length;
  return html`<section aria-labelledby="access"><h2 id="access">Who may do what</h2>
<p>Asked of every principal that the templates make or name, for every store, key, log, backup, register, role and function in them, by an evaluator of IAM policies that reads nothing but the templates. “Only if” is a condition that the call must meet; “unknown” depends on what these templates do not hold, and is no “no”. The guardrails of an organisation are left out: what is safe here is safe without them.</p>
<p>Every answer, its condition and the statements that decided it: <a href="access-matrix.csv">access-matrix.csv</a>.</p>
${
  pairs.length === 0
    ? html`<p>Nothing was asked.</p>`
    : html`<h3>Principals of these templates</h3>
<p>${refused} of ${pairs.filter(isOwn).length} pairs of principal and store are “no” to every verb. The others:</p>
${table(
  ['Principal', 'Store', 'May'],
  own.map(({ pair, may }) => [pair.principal, `${pair.store} (${pair.storeKind})`, may.join(', ')]),
)}
<h3>Everybody else</h3>
${table(
  ['Principal', 'Stores of which not every verb is a “no”'],
  othersOf(pairs).map(([principal, open, all]) => [principal, `${open} of ${all}`]),
)}`
}
</section>
`;
}

const isOwn = ({ principalKind }: Pair): boolean => principalKind === 'role' || principalKind === 'user';

function othersOf(pairs: readonly Pair[]): readonly (readonly [string, number, number])[] {
  const others = new Map<string, Pair[]>();
  for (const pair of pairs) {
    if (!isOwn(pair)) others.set(pair.principal, [...(others.get(pair.principal) ?? []), pair]);
  }
  return [...others].map(([principal, of]) => [
    principal,
    of.filter((pair) => mayOf(pair).length > 0).length,
    of.length,
  ]);
}

const table = (
  columns: readonly string[],
  rows: readonly (readonly string[])[],
): Html => html`<div class="scroll"><table><thead><tr>${columns.map((column) => html`<th scope="col">${column}</th>`)}</tr></thead>
<tbody>${rows.map(([first, ...rest]) => html`<tr><th scope="row"><code>${first}</code></th>${rest.map((cell) => html`<td>${cell}</td>`)}</tr>`)}</tbody></table></div>
`;
