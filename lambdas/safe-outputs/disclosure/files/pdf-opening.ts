import { nameIn, type PdfValue } from './pdf-values.ts';

/**
 * What a document does as it opens: LaTeX's hyperref has it show its first page, by a destination or a GoTo of one. All else is an action: scripts,
 * programs, addresses, forms. https://opensource.adobe.com/dc-acrobat-sdk-docs/pdfstandards/PDF32000_2008.pdf 12.6
 */
export interface Opening {
  /** Every object of the document, and each of those packed together. */
  see(object: PdfValue): void;
  /** Where the first action stands that may run as the document opens; undefined where there is none. */
  acts(): number | undefined;
}

/** Kinds of structure are told by `S` too, under other names. */
const actions = new Set([
  ...['GoToR', 'GoToE', 'GoToDp', 'Launch', 'Thread', 'URI', 'Sound', 'Movie', 'Hide', 'Named', 'SubmitForm'],
  ...['ResetForm', 'ImportData', 'JavaScript', 'SetOCGState', 'Rendition', 'Trans', 'GoTo3DView', 'RichMediaExecute'],
]);

/** A page and how it is shown, or the name of that. */
const isDestination = (value: PdfValue): boolean =>
  value.kind === 'list'
    ? value.items.every(({ kind }) => kind !== 'dictionary' && kind !== 'list')
    : value.kind !== 'dictionary';

const showsPage = (value: PdfValue): boolean => {
  if (value.kind === 'list') return isDestination(value);
  const destination = nameIn(value, 'D');
  if (destination !== undefined && !isDestination(destination)) return false;
  const kind = nameIn(value, 'S');
  return kind?.kind === 'name' && kind.text === 'GoTo' && nameIn(value, 'Next') === undefined;
};

/** An object that acts, if it is what opening refers to; references are not followed, so that any such object counts. */
const isAction = (object: PdfValue): boolean => {
  if (object.kind === 'list') return object.items.some(isAction);
  const kind = nameIn(object, 'S');
  if (kind === undefined) return false;
  if (kind.kind !== 'name') return true;
  return actions.has(kind.text) || (kind.text === 'GoTo' && !showsPage(object));
};

export const pdfOpening = (): Opening => {
  let inPlace: number | undefined;
  let refers = false;
  let action: number | undefined;
  const look = (value: PdfValue): void => {
    if (value.kind === 'list') for (const item of value.items) look(item);
    if (value.kind !== 'dictionary') return;
    for (const [name, item] of value.members) {
      if (name === 'OpenAction' && item.kind === 'word') refers ||= item.text === 'R';
      else if (name === 'OpenAction' && !showsPage(item)) inPlace ??= item.at;
      look(item);
    }
  };
  return {
    see(object) {
      look(object);
      if (isAction(object)) action ??= object.at;
    },
    acts: () => inPlace ?? (refers ? action : undefined),
  };
};
