import { createHash } from 'node:crypto';
import { levels } from '../catalogue/catalogue.ts';
import { safes } from '../rule.ts';
import { accessAnnex } from './access-annex.ts';
import { annexes, assessed, attention } from './annexes.ts';
import type { AssessedControl, Assessment } from './assess.ts';
import { attributions } from './attributions.ts';
import { controlSection } from './control-section.ts';
import { dataFlowAnnex } from './data-flow-annex.ts';
import { filterScript } from './filter-script.ts';
import { type Html, html, verbatim } from './html.ts';
import type { Subject } from './result.ts';
import { style } from './style.ts';
import { trialWords } from './style-print.ts';
import { howToRead, parts, statusesInOrder, summary } from './summary.ts';

/** The whole page in one file: no network, no script needed to read it, a policy that runs only our own style and script. */
export function page(subject: Subject, assessment: Assessment): string {
  const sheet = style(subject);
  const trial = subject.stage === 'trial';
  const title = `${trial ? `${trialWords}: ` : ''}${subject.title}, evidence as of ${subject.asOf}`;
  const policy = `default-src 'none'; style-src ${hashOf(sheet)}; script-src ${hashOf(filterScript)}; base-uri 'none'; form-action 'none'`;
  return html`<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${verbatim(sheet)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the summary</a>
${trial && trialBanner()}
${masthead(subject)}
<main id="main" class="wrap" tabindex="-1">
${summary(subject, assessment)}
${howToRead()}
${assessed(subject)}${attention(subject)}
<section aria-labelledby="controls"><h2 id="controls">Controls</h2>
${filter(assessment.controls.length)}
${parts(assessment.controls).map(([name, controls]) => part(name, controls, subject))}
</section>
${dataFlowAnnex(subject)}${accessAnnex(subject.access)}${annexes(subject)}
</main>
<footer><div class="wrap">
<p>Accreditation-ready, not accredited: only an organisation can be accredited, by those who may do so.</p>
${attributions.map((attribution) => html`<p>${withLinks(attribution)}</p>`)}
<p>Made by the blueprint, version ${subject.version}, commit <span class="mono">${subject.commit}</span>.</p>
</div></footer>
<script>${verbatim(filterScript)}</script>
</body>
</html>
`.markup;
}

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Stays in sight: whoever opens, prints or photographs any part of a trial's pack sees what it is. */
const trialBanner = (): Html =>
  html`<section class="trial" aria-label="Stage"><p>${trialWords}</p><p class="watermark print-only" aria-hidden="true">TRIAL</p></section>`;

const masthead = ({ title, deployment, stage, asOf, commit, version, account, region }: Subject): Html => html`<header>
<div class="masthead"><div class="wrap">
<p class="kicker">Trusted Research Environment: evidence pack</p>
<h1>${title}</h1>
<dl class="facts">
<div><dt>Deployment</dt><dd>${deployment}</dd></div>
<div><dt>Stage</dt><dd>${stage === 'trial' ? trialWords : 'production'}</dd></div>
<div><dt>As of</dt><dd>${asOf}</dd></div>
<div><dt>Account and region</dt><dd>${account}, ${region}</dd></div>
<div><dt>Blueprint</dt><dd>${version}</dd></div>
<div class="wide"><dt>Commit</dt><dd class="mono">${commit}</dd></div>
</dl>
</div></div>
<nav class="contents" aria-label="Contents"><div class="wrap"><ul>${[
  ['summary', 'Summary'],
  ['how', 'How to read'],
  ['attention', 'Needs attention'],
  ['controls', 'Controls'],
  ['flow', 'How data can move'],
  ['access', 'Who may do what'],
  ['provided', 'Provided'],
  ['trust', 'Residual trust'],
  ['packs', 'Acknowledgements'],
  ['templates', 'Templates'],
].map(([anchor, label]) => html`<li><a href="#${anchor}">${label}</a></li>`)}</ul></div></nav>
</header>`;

const options = (values: readonly string[]): readonly Html[] =>
  ['', ...values].map((value) => html`<option value="${value}">${value === '' ? 'any' : value}</option>`);

const filter = (
  total: number,
): Html => html`<form id="filter" class="filter" role="search" aria-label="Filter the controls" hidden>
<div class="wide"><label for="filter-text">Words or id</label><input id="filter-text" name="text" type="search" autocomplete="off"></div>
<div><label for="filter-safe">Five Safe</label><select id="filter-safe" name="safe">${options(safes)}</select></div>
<div><label for="filter-status">Status</label><select id="filter-status" name="status">${options(statusesInOrder)}</select></div>
<div><label for="filter-level">Level</label><select id="filter-level" name="level">${options([...levels, 'guideline', 'supplementary'])}</select></div>
<div><button type="reset">Show all</button></div>
</form>
<p id="shown" class="shown" role="status">${total} controls</p>
`;

function part(name: string, controls: readonly AssessedControl[], subject: Subject): Html {
  const capabilities = new Map<string, AssessedControl[]>();
  for (const one of controls) {
    const capability = one.control.framework === 'SATRE' ? one.control.capability : '';
    capabilities.set(capability, [...(capabilities.get(capability) ?? []), one]);
  }
  return html`<section class="group"><h3>${name}</h3>
${[...capabilities].map(([capability, members]) =>
  capability === ''
    ? members.map((one) => controlSection(one, subject, 'h4'))
    : html`<section class="group"><h4>${capability}</h4>${members.map((one) => controlSection(one, subject, 'h5'))}</section>`,
)}
</section>
`;
}

/** The attributions name their sources by address. */
const withLinks = (text: string): readonly Html[] =>
  text
    .split(/(https:\/\/[^\s)]+)/)
    .map((piece) =>
      piece.startsWith('https://') ? html`<a href="${piece}" rel="noreferrer">${piece}</a>` : html`${piece}`,
    );
