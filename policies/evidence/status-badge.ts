import { type Html, html } from './html.ts';
import type { Status } from './result.ts';

/** A sign beside the word, so that neither colour nor print quality carries the status. */
const signs: Readonly<Record<Status, string>> = {
  proved: '✓',
  tested: '▸',
  attested: '✎',
  excepted: '!',
  unmet: '✕',
  'not applicable': '–',
};

export const classOf = (status: Status): string => status.replaceAll(' ', '-');

export const badge = (status: Status): Html =>
  html`<span class="badge ${classOf(status)}"><span aria-hidden="true">${signs[status]}</span> ${status}</span>`;
