import { Refusal } from './refusal.ts';
import { readXml } from './xml.ts';
import type { ZipFile } from './zip-reader.ts';

export interface Book {
  /** Parts of the sheets that the workbook names, in its order. */
  readonly sheets: readonly { readonly path: string; readonly hidden: boolean }[];
  readonly definedNames: boolean;
}

const broken = (entry: number) =>
  new Refusal('workbook-malformed', 'the workbook does not say where its sheets are', 'save it again', { entry });

const targets = (rels: ZipFile): ReadonlyMap<string, string> => {
  const found = new Map<string, string>();
  readXml(
    rels.bytes,
    {
      open: ({ name, attributes }) => {
        const id = attributes.get('Id');
        const target = attributes.get('Target') ?? '';
        if (name === 'Relationship' && id !== undefined)
          found.set(id, target.startsWith('/') ? target.slice(1) : `xl/${target.replace(/^\.\//, '')}`);
      },
    },
    rels.entry,
  );
  return found;
};

/** Sheets and names of a workbook. Names for printing apart, a name can hold a value that no cell shows. */
export const readBook = (workbook: ZipFile, rels: ZipFile): Book => {
  const paths = targets(rels);
  const sheets: { path: string; hidden: boolean }[] = [];
  let definedNames = false;
  readXml(
    workbook.bytes,
    {
      open: ({ name, attributes }) => {
        if (name === 'definedName' && !/^_xlnm\.Print_/.test(attributes.get('name') ?? '')) definedNames = true;
        if (name !== 'sheet') return;
        const path = paths.get(attributes.get('id') ?? '');
        if (path === undefined) throw broken(workbook.entry);
        sheets.push({ path, hidden: (attributes.get('state') ?? 'visible') !== 'visible' });
      },
    },
    workbook.entry,
  );
  if (sheets.length === 0) throw broken(workbook.entry);
  return { sheets, definedNames };
};

/** Texts that cells share, in order. */
export const sharedTexts = (part: ZipFile | undefined): readonly string[] => {
  const texts: string[] = [];
  if (part === undefined) return texts;
  let text = '';
  let reading = false;
  readXml(
    part.bytes,
    {
      open: ({ name }) => {
        if (name === 'si') text = '';
        if (name === 't') reading = true;
      },
      text: (more) => {
        if (reading) text += more;
      },
      close: (name) => {
        if (name === 't') reading = false;
        if (name === 'si') texts.push(text);
      },
    },
    part.entry,
  );
  return texts;
};
