import type { Finding, Profile, Verdict } from '../../lambdas/safe-outputs/disclosure/contract.ts';
import { engineVersion } from '../../lambdas/safe-outputs/disclosure/engine-version.ts';
import { profileHash, profiles } from '../../lambdas/safe-outputs/disclosure/profiles.ts';
import { worst } from '../../lambdas/safe-outputs/disclosure/worst.ts';
import { type CheckOptions, checkOptions } from '../check/check-options.ts';
import { earlierTables, NotComparable } from '../check/earlier-tables.ts';
import { labelsOf } from '../check/labels.ts';
import { type LookedAt, lookedAt, unjudgedFinding } from '../check/looked-at.ts';
import { NotThere, outputsIn } from '../check/outputs-on-disk.ts';
import { type Shown, shownFiles, shownFinding, summary } from '../check/shown-findings.ts';
import { writeSuggestion } from '../check/suggested-copy.ts';
import type { CheckJson } from '../check-schema.ts';
import type { Verb } from './verb.ts';

const usage = `usage: tre check <path…> [--profile ${Object.keys(profiles).join('|')}]
                 [--earlier <folder>] [--suggest] [--json]

Says of outputs what the airlock's checks will say, on your own machine; nothing leaves it. Folders are walked.
  --profile  the rules of the project (uk-health-10); docs/reference/disclosure-rules.md lists them with their numbers
  --earlier  a folder of what the project released before, from which new tables could be subtracted
  --suggest  writes <name>.suggested.csv beside each table that rounding and suppression mend; never over a file
  --json     prints docs/reference/check-schema.json
A file is clear, for review (people look at it in any case), needs a fix, or blocked.
Exit status: 0 every file is clear, 1 one is blocked or needs a fix, 2 usage, 3 one is for review.`;

export const check: Verb = {
  usage,
  async run(args, io) {
    const refuse = (why: string): number => {
      io.stderr(`tre check: ${why}\n\n${usage}\n`);
      return 2;
    };
    const options = checkOptions(args);
    if (typeof options === 'string') return refuse(options);
    const profile = profiles[options.profile];
    try {
      const { outputs, noFiles } = outputsIn(options.paths);
      const earlier = options.earlier === undefined ? [] : await earlierTables(options.earlier, profile);
      const context = { earlier };
      const looked = await lookedAt(outputs, profile, context);
      const all = { ...looked, unjudged: [...noFiles, ...looked.unjudged] };
      io.stdout(options.json ? asJson(all, profile) : await asText(all, options));
      if (options.suggest)
        for (const { output, report } of looked.files) {
          if (report.verdict !== 'needs-fix') continue;
          const { says } = await writeSuggestion(output, report, profile, context);
          (options.json ? io.stderr : io.stdout)(`${says}\n`);
        }
      return statusOf(worst(verdictsOf(all)));
    } catch (error) {
      if (error instanceof NotThere || error instanceof NotComparable) return refuse(error.message);
      throw error;
    }
  },
};

const statuses: Readonly<Record<Verdict, number>> = { clear: 0, review: 3, 'needs-fix': 1, blocked: 1 };
const statusOf = (verdict: Verdict): number => statuses[verdict];

const verdictsOf = ({ findings, files, unjudged }: LookedAt): readonly Verdict[] => [
  ...findings.map(({ verdict }) => verdict),
  ...files.map(({ report }) => report.verdict),
  ...unjudged.map((): Verdict => 'blocked'),
];

/** Whether a label or a heading stands beside it. */
const isInTable = ({ at: { column, cells, entry } }: Finding): boolean =>
  entry === undefined && (column !== undefined || cells !== undefined);

async function asText({ findings, files, unjudged }: LookedAt, { profile }: CheckOptions): Promise<string> {
  const shown: Shown[] = [
    ...(await Promise.all(
      files.map(async ({ output, report: { type, verdict, findings } }) => {
        const table = findings.some(isInTable) ? await labelsOf(output, type) : undefined;
        return { path: output.shown, type, verdict, findings, table };
      }),
    )),
    ...unjudged.map(({ shown, why }): Shown => {
      return { path: shown, type: 'unknown', verdict: 'blocked', findings: [unjudgedFinding(why)], table: undefined };
    }),
  ];
  const together = findings.length > 0 ? ['the files together', ...findings.flatMap((one) => shownFinding(one))] : [];
  return [
    shownFiles(shown),
    ...together,
    '',
    `${summary(shown.map(({ verdict }) => verdict))}; profile ${profile}, engine ${engineVersion}`,
    '',
  ].join('\n');
}

function asJson({ findings: together, files, unjudged }: LookedAt, profile: Profile): string {
  const bare = ({ rule, at: { cells, ...at }, reason, remedy }: Finding) => ({
    rule,
    at: { ...at, ...(cells === undefined ? {} : { cells: [...cells] }) },
    reason,
    remedy,
  });
  const told: CheckJson = {
    engine: engineVersion,
    profile: { id: profile.id, hash: profileHash(profile) },
    files: [
      ...files.map(({ output, report: { type, verdict, findings } }) => ({
        path: output.shown,
        type,
        verdict: worst([verdict, ...together.map((one) => one.verdict)]),
        findings: [...findings, ...together].map(bare),
      })),
      ...unjudged.map(({ shown, why }) => {
        const verdict: Verdict = 'blocked';
        return { path: shown, type: 'unknown' as const, verdict, findings: [bare(unjudgedFinding(why))] };
      }),
    ],
  };
  return `${JSON.stringify(told, undefined, 2)}\n`;
}
