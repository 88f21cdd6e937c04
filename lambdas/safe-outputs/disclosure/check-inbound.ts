import { canonical, sha256 } from '../../workflow/canonical.ts';
import type { FileReport, Finding, InboundKind, Report, Source } from './contract.ts';
import { engineVersion } from './engine-version.ts';
import { notUnderstood } from './fail-closed.ts';
import { inspectInbound } from './files/inbound.ts';
import { inboundLimits } from './files/inbound-limits.ts';
import { held } from './held.ts';
import { measured, Unread } from './measured.ts';
import { requestFindings } from './request-findings.ts';
import { worst } from './worst.ts';

/** Of files that come in together. */
export const inboundRequest = { files: 100, bytesPerRequest: 64 * 2 ** 20 } as const;

const tooLarge = (kind: InboundKind, most: number): Finding => ({
  rule: 'file-size',
  verdict: 'blocked',
  at: {},
  reason: `a file that comes in as ${kind} has at most ${most} bytes`,
  remedy: 'send a smaller one',
});

/** One reading of one file, whole and no longer than its kind may be. */
async function reportOf(source: Source, position: number, kind: InboundKind): Promise<FileReport> {
  const { path } = source;
  const most = inboundLimits[kind].bytes;
  const reading = measured(source, position);
  const whole = await held(reading.bytes, most);
  const { bytes, sha256: hash } = await reading.end();
  const of = { path, bytes, sha256: hash, tables: [] };
  if (whole === undefined) return { ...of, type: 'unknown', verdict: 'blocked', findings: [tooLarge(kind, most)] };
  try {
    const { type, findings } = await inspectInbound(kind, path, whole);
    return { ...of, type, verdict: worst(findings.map(({ verdict }) => verdict)), findings };
  } catch (error) {
    if (error instanceof Unread) throw error;
    return { ...of, type: 'unknown', verdict: 'blocked', findings: [notUnderstood] };
  }
}

/**
 * Judges files of one kind as one request to bring them in: no rule of disclosure asks, as nothing of it was computed inside.
 * @throws Unread where a source fails: then nothing is known, and the check must be made again
 */
export async function checkInbound(sources: readonly Source[], kind: InboundKind): Promise<Report> {
  const files: FileReport[] = [];
  for (const [position, source] of sources.entries()) files.push(await reportOf(source, position, kind));
  const findings = requestFindings(
    files.map((file) => ({ ...file, holds: 1 })),
    inboundRequest,
  );
  return {
    engine: engineVersion,
    profile: { id: 'inbound', hash: sha256(canonical({ ...inboundLimits, request: inboundRequest })) },
    verdict: worst([...findings, ...files].map(({ verdict }) => verdict)),
    findings,
    files,
  };
}
