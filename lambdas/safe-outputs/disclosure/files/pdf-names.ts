import type { Finding } from '../contract.ts';
import { finding } from './refusal.ts';

/** What a document for reading has no need of: attached files, scripts, actions at opening, forms of another kind, other media. */
const forbidden = new Set([
  ...['EmbeddedFile', 'EmbeddedFiles', 'FileAttachment', 'AF', 'Collection', 'JavaScript', 'JS', 'AA', 'Launch'],
  ...[
    'RichMedia',
    'RichMediaContent',
    'XFA',
    'SubmitForm',
    'ImportData',
    'GoToE',
    'GoToR',
    'Movie',
    'Sound',
    'Rendition',
    'Screen',
    '3D',
    'Encrypt',
  ],
]);
/** Sought in raw bytes too, where shorter names occur by chance. */
export const longForbidden = [...forbidden].filter((name) => name.length >= 8);

const hides = new Set(['OCProperties', 'OCG', 'Redact']);
const fills = new Set(['AcroForm', 'PieceInfo', 'Popup', 'FreeText']);

export const forbiddenName = (byte: number): Finding =>
  finding(
    'pdf-forbidden',
    'blocked',
    'the document holds an attached file, a script, an action, encryption or other media',
    'print the document to PDF again, without these',
    { byte },
  );

/** What one name of a document says about it. */
export const nameFindings = (name: string, byte: number): readonly Finding[] => {
  if (forbidden.has(name)) return [forbiddenName(byte)];
  if (hides.has(name))
    return [
      finding(
        'pdf-hidden-layer',
        'needs-fix',
        'the document has layers that can be hidden',
        'print it to PDF again as one layer',
        { byte },
      ),
    ];
  if (fills.has(name))
    return [
      finding(
        'pdf-annotation',
        'needs-fix',
        'the document has a form, notes or data of the program that made it',
        'print it to PDF again',
        { byte },
      ),
    ];
  return [];
};
