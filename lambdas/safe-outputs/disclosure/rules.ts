// Long because it is one table: every rule of the engine, as the reference and a release record list it.
import type { Finding } from './contract.ts';

/** What a rule is about. */
export const ruleRooms = {
  request: 'Files together',
  file: 'Any file',
  delimited: 'The form of CSV and TSV',
  columns: 'Identifiers and records, in columns and in text',
  tables: 'Tables of results, wherever they stand',
  text: 'Text, code, logs, JSON and notebooks',
  pictures: 'Pictures and PDF',
  office: 'Workbooks and documents',
  archives: 'Archives',
  models: 'Models',
  inbound: 'What comes in',
} as const;
export type RuleRoom = keyof typeof ruleRooms;

export interface EngineRule {
  /** As findings name it. */
  readonly id: string;
  readonly room: RuleRoom;
  /** What it can make of a file, worst last. */
  readonly verdicts: readonly Finding['verdict'][];
  /** What it finds. */
  readonly finds: string;
}

type Row = readonly [id: string, verdicts: EngineRule['verdicts'], finds: string];
const blocked = ['blocked'] as const;
const fix = ['needs-fix'] as const;
const review = ['review'] as const;
const reviewOrFix = ['review', 'needs-fix'] as const;
const reviewOrBlocked = ['review', 'blocked'] as const;

const request: readonly Row[] = [
  ['request-empty', blocked, 'a request without a file'],
  ['request-files', blocked, 'more files, entries of archives counted, than one request may have'],
  ['request-bytes', blocked, 'more bytes than one request may have'],
  ['request-namesakes', blocked, 'two files that are one where letter case and composed accents are not told apart'],
];

const file: readonly Row[] = [
  ['not-understood', blocked, 'a file that could not be judged to its end'],
  ['file-size', blocked, 'more bytes than a file may have'],
  ['empty-file', blocked, 'a file without a byte'],
  ['unsafe-name', blocked, 'a name that is absolute, leaves its folder or holds what cannot be seen'],
  ['name-identifies', reviewOrBlocked, 'a name with the number or address of a person'],
  ['unknown-type', blocked, 'content of no type that the engine knows'],
  ['type-disagrees', blocked, 'content of another type than the name says'],
  ['refused-type', blocked, 'a type that is not released, such as saved data sets, databases, pickles, SVG and HTML'],
  ['escalated-type', review, 'a refused type that the profile lets before the reviewers'],
  ['polyglot', blocked, 'another file within the file'],
  ['trailing-data', blocked, 'bytes behind the end of the file, or more data than its picture needs'],
  ['nested-files', blocked, 'files inside an entry of an archive'],
  ['acro-claims', review, 'what ACRO says of outputs, which is a claim'],
  ['claim-disagrees', reviewOrFix, 'what ACRO says of an output and our rules do not'],
  ['claim-name', blocked, 'an output that ACRO names outside its folder'],
  ['claim-checksum', reviewOrBlocked, 'an output that is not the one that ACRO wrote, or without its checksum'],
  ['acro-malformed', blocked, 'a results.json that is not as ACRO writes it'],
];

const delimited: readonly Row[] = [
  ['csv-empty', blocked, 'a file that holds nothing'],
  ['csv-utf-16', blocked, 'UTF-16'],
  ['csv-not-utf-8', blocked, 'bytes that are not UTF-8'],
  ['csv-nul', blocked, 'a NUL byte'],
  ['csv-control-character', blocked, 'a control character'],
  ['csv-inner-byte-order-mark', blocked, 'a byte order mark that is not at the beginning'],
  ['csv-bare-return', blocked, 'a carriage return without a line feed'],
  ['csv-mixed-line-ends', blocked, 'two kinds of line end'],
  ['csv-blank-line', blocked, 'an empty line'],
  ['csv-ragged', blocked, 'a line with fewer or more fields than the header'],
  ['csv-ambiguous-delimiter', blocked, 'a header with more than one kind of delimiter'],
  ['csv-other-delimiter', blocked, 'another delimiter than the name of the file says'],
  ['csv-unclosed-quote', blocked, 'a quote that is never closed'],
  ['csv-quote-in-field', blocked, 'a quote inside a field that does not begin with one'],
  ['csv-text-after-quote', blocked, 'text behind a closing quote'],
  ['csv-field-too-long', blocked, 'a field longer than any value'],
  ['csv-line-too-long', blocked, 'a line longer than any row'],
  ['csv-too-many-columns', blocked, 'more columns than a table may have'],
  ['comment-line', review, 'a comment before the header'],
  ['table-without-rows', review, 'a header without a row'],
  ['table-too-large', review, 'more cells than the rules of tables read'],
];

const columns: readonly Row[] = [
  ['nhs-number', reviewOrBlocked, 'NHS numbers, by their check digits'],
  ['chi-number', reviewOrBlocked, 'CHI numbers, by their birthdays and check digits'],
  ['health-and-care-number', reviewOrBlocked, 'Health and Care numbers, by their range and check digits'],
  ['ten-digit-shape', review, 'ten digits that begin with a birthday'],
  ['postcode', reviewOrBlocked, 'whole postcodes'],
  ['small-area', review, 'codes of areas below a local authority'],
  ['national-insurance-number', reviewOrBlocked, 'National Insurance numbers'],
  ['e-mail', reviewOrBlocked, 'e-mail addresses'],
  ['phone', reviewOrBlocked, 'UK phone numbers'],
  ['key', reviewOrBlocked, 'UUIDs and hexadecimal keys of rows'],
  ['birth-or-death-date', reviewOrBlocked, 'days of birth or death'],
  ['day-dates', reviewOrBlocked, 'days in a table without counts'],
  ['person-name', review, 'names of people'],
  ['identifying-heading', reviewOrBlocked, 'headings that name an identifier of people'],
  [
    'record-level',
    reviewOrBlocked,
    'rows that look like records of people: no labels tell them apart as groups, or several other signs come together',
  ],
  ['too-many-rows', blocked, 'more rows than a result may have'],
  ['formula', review, 'cells that a spreadsheet would run'],
  ['unseen-characters', review, 'characters that nobody sees'],
  ['encoded-data', reviewOrBlocked, 'data written as letters, such as base64'],
  ['long-token', review, 'long texts without a space'],
];

const tables: readonly Row[] = [
  ['threshold', fix, 'a count of fewer people than the threshold'],
  ['rounded-threshold', review, 'a rounded count that may have been below the threshold'],
  ['zeros', reviewOrFix, 'a count of nobody, as the profile has it'],
  ['rounding', fix, 'a count that is not rounded where the profile demands it'],
  ['class-disclosure', reviewOrFix, 'a row or column whose people are all, or nearly all, in one cell'],
  ['dominance', fix, 'a sum or mean of which the largest few hold most'],
  ['p-percent', fix, 'a sum or mean from which the second largest can tell the largest'],
  ['contributions-unknown', review, 'a sum or mean of amounts without its largest contributions'],
  ['largest-published', review, 'largest contributions, which are one person each'],
  ['negatives', review, 'negative amounts or counts'],
  ['contributors', fix, 'a statistic of fewer people than the threshold'],
  ['contributors-unknown', reviewOrFix, 'a statistic without its number of people'],
  ['quantile', fix, 'a quantile beyond which too few people lie'],
  ['endpoints', fix, 'a minimum, maximum or range'],
  ['mode', review, 'a mode without a small share'],
  ['degrees-of-freedom', fix, 'a model or spread with too few residual degrees of freedom'],
  ['degrees-unknown', review, 'a coefficient or test without its degrees of freedom'],
  ['survival-steps', fix, 'a survival curve with a step of too few people'],
  ['survival-unknown', review, 'a survival curve without its numbers at risk'],
  ['implied-count', reviewOrFix, 'a percentage that tells a small count with its base'],
  ['denominator-unknown', review, 'a percentage without its base'],
  ['recoverable', reviewOrFix, 'a suppressed cell that totals give away, exactly or nearly'],
  ['suppression-not-checked', review, 'too many suppressed cells that hang together to work out what totals give away'],
  [
    'differencing',
    reviewOrFix,
    'a cell that gives away few people, or a suppressed cell, by what the project released before or by another cell',
  ],
  ['differences-not-checked', review, 'more earlier tables, or larger ones, than could be compared'],
  ['left-over', fix, 'a total that its parts do not fill by a few people'],
  ['totals-disagree', review, 'a total smaller than its parts'],
  ['shape-not-understood', review, 'a table, or a part of one, that the rules cannot read'],
  ['running-steps', fix, 'fewer people than the threshold from one row of a running count to the next'],
  ['label-count', fix, 'a label or heading that says a number of fewer people than the threshold'],
];

const text: readonly Row[] = [
  ['utf-16', blocked, 'text in UTF-16'],
  ['not-utf-8', blocked, 'text that is not UTF-8'],
  ['nul-in-text', blocked, 'a NUL byte'],
  ['control-characters', reviewOrBlocked, 'control characters'],
  ['private-characters', review, 'characters without an agreed meaning'],
  ['turned-text', reviewOrBlocked, 'text that is shown in another order than it stands'],
  ['numeric-block', blocked, 'a block of numbers as long as a listing of records'],
  ['numbers-in-text', review, 'numbers set as a table, one to a line, or many anyhow'],
  ['small-number-in-text', review, 'prose that speaks of fewer people than the threshold'],
  ['records-in-code', reviewOrBlocked, 'many lines of code that are cut alike, as records are'],
  ['ragged-table', review, 'a table in text whose rows differ in length'],
  ['too-many-tables', blocked, 'more tables than a file may have'],
  ['active-markup', review, 'markup that a viewer would run or load'],
  ['log', review, 'a log'],
  ['json-malformed', blocked, 'what is not JSON'],
  ['json-duplicate-name', blocked, 'an object with one name twice'],
  ['json-too-deep', blocked, 'JSON nested deeper than anybody reads'],
  ['json-too-large', blocked, 'JSON of more values than the engine reads'],
  ['numbers-outside-tables', review, 'numbers of a JSON file in no table'],
  ['notebook-malformed', blocked, 'what is no notebook of format 4'],
  ['notebook-output', reviewOrBlocked, 'outputs left in a notebook'],
  ['notebook-attachment', fix, 'files attached to a cell of a notebook'],
];

const pictures: readonly Row[] = [
  ['picture-needs-table', review, 'a picture, which is judged by the numbers behind it'],
  ['picture-metadata', fix, 'metadata of a picture, but for the name and version of matplotlib'],
  ['picture-too-large', blocked, 'more points than a figure needs'],
  ['png-malformed', blocked, 'what is not a whole PNG'],
  ['jpeg-malformed', blocked, 'what is not a whole JPEG'],
  ['pdf-malformed', blocked, 'a PDF that readers could read differently'],
  [
    'pdf-forbidden',
    blocked,
    'attached files, scripts, actions but for the page that it opens at, encryption or media in a PDF',
  ],
  ['pdf-hidden-bytes', blocked, 'bytes behind the data of a part of a PDF'],
  ['pdf-hidden-object', blocked, 'objects of another document in a PDF'],
  ['pdf-unread-stream', blocked, 'a part of a PDF packed in a way that is not read'],
  ['pdf-too-large', blocked, 'a PDF that unpacks to more than is read'],
  ['pdf-annotation', fix, 'forms, notes or private data in a PDF'],
  ['pdf-hidden-layer', fix, 'layers of a PDF that can be hidden'],
  ['pdf-revisions', fix, 'earlier states kept in a PDF'],
  ['pdf-unreadable-text', review, 'text of a PDF that is drawn by numbers of glyphs'],
  ['pdf-needs-reading', review, 'a PDF, which a person reads'],
];

const office: readonly Row[] = [
  ['workbook-malformed', blocked, 'a workbook that lacks a part of itself'],
  ['sheet-malformed', blocked, 'a sheet that is not whole'],
  ['sheet-too-large', blocked, 'a sheet larger or more scattered than is read'],
  ['hidden-sheet', ['needs-fix', 'blocked'], 'a hidden sheet, or one that the workbook does not name'],
  ['hidden-cells', fix, 'hidden rows or columns'],
  ['unseen-cells', fix, 'cells in white, tiny or a format that shows nothing'],
  ['formulas', review, 'formulas'],
  ['dressed-cells', review, 'merged cells and conditional formats'],
  ['cells-outside-tables', review, 'numbers of a sheet in no table'],
  ['unused-text', fix, 'texts that no cell shows'],
  ['defined-names', fix, 'names that can hold values'],
  ['document-malformed', blocked, 'a document without its text'],
  ['document-needs-reading', review, 'a document, which a person reads'],
  ['tracked-changes', fix, 'changes and deletions that the document keeps'],
  ['hidden-text', fix, 'text that is not shown'],
  ['comments', fix, 'comments'],
  ['custom-data', reviewOrFix, 'notes that nothing shows'],
  ['hyperlink', review, 'links to other places'],
  ['external-link', blocked, 'parts and fields that are fetched from elsewhere'],
  ['embedded-file', blocked, 'an embedded or called file or control'],
  ['macros', blocked, 'a program in a document'],
  ['pivot-cache', blocked, 'the records behind a pivot table'],
  ['data-model', blocked, 'the data model of a workbook'],
  ['pivot-table', fix, 'a pivot table without its records'],
  ['chart', fix, 'a chart, which keeps a copy of its numbers'],
  ['part-disagrees', blocked, 'a part that is not what its name says'],
  ['unknown-part', blocked, 'a part that the engine does not know'],
  ['xml-malformed', blocked, 'a part that is not the XML it must be'],
];

const archives: readonly Row[] = [
  ['zip-malformed', blocked, 'an archive that is damaged or not a plain ZIP'],
  ['zip-encrypted', blocked, 'an encrypted archive'],
  ['zip-nested', blocked, 'an archive in an archive'],
  ['zip-empty', blocked, 'an archive without a file'],
  ['zip-symlink', blocked, 'links and devices'],
  ['zip-path', blocked, 'names that are absolute, leave the folder or are not what they look like'],
  ['zip-duplicate-name', blocked, 'two entries of one name'],
  ['zip-hidden-bytes', blocked, 'bytes that belong to no entry'],
  ['zip-two-truths', blocked, 'a directory that differs from what stands beside the files'],
  ['zip-lying-size', blocked, 'entries of another size or sum than is said'],
  ['zip-ratio', blocked, 'an archive that unpacks to far more than its size'],
  ['zip-too-large', blocked, 'an archive that unpacks to more than is read'],
  ['zip-too-many', blocked, 'more entries than an archive may have'],
];

const models: readonly Row[] = [
  ['model-holds-records', blocked, 'a kind of model that keeps the rows it was trained on'],
  ['model-malformed', blocked, 'a model that is not whole'],
  ['model-needs-report', review, 'a fitted model, which no rule proves free of its data'],
];

/** Of files on their way in, in place of the rules about tables. */
const inbound: readonly Row[] = [
  ['inbound-type', blocked, 'a type that does not come in as its kind: data, code or package'],
  ['secret', review, 'private keys and tokens'],
  ['not-read', review, 'columnar data, which nothing read'],
  ['parquet-malformed', blocked, 'columnar data that is not whole'],
  ['package', review, 'a package, which brings code'],
  ['package-malformed', blocked, 'a package that does not unpack, or to far more than its size'],
  ['package-nested', blocked, 'an archive in a package'],
  ['package-pickle', review, 'a pickle in a package'],
  ['package-too-many', blocked, 'more files than a package may have'],
  ['package-path', blocked, 'names that are absolute or leave the folder'],
  ['package-duplicate-name', blocked, 'two files of one name'],
  ['package-link', blocked, 'links and devices'],
  ['package-hidden-bytes', blocked, 'bytes behind the end of a package'],
  ['tar-malformed', blocked, 'packed sources that are not whole'],
];

const rows: Readonly<Record<RuleRoom, readonly Row[]>> = {
  ...{ request, file, delimited, columns, tables, text, pictures, office, archives, models, inbound },
};

/** Every rule of the engine, room by room: what was asked of a file on which none of them has a finding. */
export const engineRules: readonly EngineRule[] = (Object.keys(ruleRooms) as RuleRoom[]).flatMap((room) =>
  rows[room].map(([id, verdicts, finds]) => ({ id, room, verdicts, finds })),
);
