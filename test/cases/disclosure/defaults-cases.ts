// Long because each case is its bytes, its verdict and how one sees it.
import { pdf, pdfStream, png, pngChunk } from '../../safe-outputs/disclosure/samples.ts';
import { type CorpusCase, csv, lines } from './corpus-case.ts';
import { templateParts, wordDocument } from './python-docx-template.ts';

const software = 'Software\0Matplotlib version3.11.2, https://matplotlib.org/';
const figure = (...texts: readonly string[]) =>
  [['figure.png', png({ before: texts.map((text) => pngChunk('tEXt', text)) })]] as const;
const report = (catalogue: string, ...objects: readonly (string | Uint8Array)[]) =>
  [['report.pdf', pdf({ catalogue: `${catalogue} `, objects })]] as const;
const changed = (path: string) =>
  wordDocument(templateParts.map((part) => (part.path === path ? { ...part, bytes: `${String(part.bytes)} ` } : part)));
const calling = {
  path: 'word/_rels/settings.xml.rels',
  bytes:
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" Target="docProps/thumbnail.jpeg"/></Relationships>',
};
const curve = (...rows: readonly string[]) => csv(lines('time,n.risk,n.event,n.censor,survival', ...rows));
const later = ['60,830,20,20,0.96', '90,780,25,25,0.93'];

const packed = (...objects: readonly string[]): Uint8Array => {
  const places = objects.map((_, at) => `${7 + at} ${objects.slice(0, at).join(' ').length + (at > 0 ? 1 : 0)}`);
  const head = `${places.join(' ')} `;
  return pdfStream(head + objects.join(' '), `/Type /ObjStm /N ${objects.length} /First ${head.length} `);
};

/** What common programs write by default and harms nobody, each beside what looks like it and does. */
export const defaultsCases: readonly CorpusCase[] = [
  {
    name: 'coefficients of statsmodels, whose heading has bars around a letter',
    files: csv(
      lines(
        ',coef,std err,z,P>|z|,[0.025,0.975]',
        'const,0.509,0.599,0.850,0.395,-0.665,1.684',
        'age,-0.007,0.010,-0.756,0.450,-0.027,0.012',
      ),
    ),
    verdict: 'review',
    because: 'the bars are an absolute value, commas divide every line, and the degrees of freedom are not told',
  },
  {
    name: 'coefficients of R, whose heading has bars around a letter',
    files: csv(
      lines('term,Estimate,Std. Error,t value,Pr(>|t|)', 'age,-0.007,0.010,-0.756,0.450', 'sex,0.1,0.2,0.5,0.6'),
    ),
    verdict: 'review',
    because: 'the bars are an absolute value, commas divide every line, and the degrees of freedom are not told',
  },
  {
    name: 'an absolute value and another bar in a heading',
    files: csv(lines('term,P>|z|,n|m', 'age,0.395,120')),
    verdict: 'blocked',
    because: 'the third bar can divide the line',
  },
  {
    name: 'bars around a word that no absolute value stands before',
    files: csv(lines('term|z|,n', 'age|z|,120')),
    verdict: 'blocked',
    because: 'who divides at bars reads three columns',
  },
  {
    name: 'a summary of statsmodels as text',
    files: [
      [
        'model.txt',
        lines(
          '                 coef    std err          z      P>|z|      [0.025      0.975]',
          '------------------------------------------------------------------------------',
          'const          0.6267      0.149      4.202      0.000       0.334       0.920',
          'age           -0.0018      0.002     -0.755      0.451      -0.007       0.003',
        ),
      ],
    ],
    verdict: 'review',
    because: 'it is a table of estimates in a text, which a human reads',
  },
  {
    name: 'a curve of survival that begins at the time nought',
    files: curve('0,900,0,0,1.0', '30,870,15,15,0.983', ...later),
    verdict: 'clear',
    because: 'nobody can have died or left before time began, and every later step is of thirty people or more',
  },
  {
    name: 'a curve of survival without an event at a later time',
    files: curve('0,900,0,0,1.0', '30,870,0,30,1.0', ...later),
    verdict: 'needs-fix',
    because: 'the profile has a zero as disclosive, and this one is no beginning',
  },
  {
    name: 'a curve of survival with three deaths at the time nought',
    files: curve('0,900,3,0,1.0', '30,870,15,15,0.983', ...later),
    verdict: 'needs-fix',
    because: 'three people',
  },
  {
    name: 'counts of nobody at the time nought without a number at risk',
    files: csv(lines('time,events,admissions', '0,0,0', '30,15,15', '60,20,20')),
    verdict: 'needs-fix',
    because: 'nothing says that the table is a curve, and time may begin with a week of people',
  },
  {
    name: 'a figure as matplotlib saves it',
    files: figure(software),
    verdict: 'review',
    because: 'the only text in it names the program and its version; a picture is always looked at',
  },
  {
    name: 'a figure of matplotlib with a word more',
    files: figure(`${software} ward 7`),
    verdict: 'needs-fix',
    because: 'the program does not write that',
  },
  {
    name: 'a figure of matplotlib with a title in its metadata',
    files: figure(software, 'Title\0patients of ward 7'),
    verdict: 'needs-fix',
    because: 'the second text is what somebody wrote',
  },
  {
    name: 'a document as python-docx makes it',
    files: [['report.docx', wordDocument()]],
    verdict: 'review',
    because: 'the parts that nothing shows are those of the template, to the last byte; a document is always read',
  },
  ...['customXml/item1.xml', 'customXml/itemProps1.xml', 'docProps/thumbnail.jpeg'].map(
    (path): CorpusCase => ({
      name: `a document of python-docx with one byte more in ${path}`,
      files: [['report.docx', changed(path)]],
      verdict: 'needs-fix',
      because: 'a part that nothing shows holds something else than the template',
    }),
  ),
  {
    name: 'a document of python-docx that calls another, by the name of the picture of the template',
    files: [['report.docx', wordDocument([...templateParts, calling])]],
    verdict: 'blocked',
    because: 'the relation is of another kind than that of a picture',
  },
  {
    name: 'a PDF that opens at its first page, by a destination',
    files: report('/OpenAction [3 0 R /Fit]'),
    verdict: 'review',
    because: 'showing a page runs nothing; a PDF is always read',
  },
  {
    name: 'a PDF that opens at its first page, as hyperref writes it',
    files: report('/OpenAction 6 0 R', '<< /S /GoTo /D [3 0 R /Fit] >>'),
    verdict: 'review',
    because: 'showing a page runs nothing; a PDF is always read',
  },
  {
    name: 'a PDF that opens at its first page and has links',
    files: report(
      '/OpenAction 6 0 R',
      '<< /S /GoTo /D [3 0 R /Fit] >>',
      '<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (https://example.org/) >> >>',
    ),
    verdict: 'review',
    because: 'a link is followed by a reader, and not as the document opens',
  },
  ...(
    [
      ['fetches an address', '<< /S /URI /URI (https://example.org/?n=3) >>'],
      ['starts a program', '<< /S /Launch /F (a.exe) >>'],
      ['sends a form', '<< /S /SubmitForm /F (https://example.org/) >>'],
      ['opens another file', '<< /S /GoToR /F (a.pdf) /D [0 /Fit] >>'],
      ['runs a script', '<< /S /JavaScript /JS (app.alert) >>'],
      ['shows a page and then does something else', '<< /S /GoTo /D [3 0 R /Fit] /Next 7 0 R >>'],
      ['has an action where a destination stands', '<< /S /GoTo /D << /S /URI /URI (https://example.org/) >> >>'],
      ['has a list of actions', '[<< /S /URI /URI (https://example.org/) >>]'],
      ['does what another object says', '<< /S 7 0 R /D [3 0 R /Fit] >>'],
    ] as const
  ).flatMap(([what, action]): readonly CorpusCase[] => [
    {
      name: `a PDF that ${what} as it opens`,
      files: report(`/OpenAction ${action}`),
      verdict: 'blocked',
      because: 'it acts before anybody has read it',
    },
    {
      name: `a PDF that ${what} as it opens, by an object of its own`,
      files: report('/OpenAction 6 0 R', action),
      verdict: 'blocked',
      because: 'it acts before anybody has read it',
    },
    {
      name: `a PDF that ${what} as it opens, by a packed object`,
      files: report('/OpenAction 8 0 R', packed('<< /S /GoTo /D [3 0 R /Fit] >>', action)),
      verdict: 'blocked',
      because: 'it acts before anybody has read it',
    },
  ]),
];
