import { dataFlow } from '../../policies/estate/data-flow/data-flow.ts';
import type { Arrow, DataFlow, Zone } from '../../policies/estate/data-flow/flow.ts';
import { estateOf } from '../../policies/estate/model.ts';
import { type Box, detailSize, gateSize, labelSize, layoutOf } from '../../policies/evidence/data-flow-layout.ts';
import { dataFlowSvg } from '../../policies/evidence/data-flow-svg.ts';
import { widthOf, wrapped } from '../../policies/evidence/text-width.ts';
import { examples } from '../examples.ts';
import { hostile } from './subject.ts';

const zone = (id: string, kind: Zone['kind'] = 'store'): Zone => ({ id, label: id, detail: 'bucket', kind });
const arrow = (from: string, to: string, more: Partial<Arrow> = {}): Arrow => ({
  from,
  to,
  gate: `${from} to ${to}, through Athena only, if nothing unseen forbids it`,
  detail: 'd',
  certainty: 'yes',
  ...more,
});
const ids = Array.from({ length: 18 }, (_, index) => `Zone with a rather long name ${index}`);
const crowded: DataFlow = {
  zones: ids.map((id) => zone(id)),
  arrows: ids
    .flatMap((id, index) => [1, 2, 5].map((step) => arrow(id, ids[(index * step + step) % 18] ?? id)))
    .filter(
      ({ from, to }, index, all) => from !== to && all.findIndex((one) => one.from === from && one.to === to) === index,
    ),
  notes: [],
};
const flows: readonly (readonly [string, DataFlow])[] = [
  ...[...examples].map(([id, templates]) => [id, dataFlow(estateOf(templates))] as const),
  ['a crowd of zones', crowded],
];

const overlap = (one: Box, other: Box): boolean =>
  one.x < other.x + other.width &&
  other.x < one.x + one.width &&
  one.y < other.y + other.height &&
  other.y < one.y + one.height;

describe.each(flows)('the picture of %s', (_, flow) => {
  const { zones, arrows, width, height } = layoutOf(flow);
  const boxes: readonly Box[] = [...zones, ...arrows.map(({ box }) => box)];

  test('no zone and no gate covers another, and all lie in the picture', () => {
    const covered = boxes.flatMap((one, index) => boxes.slice(index + 1).filter((other) => overlap(one, other)));
    expect(covered).toEqual([]);
    for (const { x, y, ...box } of boxes) {
      expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
      expect(x + box.width).toBeLessThanOrEqual(width);
      expect(y + box.height).toBeLessThanOrEqual(height);
    }
  });

  test('every text fits its box', () => {
    for (const { label, detail, width: room, height: tall } of zones) {
      for (const one of label) expect(widthOf(one, labelSize)).toBeLessThanOrEqual(room - 4);
      for (const one of detail) expect(widthOf(one, detailSize)).toBeLessThanOrEqual(room - 4);
      expect(label.length * labelSize + detail.length * detailSize).toBeLessThan(tall);
    }
    for (const { lines, box } of arrows)
      for (const one of lines) expect(widthOf(one, gateSize)).toBeLessThanOrEqual(box.width);
  });

  test('every arrow ends at its zones', () => {
    const at = new Map(zones.map((box) => [box.zone.id, box]));
    for (const { arrow: one, points } of arrows) {
      const [from, to] = [at.get(one.from), at.get(one.to)];
      expect([from?.x, (from?.x ?? 0) + (from?.width ?? 0)]).toContain(points[0]?.x);
      expect([to?.x, (to?.x ?? 0) + (to?.width ?? 0)]).toContain(points.at(-1)?.x);
    }
  });

  test('the same flow gives the same bytes', () => {
    expect(dataFlowSvg(structuredClone(flow), 'A title')).toBe(dataFlowSvg(flow, 'A title'));
  });
});

describe('the examples can be read on a sheet of A3, landscape', () => {
  test.each(flows.slice(0, -1))('%s', (_, flow) => {
    // 400 mm of paper: no text below 6 points.
    expect((gateSize * 400) / layoutOf(flow).width / 0.3528).toBeGreaterThan(6);
  });
});

test('whoever cannot see it hears a title and how much there is', () => {
  const svg = dataFlowSvg({ zones: [zone('a')], arrows: [], notes: ['No way out.'] }, 'How data can move');
  expect(svg).toMatch(/<svg [^>]*role="img" aria-labelledby="data-flow-title data-flow-text"/);
  expect(svg).toContain('<title id="data-flow-title">How data can move</title>');
  expect(svg).toContain('1 zones and 0 arrows. No way out.');
});

test('no script, no style and nothing that is fetched', () => {
  for (const [, flow] of flows) expect(dataFlowSvg(flow, 'T')).not.toMatch(/<script|<style|style=|href|url\(|@import/);
});

test('what a template names stays text', () => {
  const svg = dataFlowSvg({ zones: [{ ...zone('a'), label: hostile }], arrows: [], notes: [hostile] }, hostile);
  expect(svg).not.toContain('<script');
});

test('the release path is heavier than any other, and what depends on the unseen is dashed', () => {
  const zones = [zone('a'), zone('b', 'release'), zone('c')];
  const svg = dataFlowSvg(
    { zones, arrows: [arrow('a', 'b'), arrow('a', 'c', { certainty: 'unknown' })], notes: [] },
    'T',
  );
  expect(svg.match(/<polyline [^>]*stroke-width="3.5"/g)).toHaveLength(1);
  expect(svg.match(/<polyline [^>]*stroke-dasharray="6 4"/g)).toHaveLength(1);
});

test('a word that is too long for its box is broken, never cut', () => {
  const lines = wrapped('tre-greater-manchester-project-foot-care/ExtractBucket', 10, 100);
  expect(lines.join('')).toBe('tre-greater-manchester-project-foot-care/ExtractBucket');
  for (const line of lines) expect(widthOf(line, 10)).toBeLessThanOrEqual(100);
});
