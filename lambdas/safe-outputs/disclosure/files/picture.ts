import { finding } from './refusal.ts';

/** No rule reads a figure: 1.3 of `disclosure.md`. */
export const needsTable = finding(
  'picture-needs-table',
  'review',
  'a picture is judged by the numbers behind it',
  'send the table that the picture was drawn from beside it',
);

export const metadata = (byte: number) =>
  finding(
    'picture-metadata',
    'needs-fix',
    'the picture holds metadata, such as text, a place, an author or a preview',
    "strip the metadata when you save the picture (matplotlib: metadata={'Software': None})",
    { byte },
  );
