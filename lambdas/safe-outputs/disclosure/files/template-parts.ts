import { createHash } from 'node:crypto';
import type { ZipFile } from './zip-reader.ts';

/**
 * Parts of the template that python-docx copies into every document it makes, by their bytes: an empty list of sources and a picture of a blank page.
 * https://github.com/python-openxml/python-docx (`src/docx/templates/default.docx`, 1.2.0)
 */
const parts: Readonly<Record<string, string>> = {
  'customXml/item1.xml': 'a86086ffc5d8e83ebd6c71a55d1d2efaa31b137977f5f3a752366e1023612144',
  'customXml/itemProps1.xml': 'c542307b13ec29a8b546217bb37936ab4822e044b265d2952985ec3d6afed24e',
  'customXml/_rels/item1.xml.rels': '1ca6c9a64edcebe24ee703a54403611b322d96da33371779e742d2d3f7ed7a6c',
  'docProps/thumbnail.jpeg': '96367138dc44ce09bf2c8f0f8e49348a1478d2c5c0af69bbc2bbc38b63cdcead',
};

/** Not one byte differs from the template. */
export const isOfTemplate = ({ path, bytes }: ZipFile): boolean =>
  Object.hasOwn(parts, path) && createHash('sha256').update(bytes).digest('hex') === parts[path];
