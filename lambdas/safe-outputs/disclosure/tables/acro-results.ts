import * as z from 'zod/mini';
import type { Finding } from '../contract.ts';

/** What a results file says of one table; whoever wrote the file may have written anything. */
export interface AcroClaim {
  /** Position in the results file, from 1. */
  readonly output: number;
  /** A plain file name beside the results file. */
  readonly name: string;
  readonly status: 'pass' | 'fail' | 'review' | 'other';
  /** It says that cells were suppressed. */
  readonly suppressed: boolean;
  /** It says that counts were rounded. */
  readonly rounded: boolean;
  /** How many cells it flags under any rule about small or dominated cells. */
  readonly flagged: number;
}

export interface AcroResults {
  readonly claims: readonly AcroClaim[];
  readonly findings: readonly Finding[];
}

const positions = z.array(z.array(z.number()));
const Sdc = z.object({
  summary: z.optional(z.record(z.string(), z.unknown())),
  cells: z.optional(z.record(z.string(), positions)),
});
const Output = z.object({
  status: z.optional(z.string()),
  summary: z.optional(z.string()),
  properties: z.optional(z.record(z.string(), z.unknown())),
  files: z.array(z.object({ name: z.string(), sdc: z.optional(z.unknown()) })),
});
const Results = z.object({ version: z.string(), results: z.record(z.string(), Output) });

/**
 * Reads `results.json` of ACRO and SACRO, 0.4 and 1.0. A file that is not of this form is broken; a name that leads out of its folder is refused.
 * https://github.com/AI-SDC/ACRO, acro/record.py
 */
export function readAcroResults(text: string): AcroResults {
  const parsed = Results.safeParse(parse(text));
  if (!parsed.success) return { claims: [], findings: [broken] };
  const findings: Finding[] = [];
  const claims = Object.values(parsed.data.results).flatMap((output, index) =>
    output.files.flatMap(({ name, sdc }): readonly AcroClaim[] => {
      if (!isPlainName(name)) {
        findings.push(refusedName(index + 1));
        return [];
      }
      const read = Sdc.safeParse(sdc ?? {});
      if (!read.success) findings.push({ ...broken, verdict: 'review' });
      return [{ output: index + 1, name, ...claimOf(output, read.success ? read.data : {}) }];
    }),
  );
  return { claims, findings };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Neither a folder, a way up, a drive nor a character that a file system or a screen reads as something else. */
function isPlainName(name: string): boolean {
  if (name === '' || name.length > 255 || name === '.' || name.includes('..')) return false;
  return !/[/\\:\p{Cc}\p{Cf}]/u.test(name);
}

/** ACRO 0.4 and 1.0 call the same rules by other names. Linked tables and missing values are no cells to compare. */
const cellRules = new Set([
  ...['threshold', 'p-ratio', 'nk-rule', 'all-values-are-same'],
  ...[
    'MinimumThresholdCheck',
    'PPercentCheck',
    'NKCheck',
    'PresenceOfZeroCheck',
    'RequiredZeroCheck',
    'MinimumDoFCheck',
  ],
]);

function claimOf(
  { status, summary, properties }: z.infer<typeof Output>,
  { summary: counts, cells }: z.infer<typeof Sdc>,
): Omit<AcroClaim, 'output' | 'name'> {
  const mitigation = String(properties?.mitigation ?? '').toLowerCase();
  const flagged = new Set(
    Object.entries(cells ?? {}).flatMap(([rule, at]) => (cellRules.has(rule) ? at.map(String) : [])),
  );
  const known = (['pass', 'fail', 'review'] as const).find((one) => one === status?.toLowerCase());
  return {
    status: known ?? 'other',
    suppressed:
      counts?.suppressed === true ||
      mitigation.startsWith('suppress') ||
      /suppress(ed|ion) (was |is )?applied|suppression=true/i.test(summary ?? ''),
    rounded: mitigation.startsWith('round') || properties?.round_base !== undefined,
    flagged: flagged.size,
  };
}

const broken: Finding = {
  rule: 'not-understood',
  verdict: 'blocked',
  at: {},
  reason: 'the results file is not of the form that ACRO or SACRO writes',
  remedy: 'write it again with finalise(), or leave it out',
};

const refusedName = (output: number): Finding => ({
  rule: 'claim-name',
  verdict: 'blocked',
  at: {},
  reason: `output ${output} of the results file names a file outside its own folder, or by no plain name`,
  remedy: 'keep every output beside the results file',
});
