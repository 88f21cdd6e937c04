import { folded } from './file-names.ts';

/** What lies beside the files of a release. */
export const papers = ['record.json', 'ro-crate-metadata.json'] as const;
export type Paper = (typeof papers)[number];

/** Its name in a folder that holds the files by theirs: where one of them is called so, the paper gives way. */
export const paperName = (paper: Paper, request: string, names: readonly string[]): string =>
  names.some((name) => folded(name) === paper) ? `${request}-${paper}` : paper;
