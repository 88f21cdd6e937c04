import type { FileType, Finding, InboundKind } from '../contract.ts';
import { characterFindings } from './characters.ts';
import { inboundLimits } from './inbound-limits.ts';
import { inspectPackage } from './inbound-package.ts';
import { readJson } from './json-reader.ts';
import { jsonText } from './json-text.ts';
import { limits } from './limits.ts';
import { isPlainPath } from './paths.ts';
import { recognise } from './recognise.ts';
import { finding, Refusal } from './refusal.ts';
import { secretFindings } from './secrets.ts';
import { identifiersInText } from './text-identifiers.ts';
import { tokenFindings } from './tokens.ts';
import { decode } from './utf8.ts';
import { readZip } from './zip-reader.ts';

export interface InboundInspected {
  readonly type: FileType;
  readonly findings: readonly Finding[];
}

/** What identifies a person is no wonder in data that comes in; a human must know of it. */
const forReviewers = (found: Finding): Finding => ({ ...found, verdict: 'review' });

const textFindings = (text: string): readonly Finding[] => [
  ...secretFindings(text),
  ...[...identifiersInText(text), ...tokenFindings(text), ...characterFindings(text)].map(forReviewers),
];

/** A file of its type: its text is whole, its JSON is JSON. Parquet is let through unread, and said to be. */
const contentFindings = (type: FileType, bytes: Uint8Array): readonly Finding[] => {
  if (type === 'parquet')
    return bytes.length > 12 && Buffer.from(bytes.subarray(-4)).toString('latin1') === 'PAR1'
      ? [
          finding(
            'not-read',
            'review',
            'the file is columnar, and nothing read it',
            'send CSV where you can, or say to the reviewers what it holds',
          ),
        ]
      : [finding('parquet-malformed', 'blocked', 'the file is not a whole Parquet file', 'write it again')];
  const text = decode(bytes);
  if (type !== 'json' && type !== 'notebook') return textFindings(text);
  return [...textFindings(text), ...identifiersInText(jsonText(readJson(text))).map(forReviewers)];
};

/** Wheels and packed sources by their full ending: the last part alone does not tell them from other archives. */
const isPackageName = (path: string): boolean => /\.(tar\.gz|tgz|whl|zip)$/i.test(path);

const typeOf = (kind: InboundKind, path: string, bytes: Uint8Array): InboundInspected => {
  // A wheel is a ZIP by another name.
  const name = kind === 'package' ? path.replace(/\.whl$/i, '.zip') : path;
  const { type, findings } = recognise(name, bytes.subarray(0, limits.headBytes), bytes);
  const fits = inboundLimits[kind].types.includes(type) && (kind !== 'package' || isPackageName(path));
  return {
    type,
    findings: fits
      ? findings
      : [
          ...findings,
          finding(
            'inbound-type',
            'blocked',
            `a file of this type does not come in as ${kind}`,
            `send ${accepted[kind]}`,
          ),
        ],
  };
};

const accepted: Readonly<Record<InboundKind, string>> = {
  data: 'CSV, TSV, JSON, text or Parquet',
  code: 'source code, SQL, Markdown, text, JSON, notebooks, or one ZIP of these',
  package: '.tar.gz, .tgz, .whl or .zip',
};

const inside = (kind: InboundKind, type: FileType, bytes: Uint8Array): readonly Finding[] => {
  if (kind === 'package') return inspectPackage(type, bytes);
  if (type !== 'zip') return contentFindings(type, bytes);
  return readZip(bytes, inboundLimits.code.bytes).flatMap((file) =>
    inspectOne(kind, file.path, file.bytes, false).findings.map((found) => ({
      ...found,
      at: { ...found.at, entry: file.entry },
    })),
  );
};

const inspectOne = (kind: InboundKind, path: string, bytes: Uint8Array, archives: boolean): InboundInspected => {
  const recognised = typeOf(kind, path, bytes);
  const most = inboundLimits[kind].bytes;
  const large =
    bytes.length > most
      ? [
          finding(
            'file-size',
            'blocked',
            `a file that comes in as ${kind} has at most ${most} bytes`,
            'send a smaller one',
          ),
        ]
      : [];
  const nested =
    recognised.type === 'zip' && !archives
      ? [finding('zip-nested', 'blocked', 'the archive holds another archive', 'send the inner files themselves')]
      : [];
  const findings = [...recognised.findings, ...large, ...nested];
  if (findings.some(({ verdict }) => verdict === 'blocked') || !isPlainPath(path)) return { ...recognised, findings };
  try {
    return { ...recognised, findings: [...findings, ...inside(kind, recognised.type, bytes)] };
  } catch (error) {
    const why = error instanceof Refusal ? error.finding : notUnderstood;
    return { ...recognised, findings: [...findings, why] };
  }
};

const notUnderstood = finding(
  'not-understood',
  'blocked',
  'the engine does not understand the file',
  'send it in another form',
);

/** What comes in, whole: no result, so that no rule of disclosure asks. Its type must fit its kind and its bytes their type. Never throws. */
export const inspectInbound = async (kind: InboundKind, path: string, bytes: Uint8Array): Promise<InboundInspected> =>
  inspectOne(kind, path, bytes, true);
