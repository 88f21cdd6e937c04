import type { FileType, Finding, Profile } from '../contract.ts';
import { finding } from './refusal.ts';

const asTable = 'publish the results that were computed from it as CSV';
const asPicture = 'export the figure as PNG, with the numbers behind it as CSV';
const asModel = 'publish coefficients as CSV or JSON, or the model as PMML, with a report of its disclosure risk';

/** Types that are not let out, each with what to send instead. A profile may put some before the reviewers. */
export const refused: ReadonlyMap<FileType, readonly [what: string, instead: string]> = new Map([
  ['parquet', ['a columnar file of records', asTable]],
  ['feather', ['a columnar file of records', asTable]],
  ['pickle', ['a pickle, which can hold any object and runs code when it is opened', asModel]],
  ['rds', ['a saved R object, which can hold the data a model was fitted to', asModel]],
  ['hdf5', ['an HDF5 container of arrays', asTable]],
  ['stata', ['a Stata data set', asTable]],
  ['sas', ['a SAS data set', asTable]],
  ['spss', ['an SPSS data set', asTable]],
  ['numpy', ['a saved array', asTable]],
  ['matlab', ['a MATLAB workspace', asTable]],
  ['onnx', ['a model in ONNX', asModel]],
  ['sqlite', ['a database', asTable]],
  ['duckdb', ['a database', asTable]],
  ['dicom', ['a medical image, which is a record of one person', asTable]],
  ['svg', ['an SVG, which can hold one mark for each person and runs scripts', asPicture]],
  [
    'html',
    ['a web page, which can hold the data behind it and runs scripts', 'publish tables as CSV and figures as PNG'],
  ],
  ['gzip', ['a compressed file', 'send the files themselves, or one ZIP of them']],
  ['executable', ['a program', 'send its source code as text']],
  ['other', ['of a type that is not released', 'send CSV, text, JSON, PNG, JPEG, PDF, XLSX or DOCX']],
]);

/** None for a type that may be released; one `blocked` for a refused type, or one `review` where the profile lets it before reviewers. */
export const refusedType = (type: FileType, profile: Pick<Profile, 'escalated'>): readonly Finding[] => {
  const why = refused.get(type);
  if (why === undefined) return [];
  const [what, instead] = why;
  const never: readonly FileType[] = ['pickle', 'executable'];
  return profile.escalated.includes(type) && !never.includes(type)
    ? [
        finding(
          'escalated-type',
          'review',
          `the file is ${what}, which the engine cannot judge`,
          'attach a report of what the file holds and of its disclosure risk, for the reviewers',
        ),
      ]
    : [finding('refused-type', 'blocked', `the file is ${what}`, instead)];
};
