import { palette, rule, statusFill, statusPalette } from './palette.ts';
import { type Subject, statuses } from './result.ts';
import { classOf } from './status-badge.ts';
import { printStyle } from './style-print.ts';

/** The whole style sheet. No web font, no image, nothing fetched. */
export const style = (subject: Subject): string => `${screenStyle}${statusStyle}${printStyle(subject)}`;

const statusStyle = statuses
  .map((status) => {
    const { text, on } = statusPalette[status];
    const name = classOf(status);
    return `.badge.${name}{color:${text};background:${on};border-color:${text}}
.control.${name}{border-left-color:${statusFill[status]}}
.bar .${name}{fill:${statusFill[status]}}
`;
  })
  .join('');

const { body, quiet, link, heading, panel, panelQuiet, masthead, trial, focus } = palette;

const screenStyle = `
*,*::before,*::after{box-sizing:border-box}
[hidden]{display:none!important}
html{color-scheme:light;-webkit-text-size-adjust:100%;scroll-padding-top:5rem}
body{margin:0;color:${body.text};background:${body.on};font:1rem/1.6 Frutiger,"Frutiger Linotype","Helvetica Neue",Arial,sans-serif}
a{color:${link.text};text-underline-offset:.18em}
a:hover{text-decoration-thickness:.18em}
:focus-visible{outline:3px solid ${focus.text};outline-offset:0;background:${focus.on};color:${focus.text};box-shadow:0 0 0 6px ${focus.on}}
.skip{position:absolute;left:-999em}
.skip:focus{left:1rem;top:1rem;z-index:9;padding:.5rem 1rem}
.wrap{max-width:68rem;margin:0 auto;padding:0 1.5rem}
.trial{position:sticky;top:0;z-index:5;padding:.6rem 1.5rem;color:${trial.text};background:${trial.on};font-weight:700;text-align:center;letter-spacing:.02em}
.trial p{margin:0;max-width:none}
.masthead{color:${masthead.text};background:${masthead.on};padding:3rem 0 2.5rem}
.masthead p{margin:0}
.masthead .kicker{font-size:.95rem;letter-spacing:.02em}
h1{font-size:2.5rem;line-height:1.15;letter-spacing:-.015em;margin:.35rem 0 1.25rem;max-width:24em}
h2{font-size:1.75rem;line-height:1.2;letter-spacing:-.01em;margin:4rem 0 1rem;color:${heading.text}}
h3{font-size:1.3rem;line-height:1.3;margin:2.75rem 0 .75rem;color:${heading.text}}
h4{font-size:1.0625rem;margin:2.25rem 0 .75rem;color:${quiet.text};font-weight:600}
h5{font-size:1.0625rem;line-height:1.45;margin:.5rem 0 .75rem;font-weight:600}
p,ul{max-width:44em}
code,.mono{font-family:ui-monospace,SFMono-Regular,Consolas,"Liberation Mono",monospace;font-size:.875em;overflow-wrap:anywhere}
.facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(11rem,1fr));gap:1rem 2rem;margin:0}
.facts .wide{grid-column:span 2}
.facts dt{font-size:.8125rem}
.facts dd{margin:0;font-weight:600;overflow-wrap:anywhere}
.contents{padding:1.25rem 0;border-bottom:1px solid ${rule}}
.contents ul{display:flex;flex-wrap:wrap;gap:.35rem 1.5rem;margin:0;padding:0;list-style:none;max-width:none}
.lead{font-size:1.25rem;line-height:1.5;max-width:36em}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(8.5rem,1fr));gap:1rem;margin:2rem 0}
.figures div{border-top:3px solid ${link.text};padding-top:.5rem}
.figures dd{margin:0;font-size:2.25rem;line-height:1.1;font-weight:600;letter-spacing:-.02em;font-variant-numeric:tabular-nums}
.figures dt{font-size:.9375rem;color:${quiet.text}}
.scroll{overflow-x:auto;margin:1rem 0 2rem}
table{border-collapse:collapse;width:100%;font-size:.9375rem}
caption{text-align:left;font-weight:600;padding:0 0 .5rem}
th,td{text-align:left;vertical-align:top;padding:.5rem .75rem .5rem 0;border-bottom:1px solid ${rule}}
thead th{font-size:.8125rem;color:${quiet.text};font-weight:600;vertical-align:bottom}
tbody th{font-weight:600}
td.number,th.number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.zero{color:${quiet.text}}
tfoot th,tfoot td{font-weight:600;border-bottom:0}
.bar{display:block;width:9rem;height:.75rem;margin-top:.4rem}
.summary tbody th{min-width:9rem}
.ids{display:flex;flex-wrap:wrap;gap:.15rem .9rem;padding:0;list-style:none;max-width:none;font-variant-numeric:tabular-nums}
.badge{display:inline-block;padding:0 .6rem;border:1px solid;border-radius:1rem;font-size:.8125rem;font-weight:600;line-height:1.6;white-space:nowrap}
.filter{display:grid;grid-template-columns:2fr 1fr 1fr 1fr auto;gap:1rem;align-items:end;padding:1.25rem;margin:1.5rem 0 .75rem;color:${panel.text};background:${panel.on}}
.filter label{display:block;font-size:.8125rem;font-weight:600;margin-bottom:.25rem}
.filter input,.filter select,.filter button{width:100%;min-height:2.75rem;padding:.4rem .6rem;font:inherit;color:${body.text};background:${body.on};border:2px solid ${quiet.text};border-radius:0}
.filter button{color:${masthead.text};background:${masthead.on};border-color:${masthead.on};font-weight:600;cursor:pointer}
.filter button:focus-visible{color:${focus.text};background:${focus.on}}
.shown{margin:.5rem 0 0;color:${quiet.text}}
.control{margin:0 0 1.5rem;padding:1rem 0 .25rem 1.5rem;border-left:4px solid ${rule}}
.control header{display:flex;flex-wrap:wrap;gap:.25rem .9rem;align-items:center;font-size:.875rem;color:${quiet.text}}
.control .id{font-weight:700;color:${body.text};font-variant-numeric:tabular-nums}
.control dl{display:grid;grid-template-columns:10.5rem minmax(0,1fr);gap:.4rem 1rem;margin:0 0 .75rem;font-size:.9375rem}
.control dt{color:${quiet.text}}
.control dd{margin:0;max-width:46em;overflow-wrap:anywhere}
.control table{font-size:.875rem;margin:.25rem 0 .75rem}
.seen{margin:.25rem 0 .75rem;padding:0;list-style:none;font-size:.875rem;max-width:none}
.seen li{padding:.35rem 0;border-bottom:1px solid ${rule}}
.provenance{font-size:.8125rem;color:${quiet.text};margin:.5rem 0;max-width:none}
.picture svg{display:block;width:100%;height:auto;max-width:90rem}
.print-only{display:none}
footer{margin-top:5rem;padding:2.5rem 0 3rem;color:${panelQuiet.text};background:${panel.on};font-size:.875rem}
footer p{max-width:60em;overflow-wrap:anywhere}
@media screen and (max-width:48rem){.filter{grid-template-columns:1fr 1fr}.filter .wide{grid-column:1/-1}.control dl{grid-template-columns:1fr;gap:0}.control dt{margin-top:.5rem}h1{font-size:2rem}.bar{display:none}}
`;
