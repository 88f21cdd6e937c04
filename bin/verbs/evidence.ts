import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Deployment } from '../../lib/config/deployment.ts';
import { describeProblem } from '../../lib/config/problem.ts';
import { readDeployment } from '../../lib/config/read.ts';
import { controlIds } from '../../policies/catalogue/catalogue.ts';
import { type Assessment, assess } from '../../policies/evidence/assess.ts';
import { pack } from '../../policies/evidence/pack.ts';
import { assemble } from '../assembly.ts';
import { subjectOf } from '../subject.ts';
import { asOfProblem } from './as-of.ts';
import type { Io, Verb } from './verb.ts';

const usage = `usage: tre evidence <file…> [--out <folder>] [--as-of YYYY-MM-DD] [--json]

Synthesises each deployment, runs every rule over it and writes <folder>/<deployment>/ (default: evidence/).
Exit status: 0 every mandatory statement is met or excepted, 1 some are not or a file is refused, 2 usage.`;

/** What `--json` prints of one deployment. */
export interface EvidenceSummary {
  readonly deployment: string;
  readonly folder: string;
  readonly asOf: string;
  /** Level -> status -> number of SATRE statements. */
  readonly counts: Assessment['counts'];
  readonly mandatoryUnmet: readonly string[];
  /** Of both kinds: what is not safe, and what would not deploy or not do what it says on AWS. */
  readonly failedRules: readonly string[];
}

export const evidence: Verb = {
  usage,
  async run(args, io) {
    const options = parse(args);
    if (typeof options === 'string') {
      io.stderr(`tre evidence: ${options}\n\n${usage}\n`);
      return 2;
    }
    const asOf = options.asOf ?? io.today();
    const reads = options.files.map((file) => readDeployment(file, { knownControls: controlIds, asOf }));
    const problems = reads.flatMap((read) => (read.ok ? [] : read.problems));
    if (problems.length > 0) {
      io.stderr(`${problems.map(describeProblem).join('\n')}\n`);
      return 1;
    }
    const read = reads.flatMap((one, index) =>
      one.ok ? [{ deployment: one.deployment, file: options.files[index] ?? '' }] : [],
    );
    const deployments = read.map(({ deployment }) => deployment);
    const repeated = deployments.find(({ id }, index) => deployments.findIndex((other) => other.id === id) !== index);
    if (repeated) {
      io.stderr(`tre evidence: two files have the id ${repeated.id}, and their packs would overwrite each other\n`);
      return 2;
    }
    const taken = deployments.map(({ id }) => join(options.out, id)).filter(isSomethingElse);
    if (taken.length > 0) {
      io.stderr(`tre evidence: ${taken.join(', ')} holds something other than an evidence pack; name another --out\n`);
      return 2;
    }
    const summaries = read.map(({ deployment, file }) => write(deployment, file, asOf, options.out, io));
    io.stdout(options.json ? `${JSON.stringify(summaries, undefined, 2)}\n` : summaries.map(readable).join('\n'));
    return summaries.every(({ mandatoryUnmet }) => mandatoryUnmet.length === 0) ? 0 : 1;
  },
};

function parse(args: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { out: { type: 'string' }, 'as-of': { type: 'string' }, json: { type: 'boolean' } },
    });
    if (positionals.length === 0) return 'name at least one deployment file';
    const wrongDay = asOfProblem(values['as-of']);
    if (wrongDay) return wrongDay;
    return { files: positionals, out: values.out ?? 'evidence', asOf: values['as-of'], json: values.json ?? false };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** A folder that a pack may not replace: it is there, holds something, and is no pack. */
const isSomethingElse = (folder: string): boolean =>
  existsSync(folder) &&
  !(statSync(folder).isDirectory() && (readdirSync(folder).length === 0 || existsSync(join(folder, 'SHA256SUMS'))));

/** Writes beside the pack and renames, so that a pack is whole or absent. */
function write(deployment: Deployment, file: string, asOf: string, out: string, io: Io): EvidenceSummary {
  io.stderr(`${deployment.id}: synthesising and judging …\n`);
  const outdir = mkdtempSync(join(tmpdir(), 'tre-assembly-'));
  try {
    const judged = assemble({ deployment, asOf, outdir, validateTemplates: true, failOnFindings: false });
    const subject = subjectOf(deployment, file, judged, asOf);
    const assessment = assess(subject);
    const folder = join(out, deployment.id);
    mkdirSync(out, { recursive: true });
    const fresh = mkdtempSync(join(out, `.${deployment.id}-`));
    for (const [name, content] of pack(subject)) writeFileSync(join(fresh, name), content);
    chmodSync(fresh, 0o755);
    rmSync(folder, { recursive: true, force: true });
    renameSync(fresh, folder);
    return {
      deployment: deployment.id,
      folder,
      asOf,
      counts: assessment.counts,
      mandatoryUnmet: assessment.mandatoryUnmet,
      failedRules: [...subject.rules, ...judged.worksOnAws.results]
        .filter(({ outcomes }) => outcomes.some(({ result }) => result === 'fail'))
        .map(({ rule }) => rule.id),
    };
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

function readable({ deployment, folder, asOf, counts, mandatoryUnmet, failedRules }: EvidenceSummary): string {
  const rows = Object.entries(counts).map(
    ([level, statuses]) =>
      `  ${level.padEnd(12)} ${Object.entries(statuses)
        .filter(([, number]) => number > 0)
        .map(([status, number]) => `${number} ${status}`)
        .join(', ')}`,
  );
  return `${[
    `${deployment} as of ${asOf}: ${mandatoryUnmet.length} mandatory statements unmet`,
    ...rows,
    ...(failedRules.length > 0 ? [`  failed rules: ${failedRules.join(', ')}`] : []),
    `  open ${join(folder, 'index.html')}`,
  ].join('\n')}\n`;
}
