import { atEntry } from './at-entry.ts';
import type { FileType, Finding, Profile, Source } from './contract.ts';
import { failClosed, type Judged } from './fail-closed.ts';
import { inspect } from './files/inspect.ts';
import type { Entry } from './files/inspected.ts';
import { headBytes, recognise } from './files/recognise.ts';
import { held, upTo } from './held.ts';
import { lookIntoDelimited } from './look-into-delimited.ts';
import { measured } from './measured.ts';

/** A file as it is by itself; its tables are judged later, together with those of the other files. */
export interface LookedInto extends Judged {
  readonly path: string;
  readonly type: FileType;
  readonly bytes: number;
  /** In hexadecimal, of all its bytes. */
  readonly sha256: string;
  /** How many files it holds: entries of an archive, or itself. */
  readonly holds: number;
  /** Of what ACRO wrote about other files, which is compared with them: its results and checksums. */
  readonly claims?: string;
}

/**
 * One reading of one file: what is judged is what is counted and hashed. Delimited text is judged as it comes, everything else once it is whole; nobody
 * holds more than the profile lets a file have.
 * @throws Unread
 */
export async function lookInto(source: Source, position: number, profile: Profile): Promise<LookedInto> {
  const { path } = source;
  const { bytesPerFile } = profile.limits;
  const reading = measured(source, position);
  const head = await reading.head(headBytes);
  let about: Pick<LookedInto, 'type' | 'holds' | 'claims'> = { type: 'unknown', holds: 1 };
  const judged = await failClosed(async () => {
    const { type, findings } = recognise(path, head);
    about = { ...about, type };
    if (stopsAt(findings)) return { findings, tables: [] };
    if (isDelimited(type))
      return joined(findings, await lookIntoDelimited(upTo(reading.bytes, bytesPerFile), type, profile));
    const whole = await held(reading.bytes, bytesPerFile);
    if (whole === undefined) return { findings: [], tables: [] };
    const found = await lookIntoWhole(path, whole, profile, 'outermost');
    about = { type: found.type, holds: found.holds, ...claimsIn(path, found.type, whole) };
    return found;
  });
  const { bytes, sha256 } = await reading.end();
  if (bytes <= bytesPerFile) return { path, ...about, bytes, sha256, findings: judged.findings, tables: judged.tables };
  // What was found on the way was found in a part, and a part can look like anything.
  return { path, ...about, bytes, sha256, findings: [tooLarge(bytes, bytesPerFile)], tables: [] };
}

/** A checksum is 64 digits and at most a line end. */
const longestChecksum = 100;

const claimsIn = (path: string, type: FileType, whole: Uint8Array): Pick<LookedInto, 'claims'> =>
  type === 'acro-results' || (/(^|\/)checksums\/[^/]+\.txt$/.test(path) && whole.length <= longestChecksum)
    ? { claims: new TextDecoder().decode(whole) }
    : {};

/** A file that is held: of the request, or an entry of one of its archives. */
async function lookIntoWhole(
  path: string,
  bytes: Uint8Array,
  profile: Profile,
  place: 'outermost' | 'entry',
): Promise<Judged & Pick<LookedInto, 'type' | 'holds'>> {
  const { type, findings } = recognise(path, bytes.subarray(0, headBytes), bytes);
  if (stopsAt(findings)) return { type, holds: 1, findings, tables: [] };
  if (bytes.length > profile.limits.bytesPerFile)
    return { type, holds: 1, findings: [tooLarge(bytes.length, profile.limits.bytesPerFile)], tables: [] };
  if (isDelimited(type))
    return { type, holds: 1, ...joined(findings, await lookIntoDelimited(once(bytes), type, profile)) };
  const { tables, entries, findings: found } = await inspect(type, path, bytes, profile);
  const several = tables.length > 1;
  const own = tables.map((table, index) => (several ? { table, entry: index + 1 } : { table }));
  const inner = place === 'entry' ? [] : await lookIntoEntries(entries, profile);
  const outer = { findings: place === 'entry' && entries.length > 0 ? [...found, nested] : found, tables: own };
  return { type, holds: Math.max(1, entries.length), ...joined(findings, outer, ...inner) };
}

async function lookIntoEntries(entries: readonly Entry[], profile: Profile): Promise<readonly Judged[]> {
  const all: Judged[] = [];
  for (const [index, { path, bytes }] of entries.entries()) {
    const entry = index + 1;
    const { findings, tables } = await failClosed(() => lookIntoWhole(path, bytes, profile, 'entry'));
    all.push({ findings: atEntry(findings, entry), tables: tables.map(({ table }) => ({ table, entry })) });
  }
  return all;
}

const joined = (findings: readonly Finding[], ...more: readonly Judged[]): Judged => ({
  findings: [...findings, ...more.flatMap((one) => one.findings)],
  tables: more.flatMap((one) => one.tables),
});

const isDelimited = (type: FileType): type is 'csv' | 'tsv' => type === 'csv' || type === 'tsv';

/** Where there is no type by which to read on. A name that lies or is unsafe hides nothing of what is in the file. */
const stopsAt = (findings: readonly Finding[]): boolean =>
  findings.some(({ rule }) => ['empty-file', 'unknown-type', 'utf-16'].includes(rule));

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

const nested: Finding = {
  rule: 'nested-files',
  verdict: 'blocked',
  at: {},
  reason: 'a file of the archive holds files of its own, which are not opened',
  remedy: 'send the inner files themselves',
};

const tooLarge = (bytes: number, limit: number): Finding => ({
  rule: 'file-size',
  verdict: 'blocked',
  at: {},
  reason: `the file has ${bytes} bytes, and one may have ${limit}`,
  remedy: 'aggregate further, or split it into files that each show one thing',
});
