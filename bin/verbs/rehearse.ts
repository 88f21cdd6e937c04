import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { narrowingProblem } from '../../rehearsal/faults/narrowed.ts';
import { subjects } from '../../rehearsal/faults/subjects.ts';
import { rehearse as rehearseOne } from '../../rehearsal/rehearse.ts';
import { exitStatus, line, type Report, summary } from '../../rehearsal/report.ts';
import { expectInterrupt } from '../../rehearsal/running-process.ts';
import type { Target } from '../../rehearsal/target/target.ts';
import { askTemplates } from '../ask-templates.ts';
import { assemble } from '../assembly.ts';
import { RefusedDeployment, readOrExplain } from '../deployment-file.ts';
import { asOfProblem } from './as-of.ts';
import type { Io, Verb } from './verb.ts';

const usage = `usage: tre rehearse <file…> [--keep | --faults [--subject <words>]… [--kind <words>]…] [--endpoint <url>] [--profile <name>] [--as-of YYYY-MM-DD] [--json]

Deploys each deployment with the real cdk into an AWS emulator that it installs and starts here, runs the scenarios, adds a
project and removes everything in the documented order; at the same time once more with IAM deciding, and once over the
earlier release. Two linters read the templates. Needs Python 3.10 or later, and PyPI the first time.
  --faults    instead strikes every function at every one of its calls in turn; takes hours. Narrowed, as to what it is about
              or is called by --subject, and to kinds of fault by --kind: part of a name each; then the rest counts as skipped
  --keep      leaves the first deployment standing until Ctrl-C, and says how to reach it
  --endpoint, --profile   deploy the unchanged templates into an emulator or account of yours; trials only
--json prints docs/reference/rehearse-schema.json. REHEARSAL_NODE names another node for the functions to run on.
Exit status: 0 fine, 1 findings, 2 usage, 3 something was skipped, which is never fine (1 with REHEARSAL_REQUIRED=1).`;

export const rehearse: Verb = {
  usage,
  async run(args, io) {
    const options = parse(args);
    if (typeof options === 'string') {
      io.stderr(`tre rehearse: ${options}\n\n${usage}\n`);
      return 2;
    }
    const asOf = options.asOf ?? io.today();
    const reports: Report[] = [];
    for (const file of options.files) {
      try {
        const report = await one(resolve(file), asOf, options, io);
        if (typeof report === 'string') {
          io.stderr(`tre rehearse: ${report}\n`);
          return 2;
        }
        reports.push(report);
      } catch (error) {
        if (!(error instanceof RefusedDeployment)) throw error;
        io.stderr(`${error.message}\n`);
        return 1;
      }
    }
    io.stdout(options.json ? `${JSON.stringify(reports, undefined, 2)}\n` : `\n${reports.map(summary).join('\n')}\n`);
    const status = exitStatus(reports.flatMap(({ rows }) => rows));
    if (status !== 3) return status;
    io.stderr('\n*** REHEARSAL NOT COMPLETE: what was skipped above was not rehearsed ***\n');
    return process.env.REHEARSAL_REQUIRED === '1' ? 1 : 3;
  },
};

type Asked = Exclude<ReturnType<typeof parse>, string>;

async function one(file: string, asOf: string, asked: Asked, io: Io): Promise<Report | string> {
  const deployment = readOrExplain(file, asOf);
  const { endpoint, profile, keep, faults, json } = asked;
  if ((endpoint ?? profile) !== undefined && deployment.stage.kind !== 'trial') {
    return `${file} is stage: production, whose locks outlast any rehearsal; only a trial may leave this machine`;
  }
  const say = json ? io.stderr : io.stdout;
  say(`\n${deployment.id}, as of ${asOf}\n`);
  return rehearseOne({
    file,
    deployment,
    asOf,
    keep,
    faults,
    endpoint,
    profile,
    print: (row) => say(`${line(row)}\n`),
    kept: (target) => untilInterrupted(target, say),
    evaluator: askTemplates,
    synthesise: (what, outdir) => {
      const { policies } = assemble({
        deployment: what,
        asOf,
        outdir,
        validateTemplates: false,
        failOnFindings: false,
      });
      return policies.results.flatMap(({ rule, outcomes }) =>
        outcomes.some(({ result }) => result === 'fail') ? [rule.id] : [],
      );
    },
  });
}

async function untilInterrupted({ env }: Target, say: (text: string) => void): Promise<void> {
  const wanted = Object.entries(env).filter(([name]) => name.startsWith('AWS_'));
  say(
    `\nIt stands until Ctrl-C. In another terminal:\n${wanted.map(([name, value]) => `export ${name}=${value}\n`).join('')}`,
  );
  await expectInterrupt();
}

function parse(args: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        keep: { type: 'boolean', default: false },
        faults: { type: 'boolean', default: false },
        subject: { type: 'string', multiple: true, default: [] },
        kind: { type: 'string', multiple: true, default: [] },
        endpoint: { type: 'string' },
        profile: { type: 'string' },
        'as-of': { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    });
    if (positionals.length === 0) return 'name at least one deployment file';
    if (values.endpoint !== undefined && !URL.canParse(values.endpoint)) return '--endpoint must be an address';
    const wrongDay = asOfProblem(values['as-of']);
    if (wrongDay) return wrongDay;
    const { keep, faults, endpoint, profile, json } = values;
    if (faults && (keep || endpoint !== undefined || profile !== undefined))
      return '--faults wants an emulator of its own';
    const narrowing = { subjects: values.subject, kinds: values.kind };
    if (!faults && narrowing.subjects.length + narrowing.kinds.length > 0)
      return '--subject and --kind narrow --faults, which is not asked for';
    const nothing = narrowingProblem(narrowing, subjects);
    if (nothing) return nothing;
    const its = { keep, faults: faults ? narrowing : undefined, endpoint, profile, json };
    return { files: positionals, asOf: values['as-of'], ...its };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
