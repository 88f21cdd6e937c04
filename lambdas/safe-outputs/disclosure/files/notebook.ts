import type { Profile } from '../contract.ts';
import { type Inspected, inspected } from './inspected.ts';
import { findingsOfJson } from './json.ts';
import { readJson } from './json-reader.ts';
import { member } from './json-value.ts';
import { notebookFindings, notebookTables } from './notebook-cells.ts';
import { Refusal } from './refusal.ts';
import { decode } from './utf8.ts';

/** A notebook of format 4. Earlier formats keep their cells elsewhere, where nothing would look. https://nbformat.readthedocs.io/en/latest/format_description.html */
export const inspectNotebook = (bytes: Uint8Array, profile: Profile): Inspected => {
  const root = readJson(decode(bytes));
  const format = member(root, 'nbformat');
  if (format?.kind !== 'number' || format.text !== '4' || member(root, 'cells')?.kind !== 'list')
    throw new Refusal('notebook-malformed', 'the file is no notebook of format 4', 'save it with a current Jupyter');
  return inspected([...findingsOfJson(root), ...notebookFindings(root, profile)], notebookTables(root));
};
