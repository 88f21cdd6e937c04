import { palette, rule } from './palette.ts';
import type { Subject } from './result.ts';

export const trialWords = 'TRIAL – not for accreditation';

/**
 * Paper. Margin boxes carry the running head where the browser knows them (Chromium since 131); the provenance line of every control
 * carries it everywhere, and so does the fixed watermark of a trial, which browsers repeat on each page.
 */
export function printStyle({ deployment, asOf, commit, stage }: Subject): string {
  const head = `${stage === 'trial' ? `${trialWords}   ·   ` : ''}${deployment} as of ${asOf}   ·   commit ${commit.slice(0, 12)}`;
  return `
@page{size:A4;margin:20mm 16mm 18mm;@top-left{content:${cssText(head)};font:${stage === 'trial' ? 'bold 10pt' : '8pt'} Arial,sans-serif;color:${palette.body.text}}@bottom-right{content:counter(page) " / " counter(pages);font:8pt Arial,sans-serif;color:${palette.body.text}}}
@page picture{size:A3 landscape}
@media print{
.picture{page:picture;break-inside:avoid;width:265mm}
.picture svg{width:265mm;max-width:none;height:160mm}
.picture *{print-color-adjust:exact;-webkit-print-color-adjust:exact}
body{font-size:9.5pt;line-height:1.45}
.wrap{max-width:none;padding:0}
.skip,.contents,.filter{display:none}
body:not(.filtered) .shown{display:none}
.trial{position:static;border:2pt solid ${palette.body.text};print-color-adjust:exact;-webkit-print-color-adjust:exact}
.masthead{color:${palette.body.text};background:none;padding:6mm 0;border-bottom:2pt solid ${palette.link.text}}
h1{font-size:22pt}
h2{font-size:16pt;break-before:page;margin-top:0}
h3{font-size:13pt}
h2,h3,h4,h5,caption{break-after:avoid}
section.summary h2{break-before:auto;margin-top:8mm}
.control{break-inside:avoid;padding-left:4mm;margin-bottom:5mm}
.control,.badge,.bar *{print-color-adjust:exact;-webkit-print-color-adjust:exact}
tr,.seen li{break-inside:avoid}
thead{display:table-header-group}
tfoot{display:table-row-group}
.control dl{grid-template-columns:34mm minmax(0,1fr);gap:1mm 4mm}
.scroll{overflow:visible}
a{color:inherit;text-decoration:none}
.print-only{display:inline}
.watermark{display:block;position:fixed;z-index:-1;top:45%;left:0;width:100%;text-align:center;font:700 64pt Arial,sans-serif;letter-spacing:.05em;color:${palette.watermark.on};transform:rotate(-35deg);print-color-adjust:exact;-webkit-print-color-adjust:exact}
footer{background:none;border-top:1pt solid ${rule};margin-top:8mm;padding:4mm 0}
}
`;
}

/** A CSS string in which every character that could end it, or the style element, is an escape. */
const cssText = (text: string): string =>
  `"${[...text].map((character) => (/[A-Za-z0-9 ]/.test(character) ? character : `\\${character.codePointAt(0)?.toString(16)} `)).join('')}"`;
