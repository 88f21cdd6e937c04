import type { FileType, Finding, Profile } from '../contract.ts';
import { inspectAcroResults } from './acro-results.ts';
import { inspectDocx } from './docx.ts';
import { type Inspected, inspected } from './inspected.ts';
import { inspectJpeg } from './jpeg.ts';
import { inspectJson } from './json.ts';
import { limits } from './limits.ts';
import { inspectModel, inspectOnnx } from './model.ts';
import { inspectNotebook } from './notebook.ts';
import { inspectPdf } from './pdf.ts';
import { inspectPng } from './png.ts';
import { finding, Refusal } from './refusal.ts';
import { refusedType } from './refused.ts';
import { inspectText } from './text.ts';
import { inspectXlsx } from './xlsx.ts';
import { inspectZip } from './zip.ts';

type Inspector = (bytes: Uint8Array, profile: Profile) => Inspected;

const text =
  (type: FileType): Inspector =>
  (bytes, profile) =>
    inspectText(type, bytes, profile);

/** CSV and TSV are read by the scanner, which needs no whole file. */
const inspectors: Readonly<Partial<Record<FileType, Inspector>>> = {
  json: inspectJson,
  notebook: inspectNotebook,
  'acro-results': inspectAcroResults,
  text: text('text'),
  markdown: text('markdown'),
  code: text('code'),
  log: text('log'),
  png: inspectPng,
  jpeg: inspectJpeg,
  pdf: inspectPdf,
  xlsx: inspectXlsx,
  docx: inspectDocx,
  zip: inspectZip,
  model: inspectModel,
  onnx: inspectOnnx,
};

const notUnderstood = finding(
  'not-understood',
  'blocked',
  'the engine does not understand the file',
  'export it again, or send its results as CSV',
);

/** Whatever happens in an inspector ends as a finding: what it could not read is blocked. */
const guarded = (inspector: Inspector, bytes: Uint8Array, profile: Profile): Inspected => {
  try {
    return inspector(bytes, profile);
  } catch (error) {
    return inspected([error instanceof Refusal ? error.finding : notUnderstood]);
  }
};

/** At most so many findings of one rule and verdict as {@link limits} allow: a report is for reading. */
const few = (findings: readonly Finding[]): readonly Finding[] => {
  const counts = new Map<string, number>();
  return findings.filter(({ rule, verdict }) => {
    const count = (counts.get(`${rule} ${verdict}`) ?? 0) + 1;
    counts.set(`${rule} ${verdict}`, count);
    return count <= limits.findingsPerRule;
  });
};

/**
 * What one file holds, of any type but CSV and TSV, read whole. Never throws. Findings speak of the file as it stands; `tables` and `entries` are yet to be
 * judged by whoever calls: an answer without findings is clear only when they are.
 */
export const inspect = async (
  type: FileType,
  _path: string,
  bytes: Uint8Array,
  profile: Profile,
): Promise<Inspected> => {
  const refusal = refusedType(type, profile);
  if (refusal.some(({ verdict }) => verdict === 'blocked')) return inspected(refusal);
  const inspector = inspectors[type];
  if (inspector === undefined) return inspected(refusal.length > 0 ? refusal : [notUnderstood]);
  const seen = guarded(inspector, bytes, profile);
  const findings = few([...refusal, ...seen.findings]);
  return findings.some(({ rule }) => rule === 'not-understood') ? inspected(findings) : { ...seen, findings };
};
