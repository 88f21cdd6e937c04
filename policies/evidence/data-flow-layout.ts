import { Graph, layout } from '@dagrejs/dagre';
import type { Arrow, DataFlow, Zone, ZoneKind } from '../estate/data-flow/flow.ts';
import { widthOf, wrapped } from './text-width.ts';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface ZoneBox extends Box {
  readonly zone: Zone;
  readonly label: readonly string[];
  readonly detail: readonly string[];
}

export interface ArrowPath {
  readonly arrow: Arrow;
  readonly number: number;
  readonly points: readonly { readonly x: number; readonly y: number }[];
  /** Of the gate's words on the arrow. */
  readonly box: Box;
  readonly lines: readonly string[];
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly zones: readonly ZoneBox[];
  readonly arrows: readonly ArrowPath[];
}

export const labelSize = 12;
export const detailSize = 10;
export const gateSize = 9.5;
const zoneWidth = 110;
const gateWidth = 96;
const padding = 9;

/** Places by dagre, left to right, rounded to whole units: the same flow gives the same bytes. */
export function layoutOf({ zones, arrows }: DataFlow): Layout {
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'LR', nodesep: 16, edgesep: 10, ranksep: 20, marginx: 12, marginy: 12 });
  const texts = zones.map((zone) => {
    const label = wrapped(zone.label, labelSize, zoneWidth - 2 * padding);
    const detail = wrapped(zone.detail, detailSize, zoneWidth - 2 * padding);
    return { zone, label, detail };
  });
  for (const { zone, label, detail } of texts)
    graph.setNode(zone.id, {
      width: zoneWidth,
      height: 2 * padding + label.length * (labelSize + 3) + detail.length * (detailSize + 2),
    });
  const backward = writesBack({ zones, arrows });
  const drawn = arrows.map((arrow, index) => {
    const lines = wrapped(`${index + 1} ${arrow.gate}`, gateSize, gateWidth);
    const width = Math.ceil(Math.max(...lines.map((line) => widthOf(line, gateSize)))) + 8;
    const height = lines.length * (gateSize + 2) + 6;
    const isBackward = backward.has(arrow);
    const way = isBackward ? { v: arrow.to, w: arrow.from } : { v: arrow.from, w: arrow.to };
    const edge = { ...way, name: String(index) };
    graph.setEdge(edge, { width, height, labelpos: 'c' });
    return { path: { arrow, number: index + 1, lines }, edge, isBackward, width, height };
  });
  layout(graph);
  const boxOf = (id: string): Box => {
    const { x = 0, y = 0, width, height } = placed(graph.node(id), id);
    return corner(x, y, width, height);
  };
  const size = graph.graph() as { readonly width?: number; readonly height?: number };
  return {
    width: Math.ceil(size.width ?? 0),
    height: Math.ceil(size.height ?? 0),
    zones: texts.map((text) => ({ ...text, ...boxOf(text.zone.id) })),
    arrows: drawn.map(({ path, edge, isBackward, width, height }) => {
      const { x = 0, y = 0, points = [] } = graph.edge(edge) as Placed & { readonly points?: readonly Point[] };
      const box = corner(x, y, width, height);
      const inner = points.slice(1, -1);
      const between = isBackward ? inner.toReversed() : inner;
      return { ...path, points: routed(boxOf(path.arrow.from), between, box, boxOf(path.arrow.to)), box };
    }),
  };
}

/**
 * Arrows back into a store from whoever reads it too. They are laid beside those that they answer: laid onward, every store that a
 * function keeps its state in would move what it writes another two columns to the right.
 */
function writesBack({ zones, arrows }: Pick<DataFlow, 'zones' | 'arrows'>): ReadonlySet<Arrow> {
  const kinds = new Map(zones.map(({ id, kind }) => [id, kind]));
  const ways = new Set(arrows.map(({ from, to }) => `${from}\n${to}`));
  const holds: readonly (ZoneKind | undefined)[] = ['store', 'results', 'release', 'records'];
  return new Set(
    arrows.filter(
      ({ from, to }) => holds.includes(kinds.get(to)) && !holds.includes(kinds.get(from)) && ways.has(`${to}\n${from}`),
    ),
  );
}

interface Point {
  readonly x: number;
  readonly y: number;
}

interface Placed {
  readonly x?: number;
  readonly y?: number;
  readonly width: number;
  readonly height: number;
}

function placed(node: unknown, name: string): Placed {
  if (node === undefined) throw new Error(`the layout lost the zone ${name}`);
  return node as Placed;
}

/**
 * Out of the side of one box, level through every column on the way, into the side of the other: dagre's straight lines would cut through
 * whatever stands above or below in a column.
 */
function routed(from: Box, between: readonly Point[], label: Box, to: Box): readonly Point[] {
  const way = from.x <= to.x ? 1 : -1;
  const side = (box: Box, direction: number): Point => ({
    x: direction > 0 ? box.x + box.width : box.x,
    y: Math.round(box.y + box.height / 2),
  });
  const level = between.flatMap(({ x, y }): readonly Point[] => {
    const isLabel = x > label.x && x < label.x + label.width && Math.abs(y - label.y - label.height / 2) < 2;
    const half = (isLabel ? label.width : zoneWidth) / 2;
    const middle = isLabel ? Math.round(label.y + label.height / 2) : Math.round(y);
    return [
      { x: Math.round(x - way * half), y: middle },
      { x: Math.round(x + way * half), y: middle },
    ];
  });
  return [side(from, way), ...level, side(to, -way)];
}

const corner = (x: number, y: number, width: number, height: number): Box => ({
  x: Math.round(x - width / 2),
  y: Math.round(y - height / 2),
  width: Math.round(width),
  height: Math.round(height),
});
