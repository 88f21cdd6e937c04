import type { FileType, Finding } from '../contract.ts';
import { finding, Refusal } from './refusal.ts';
import { isOfTemplate } from './template-parts.ts';
import { readXml, type XmlElement } from './xml.ts';
import type { ZipFile } from './zip-reader.ts';

const again = 'copy the visible cells or text into a new document and save that';

const never: readonly (readonly [pattern: RegExp, rule: string, reason: string])[] = [
  [/pivotcache/i, 'pivot-cache', 'the workbook keeps the records behind a pivot table'],
  [/externallink|connections|querytable/i, 'external-link', 'the document takes data from elsewhere, and keeps a copy'],
  [/embedding|oleobject|activex|ctrlprop/i, 'embedded-file', 'the document holds an embedded file or control'],
  [/vbaproject|vbadata|macro/i, 'macros', 'the document holds a program'],
  [
    /xl\/model\/|powerpivot|datamodel|item\.data/i,
    'data-model',
    'the workbook keeps a data model, which holds records',
  ],
  [
    /afchunk|altchunk|webextension|attachedtemplate|subdocument|mailmerge/i,
    'embedded-file',
    'the document holds or calls another document',
  ],
];

const fix: readonly (readonly [pattern: RegExp, rule: string, reason: string])[] = [
  [/^customxml\/|docprops\/custom\.xml|customproperty/i, 'custom-data', 'the document holds data that nothing shows'],
  [/comment|persons?\//i, 'comments', 'the document holds comments'],
  [/pivottables?\/|slicer|timeline/i, 'pivot-table', 'the document holds a pivot table'],
  [/\/charts\/|chartsheets\/|chartex/i, 'chart', 'the document holds a chart, which keeps a copy of its numbers'],
  [
    /printersettings|thumbnail|revisions\/|people\.xml|glossary/i,
    'custom-data',
    'the document holds data that nothing shows',
  ],
];

/** Parts that a plain document has, and the element that each must begin with. */
const plain: readonly (readonly [pattern: RegExp, root: string | undefined])[] = [
  [/^\[Content_Types\]\.xml$/, 'Types'],
  [/(^|\/)_rels\/[^/]*\.rels$/, 'Relationships'],
  [/^docProps\/app\.xml$/, 'Properties'],
  [/^docProps\/core\.xml$/, 'coreProperties'],
  [/^(xl|word)\/theme\/theme\d*\.xml$/, 'theme'],
  [/^xl\/workbook\.xml$/, 'workbook'],
  [/^xl\/styles\.xml$/, 'styleSheet'],
  [/^xl\/sharedStrings\.xml$/, 'sst'],
  [/^xl\/calcChain\.xml$/, 'calcChain'],
  [/^xl\/metadata\.xml$/, 'metadata'],
  [/^xl\/worksheets\/[^/]+\.xml$/, 'worksheet'],
  [/^xl\/tables\/[^/]+\.xml$/, 'table'],
  [/^xl\/drawings\/[^/]+\.xml$/, 'wsDr'],
  [/^word\/document\.xml$/, 'document'],
  [/^word\/styles\.xml$/, 'styles'],
  [/^word\/stylesWithEffects\.xml$/, 'styles'],
  [/^word\/settings\.xml$/, 'settings'],
  [/^word\/webSettings\.xml$/, 'webSettings'],
  [/^word\/fontTable\.xml$/, 'fonts'],
  [/^word\/numbering\.xml$/, 'numbering'],
  [/^word\/footnotes\.xml$/, 'footnotes'],
  [/^word\/endnotes\.xml$/, 'endnotes'],
  [/^word\/header\d*\.xml$/, 'hdr'],
  [/^word\/footer\d*\.xml$/, 'ftr'],
  [/^(xl|word)\/media\/[^/]+\.(png|jpe?g)$/i, undefined],
];

const rootOf = (path: string): string | undefined => plain.find(([pattern]) => pattern.test(path))?.[1];
export const isMedia = (path: string): boolean => /^(xl|word)\/media\//.test(path);

const at = (part: ZipFile) => ({ entry: part.entry });

const judge = (text: string, where: Finding['at']): Finding | undefined => {
  const refused = never.find(([pattern]) => pattern.test(text));
  if (refused !== undefined) return finding(refused[1], 'blocked', refused[2], again, where);
  const fixed = fix.find(([pattern]) => pattern.test(text));
  return fixed === undefined ? undefined : finding(fixed[1], 'needs-fix', fixed[2], again, where);
};

/** What the relations and the list of types say of parts: a part may hide under any name, but not there. */
const declared = (part: ZipFile, thumbnail: boolean): readonly Finding[] => {
  const found: Finding[] = [];
  readXml(
    part.bytes,
    {
      open: ({ name, attributes }) => {
        const type = attributes.get('ContentType') ?? (name === 'Relationship' ? attributes.get('Type') : undefined);
        const external = attributes.get('TargetMode') === 'External';
        const isThumbnail = type?.endsWith('/thumbnail') && attributes.get('Target') === 'docProps/thumbnail.jpeg';
        if (thumbnail && !external && isThumbnail) return;
        const link = type?.endsWith('/hyperlink') === true;
        const judged = type === undefined ? undefined : judge(type.split('/').slice(-1)[0] ?? '', at(part));
        if (external)
          found.push(
            link
              ? finding('hyperlink', 'review', 'the document holds links to other places', 'remove them', at(part))
              : finding(
                  'external-link',
                  'blocked',
                  'the document takes a part of itself from elsewhere',
                  again,
                  at(part),
                ),
          );
        else if (judged !== undefined) found.push(judged);
      },
    },
    part.entry,
  );
  return found;
};

const said = new Set(['descr', 'title', 'tooltip', 'author', 'alt', 'prompt', 'promptTitle', 'error', 'errorTitle']);
const named = new Set(['sheet', 'table', 'tableColumn', 'docVar', 'docPr', 'cNvPr']);

/** Attributes that people fill; the rest are numbers of styles and of revisions, which look like anything. */
const wordsOf = ({ name, attributes }: XmlElement): readonly string[] =>
  [...attributes]
    .filter(([key]) => said.has(key) || (named.has(name) && (key === 'name' || key === 'val')))
    .map(([, value]) => value);

/** Bytes of a part that holds no content of its author, such as styles. */
const mostOfPlumbing = 512 * 1024;

/** Text of a part that no inspector reads by itself: names, authors, settings. */
const looseText = (part: ZipFile, found: Finding[], texts: string[]): void => {
  const { root, hidden } = readXml(
    part.bytes,
    {
      open: (element) => texts.push(...wordsOf(element)),
      text: (text) => texts.push(text),
    },
    part.entry,
  );
  if (root !== rootOf(part.path))
    throw new Refusal('part-disagrees', 'a part of the document is not what its name says', again, at(part));
  const isPlumbing =
    part.bytes.length > mostOfPlumbing &&
    !/(sheets\/|sharedStrings|document|notes|header|footer|tables\/)/.test(part.path);
  if (hidden > 1 || isPlumbing)
    found.push(
      finding('custom-data', 'needs-fix', 'a part of the document holds notes that nothing shows', again, at(part)),
    );
};

export interface OfficeParts {
  readonly findings: readonly Finding[];
  /** All text of all parts, with what people write into attributes, on lines of no meaning. */
  readonly text: string;
}

/** Lists the parts before any is understood. Parts of no known name are refused: what a document hides, it hides there. Throws {@link Refusal}. */
export const officeParts = (parts: readonly ZipFile[], type: FileType): OfficeParts => {
  const found: Finding[] = [];
  const texts: string[] = [];
  const other = type === 'xlsx' ? 'word/' : 'xl/';
  const thumbnail = parts.some((part) => part.path === 'docProps/thumbnail.jpeg' && isOfTemplate(part));
  for (const part of parts) {
    if (isOfTemplate(part)) continue;
    const judged = judge(part.path, at(part));
    if (judged !== undefined) found.push(judged);
    else if (part.path.startsWith(other) || !plain.some(([pattern]) => pattern.test(part.path)))
      found.push(
        finding('unknown-part', 'blocked', 'the document holds a part that the engine does not know', again, at(part)),
      );
    else if (!isMedia(part.path)) looseText(part, found, texts);
    if (/\.rels$|^\[Content_Types\]\.xml$/.test(part.path)) found.push(...declared(part, thumbnail));
  }
  return { findings: found, text: texts.join('\n') };
};

/** One finding of each rule and place. */
export const distinct = (findings: readonly Finding[]): readonly Finding[] => [
  ...new Map(findings.map((each) => [`${each.rule} ${each.at.entry ?? ''}`, each])).values(),
];
