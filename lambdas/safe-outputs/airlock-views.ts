import type { AirlockLine } from './airlock/airlock-lines.ts';
import { commentsSeenBy, reviewsSeenBy } from './airlock/seen-reviews.ts';
import type { AirlockFile, AirlockRequest } from './contract.ts';
import type { Finding } from './disclosure/contract.ts';
import type { Overlap, StoredReport } from './stored-report.ts';

/** What the private door shows. Keys of buckets are not among it: nobody but our functions has a use for them. */

const fileView = ({ id, name, context, origin, draft, frozen, scan, verdict, type }: AirlockFile) => ({
  ...{ id, name, context, from: origin.from, scan, verdict, type },
  ...(origin.from === 'query' ? { query: origin.query } : {}),
  ...(origin.from === 'outside' ? { kind: origin.kind } : {}),
  bytes: draft.bytes,
  sha256: draft.sha256,
  versionId: frozen?.versionId,
});

/** Reviews and comments only as far as this person may see them now. */
export function requestView(request: AirlockRequest, person: string): Readonly<Record<string, unknown>> {
  const { files, reviews, profile, report, record: _r, crate: _c, comments: _all, earlyScans: _e, ...rest } = request;
  return {
    ...rest,
    bytes: files.reduce((sum, { draft }) => sum + draft.bytes, 0),
    ...(profile === undefined ? {} : { profile: { id: profile.id, hash: profile.hash } }),
    ...(report === undefined
      ? {}
      : { report: { verdict: report.verdict, engine: report.engine, sha256: report.sha256 } }),
    files: files.map(fileView),
    reviewers: reviews.map(({ reviewer, finishedAt }) => ({ reviewer, finished: finishedAt !== undefined })),
    reviews: reviewsSeenBy(request, person),
    comments: commentsSeenBy(request, person),
  };
}

export const lineView = ({ reviewers: _who, finished: _done, ...line }: AirlockLine) => line;

/** An answer has 6 MB at most: what is beyond is counted and not shown. */
const most = { findings: 500, cells: 20_000, rows: 200, cellsOfRows: 50_000, overlaps: 50 };

function within(findings: readonly Finding[]): readonly Finding[] {
  let cells = 0;
  return findings.slice(0, most.findings).map((finding) => {
    const { cells: all = [], ...at } = finding.at;
    const shown = all.slice(0, Math.max(0, most.cells - cells));
    cells += shown.length;
    return all.length === 0
      ? finding
      : { ...finding, at: { ...at, cells: shown, ofCells: finding.at.ofCells ?? all.length } };
  });
}

export const reportView = ({ report, files }: StoredReport, sha256: string) => ({
  ...report,
  sha256,
  findings: within(report.findings),
  files: files.map(({ file, type, verdict, findings }) => ({ file, type, verdict, findings: findings.length })),
});

export const fileFindingsView = ({ file, type, verdict, sha256, findings }: StoredReport['files'][number]) => ({
  ...{ file, type, verdict, sha256 },
  findings: within(findings),
  ofFindings: findings.length,
});

export function overlapsView(overlaps: readonly Overlap[]) {
  let cells = 0;
  return {
    ofOverlaps: overlaps.length,
    overlaps: overlaps.slice(0, most.overlaps).map(({ release, place, file, columns, table }) => {
      const rows = table.rows.slice(0, most.rows).filter((row) => {
        cells += row.length;
        return cells <= most.cellsOfRows;
      });
      return {
        ...{ release, place, file, columns, header: table.header },
        rows: rows.map((row) => ({ cells: row })),
        ofRows: table.rows.length,
      };
    }),
  };
}
