import type { ZoneKind } from '../estate/data-flow/flow.ts';
import type { Status } from './result.ts';

/** Text colour on background colour. Every pair has a contrast of at least 4.5 (WCAG 2.2, 1.4.3); a test computes it. */
export interface Pair {
  readonly text: string;
  readonly on: string;
}

const ink = '#212b32';
const paper = '#ffffff';
const blue = '#005eb8';

export const palette = {
  body: { text: ink, on: paper },
  quiet: { text: '#4c6272', on: paper },
  link: { text: blue, on: paper },
  heading: { text: '#003087', on: paper },
  panel: { text: ink, on: '#f0f4f5' },
  panelQuiet: { text: '#425563', on: '#f0f4f5' },
  masthead: { text: paper, on: blue },
  trial: { text: ink, on: '#ffb81c' },
  /** Text printed over the watermark. */
  watermark: { text: ink, on: '#f6ead0' },
  watermarkQuiet: { text: '#4c6272', on: '#f6ead0' },
  focus: { text: ink, on: '#ffeb3b' },
} as const satisfies Record<string, Pair>;

export const statusPalette: Readonly<Record<Status, Pair>> = {
  proved: { text: '#00522a', on: '#e2f3e8' },
  tested: { text: '#00504b', on: '#dff2f0' },
  attested: { text: '#003087', on: '#e6eefa' },
  excepted: { text: '#654400', on: '#fff2cf' },
  unmet: { text: '#8a1a12', on: '#fce8e6' },
  'not applicable': { text: '#425563', on: '#edf1f3' },
};

/** Fills of the bars, where the table beside them holds the figures. */
export const statusFill: Readonly<Record<Status, string>> = {
  proved: '#007f3b',
  tested: '#00a499',
  attested: '#005eb8',
  excepted: '#ffb81c',
  unmet: '#d5281b',
  'not applicable': '#aeb7bd',
};

/** Zones of the picture of data flows. */
export const zonePalette: Readonly<Record<ZoneKind, Pair>> = {
  store: { text: '#003087', on: '#e6eefa' },
  results: { text: '#00504b', on: '#dff2f0' },
  release: { text: '#8a1a12', on: '#fce8e6' },
  records: { text: '#425563', on: '#edf1f3' },
  session: { text: '#654400', on: '#fff2cf' },
  service: { text: ink, on: '#ffffff' },
  outside: { text: '#5b2a78', on: '#f2e9f7' },
};

export const rule = '#d8dde0';
