import type { Arrow, DataFlow, ZoneKind } from '../estate/data-flow/flow.ts';
import {
  type ArrowPath,
  detailSize,
  gateSize,
  type Layout,
  labelSize,
  layoutOf,
  type ZoneBox,
} from './data-flow-layout.ts';
import { type Html, html } from './html.ts';
import { palette, statusPalette, zonePalette } from './palette.ts';
import type { Subject } from './result.ts';
import { trialWords } from './style-print.ts';
import { wrapped } from './text-width.ts';

const font = 'Arial, Helvetica, sans-serif';
const noteSize = 11;
const head = 34;

/** A trial says so in the picture too, for pictures travel alone. */
export const dataFlowTitle = ({ title, asOf, stage }: Subject): string =>
  `${stage === 'trial' ? `${trialWords}: ` : ''}how data can move in ${title}, as of ${asOf}`;

/** The picture as a file of its own. */
export const dataFlowSvg = (flow: DataFlow, title: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n${dataFlowPicture(flow, title).markup}\n`;

/** Attributes only, no style and no script: it stands in a page that forbids both. */
export function dataFlowPicture(flow: DataFlow, title: string): Html {
  const layout = layoutOf(flow);
  const width = Math.max(layout.width, 640);
  const notes = flow.notes.flatMap((note) => wrapped(note, noteSize, width - 24));
  const key = head + layout.height + 22;
  const height = key + 26 + notes.length * (noteSize + 4) + 12;
  const released = new Set(flow.zones.filter(({ kind }) => kind === 'release').map(({ id }) => id));
  return html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="data-flow-title data-flow-text" font-family="${font}">
<title id="data-flow-title">${title}</title>
<desc id="data-flow-text">${flow.zones.length} zones and ${flow.arrows.length} arrows. ${flow.notes.join(' ')}</desc>
<rect width="${width}" height="${height}" fill="${palette.body.on}"/>
<text x="12" y="22" font-size="16" font-weight="700" fill="${palette.heading.text}">${title}</text>
<g transform="translate(0 ${head})">
${layout.arrows.map((path) => line(path, isReleased(path.arrow, released)))}
${layout.zones.map(zoneMarkup)}
${layout.arrows.map(gate)}
</g>
${keyOf(layout, key)}
${notes.map((note, index) => html`<text x="12" y="${key + 26 + (index + 1) * (noteSize + 4)}" font-size="${noteSize}" fill="${palette.body.text}">${note}</text>\n`)}</svg>`;
}

const isReleased = ({ from, to }: Arrow, released: ReadonlySet<string>): boolean =>
  released.has(from) || released.has(to);

const zoneMarkup = ({ zone, x, y, width, height, label, detail }: ZoneBox): Html => {
  const { text, on } = zonePalette[zone.kind];
  const round = zone.kind === 'session' || zone.kind === 'outside' ? 16 : 3;
  const first = y + 9 + labelSize - 1;
  return html`<g><rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${round}" fill="${on}" stroke="${text}" stroke-width="${zone.kind === 'release' ? 3 : 1.2}"/>
${label.map((one, index) => html`<text x="${x + width / 2}" y="${first + index * (labelSize + 3)}" text-anchor="middle" font-size="${labelSize}" font-weight="700" fill="${text}">${one}</text>`)}
${detail.map((one, index) => html`<text x="${x + width / 2}" y="${first + label.length * (labelSize + 3) + index * (detailSize + 2) - 1}" text-anchor="middle" font-size="${detailSize}" fill="${text}">${one}</text>`)}</g>
`;
};

/** How sure an arrow is shows in its line, not in its colour alone. */
const dashes: Readonly<Record<Arrow['certainty'], string>> = { yes: 'none', 'only if': 'none', unknown: '6 4' };

function line({ arrow, points }: ArrowPath, isRelease: boolean): Html {
  const colour = isRelease ? statusPalette.unmet.text : palette.quiet.text;
  const [last, before] = [points.at(-1), points.at(-2)];
  if (last === undefined || before === undefined) return html``;
  const angle = Math.atan2(last.y - before.y, last.x - before.x);
  const at = (turn: number) =>
    `${Math.round(last.x - 9 * Math.cos(angle + turn))},${Math.round(last.y - 9 * Math.sin(angle + turn))}`;
  return html`<polyline points="${points.map(({ x, y }) => `${x},${y}`).join(' ')}" fill="none" stroke="${colour}" stroke-width="${isRelease ? 3.5 : 1.3}" stroke-dasharray="${dashes[arrow.certainty]}" stroke-linejoin="round"/><polygon points="${last.x},${last.y} ${at(0.42)} ${at(-0.42)}" fill="${colour}"/>
`;
}

const gate = ({
  box,
  lines,
}: ArrowPath): Html => html`<g><rect x="${box.x}" y="${box.y}" width="${box.width}" height="${box.height}" fill="${palette.body.on}"/>
${lines.map((one, index) => html`<text x="${box.x + box.width / 2}" y="${box.y + 2 + (index + 1) * (gateSize + 2) - 1}" text-anchor="middle" font-size="${gateSize}" fill="${palette.body.text}">${one}</text>`)}</g>
`;

const kinds: readonly (readonly [ZoneKind, string])[] = [
  ['store', 'records lie here'],
  ['results', 'queries and results'],
  ['release', 'released'],
  ['records', 'logs and alarms'],
  ['session', 'held for a while'],
  ['service', 'AWS or our code'],
  ['outside', 'outside'],
];

const keyOf = ({ zones }: Layout, y: number): Html => {
  const shown = kinds.filter(([kind]) => zones.some(({ zone }) => zone.kind === kind));
  return html`<g font-size="10">${shown.map(([kind, words], index) => {
    const { text, on } = zonePalette[kind];
    return html`<rect x="${12 + index * 128}" y="${y}" width="14" height="12" rx="2" fill="${on}" stroke="${text}"/><text x="${31 + index * 128}" y="${y + 10}" fill="${palette.body.text}">${words}</text>`;
  })}<text x="12" y="${y + 27}" fill="${palette.body.text}">Solid: allowed, some only under the condition of their gate. Dashed: depends on what these templates do not hold.</text></g>
`;
};
