import { check } from '../../../lambdas/safe-outputs/disclosure/check.ts';
import type { Report, Source } from '../../../lambdas/safe-outputs/disclosure/contract.ts';
import { profiles } from '../../../lambdas/safe-outputs/disclosure/profiles.ts';
import type { CorpusCase } from '../../cases/disclosure/corpus-case.ts';
import { defaultsCases } from '../../cases/disclosure/defaults-cases.ts';
import { delimitedCases } from '../../cases/disclosure/delimited-cases.ts';
import { disguisedCases } from '../../cases/disclosure/disguised-cases.ts';
import { requestsCases } from '../../cases/disclosure/requests-cases.ts';
import { tablesCases } from '../../cases/disclosure/tables-cases.ts';

/** The corpus but for its single files, by what the cases are about. */
export const rooms: Readonly<Record<string, readonly CorpusCase[]>> = {
  ...{ delimited: delimitedCases, disguised: disguisedCases, defaults: defaultsCases },
  ...{ tables: tablesCases, requests: requestsCases },
};

const sourcesOf = ({ files }: CorpusCase, chunk: number): readonly Source[] =>
  files.map(([path, content]) => ({
    path,
    async *open() {
      const bytes = Buffer.from(content);
      for (let at = 0; at < bytes.length; at += chunk) yield bytes.subarray(at, at + chunk);
    },
  }));

/** `chunk`: as many bytes come at once. */
export const reportOf = (one: CorpusCase, chunk = 1 << 20): Promise<Report> =>
  check(sourcesOf(one, chunk), profiles[one.profile ?? 'uk-health-10'], {
    earlier: (one.earlier ?? []).map((table, index) => ({ release: 'release-1', file: index + 1, table })),
  });
