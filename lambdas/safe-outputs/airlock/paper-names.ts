import { meet } from './file-names.ts';

/** What lies beside the files of a release. */
export const papers = ['record.json', 'ro-crate-metadata.json'] as const;
export type Paper = (typeof papers)[number];

/** Its name in a folder that holds the files by theirs: where one of them is called so, or lies in a folder called so, the paper gives way until nothing is. */
export function paperName(paper: Paper, request: string, names: readonly string[]): string {
  let name: string = paper;
  while (names.some((one) => meet(one, name))) name = `${request}-${name}`;
  return name;
}
