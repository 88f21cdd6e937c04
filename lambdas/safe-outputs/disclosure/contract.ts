/**
 * What the disclosure engine is given and what it says. It is pure and deterministic: the same bytes under the same profile give the same report,
 * in the airlock and on a researcher's own machine. Anything that it does not understand fails closed.
 */

/** Best first. A file's verdict is the worst of its findings; `clear` where it has none. No verdict releases anything by itself. */
export const verdicts = ['clear', 'review', 'needs-fix', 'blocked'] as const;
export type Verdict = (typeof verdicts)[number];

/** Where in a file. Positions count from 1. Nothing here holds a value of the file. */
export interface At {
  /** Line as an editor counts them. */
  readonly line?: number;
  /** Column of a table; or, with `line` and of a text, the character. */
  readonly column?: number;
  /** Cells of a table: rows count from 1 below the header. At most {@link mostCells}. */
  readonly cells?: readonly Cell[];
  /** How many cells there are, where they are more than are listed. */
  readonly ofCells?: number;
  /** Offset in the file. */
  readonly byte?: number;
  /** Entry of an archive or sheet of a workbook. */
  readonly entry?: number;
}
export interface Cell {
  readonly row: number;
  readonly column: number;
}
export const mostCells = 1000;

/** One reason for a verdict. */
export interface Finding {
  /** Stable name of the rule, such as `threshold`. */
  readonly rule: string;
  /** What this finding alone makes of its file. */
  readonly verdict: Exclude<Verdict, 'clear'>;
  readonly at: At;
  /** What was found and what the rule demands; lower case, no full stop; no value, name or heading of the file. */
  readonly reason: string;
  /** What the researcher can do. */
  readonly remedy: string;
}

/** What a file is by its content; its name must agree. */
export const fileTypes = [
  ...(['csv', 'tsv', 'json', 'text', 'markdown', 'code', 'log', 'notebook', 'acro-results'] as const),
  ...(['png', 'jpeg', 'pdf', 'xlsx', 'docx', 'zip', 'model'] as const),
  ...(['parquet', 'feather', 'pickle', 'rds', 'hdf5', 'stata', 'sas', 'spss', 'numpy', 'matlab', 'onnx'] as const),
  ...(['sqlite', 'duckdb', 'dicom', 'svg', 'html', 'gzip', 'executable', 'other', 'unknown'] as const),
] as const;
export type FileType = (typeof fileTypes)[number];

/** One file to be checked. */
export interface Source {
  /** As the researcher called it: relative, `/` between folders. */
  readonly path: string;
  /** The bytes from the beginning; may be asked for again, and gives the same. */
  open(): AsyncIterable<Uint8Array>;
}

/** A rectangular table as it is published: texts as they stand in the file, the header apart. */
export interface Table {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A table that a project has released before, against which a new one could be subtracted. */
export interface EarlierTable {
  /** Id of the release, and position of the file in it. */
  readonly release: string;
  readonly file: number;
  readonly table: Table;
}

/** Where a project is from and what it has released; all empty on a researcher's own machine unless told. */
export interface Context {
  readonly earlier: readonly EarlierTable[];
}

export interface FileReport {
  readonly path: string;
  readonly type: FileType;
  readonly verdict: Verdict;
  readonly bytes: number;
  /** SHA-256 in hexadecimal. */
  readonly sha256: string;
  readonly findings: readonly Finding[];
  /** Tables that were read and judged, for the comparison with later releases; none of a file that is blocked. */
  readonly tables: readonly Table[];
}

export interface Report {
  /** Version of the engine's rules. */
  readonly engine: string;
  readonly profile: { readonly id: string; readonly hash: string };
  /** The worst of the files' and of the findings about the request as a whole. */
  readonly verdict: Verdict;
  /** About the files together: too many, too large, two of one name. */
  readonly findings: readonly Finding[];
  readonly files: readonly FileReport[];
}

/**
 * Every number of every rule; the engine has none of its own. https://github.com/AI-SDC/ACRO (defaults), https://docs.opensafely.org/outputs/sdc/
 * Hashed into every report and record.
 */
export interface Profile {
  readonly id: string;
  /** Raised by every change of a number. */
  readonly version: number;
  /** A cell of fewer contributors fails; as many pass. */
  readonly threshold: number;
  readonly zeros: 'disclosive' | 'review' | 'allowed';
  /** Fails where the `n` largest hold `k` or more of the total. */
  readonly dominance: { readonly n: number; readonly k: number };
  /** Fails where what is left after the two largest is less than this share of the largest. */
  readonly pPercent: number;
  /** Largest share of a row or column in one cell: from `review`, and from `fail`. */
  readonly classDisclosure: { readonly review: number; readonly fail: number };
  /** Fewer residual degrees of freedom fail. */
  readonly degreesOfFreedom: number;
  /** What counts are rounded to; `none`: not demanded. Rounded tables are recognised in any case. */
  readonly rounding: {
    readonly method: 'nearest' | 'midpoint-6' | 'none';
    readonly base: number;
    readonly demanded: boolean;
  };
  /** Whether a researcher may put a `needs-fix` before the reviewers with a reason. */
  readonly exceptions: 'with-reason' | 'none';
  readonly limits: {
    readonly bytesPerFile: number;
    readonly rowsPerFile: number;
    readonly files: number;
    readonly bytesPerRequest: number;
  };
  /** Types refused by default that this profile lets go before reviewers, such as `onnx`. */
  readonly escalated: readonly FileType[];
}

/** Names of the profiles that we ship: `profiles.ts`. */
export const profileNames = ['uk-health-10', 'opensafely-7', 'hes-7', 'ukllc-10'] as const;
export type ProfileName = (typeof profileNames)[number];

/** What comes in is judged by other checks and limits, and by no disclosure rule: data, code and packages are not results. */
export const inboundKinds = ['data', 'code', 'package'] as const;
export type InboundKind = (typeof inboundKinds)[number];
