import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Deployment } from '../../lib/config/deployment.ts';
import { describeProblem } from '../../lib/config/problem.ts';
import { readDeployment } from '../../lib/config/read.ts';
import { controlIds } from '../../policies/catalogue/catalogue.ts';
import type { Account } from '../../rehearsal/preflight/account.ts';
import type { Connection } from '../../rehearsal/preflight/call.ts';
import { type Plan, planOf } from '../../rehearsal/preflight/plan.ts';
import { leastPolicy } from '../../rehearsal/preflight/policy.ts';
import { liveAccount } from '../../rehearsal/preflight/ports/live-account.ts';
import { preflight as askAll } from '../../rehearsal/preflight/preflight.ts';
import { everyQuestion, questions } from '../../rehearsal/preflight/questions.ts';
import { reportOf } from '../../rehearsal/preflight/report.ts';
import { synthesisedStacks } from '../../rehearsal/preflight/synthesised-stacks.ts';
import { table } from '../../rehearsal/preflight/table.ts';
import { assemble } from '../assembly.ts';
import type { Verb } from './verb.ts';

const usage = `usage: tre preflight <file> [--profile <name>] [--region <region>] [--endpoint <url>] [--json | --policy]

Asks the account what is there already, what would fail, why, and what to change in the file. Only reads.
--policy prints the least IAM policy that it needs, and asks nothing. --json prints docs/reference/preflight-schema.json.
It asks in the region of the file; with another --region it says so and asks nothing else. Credentials and AWS_ENDPOINT_URL
come from the environment.
Exit status: 0 nothing would fail, 1 something would, or is unknown, or the file is refused, 2 usage.`;

/** The two things that cost: a synthesis, and an account. */
export interface World {
  plan(deployment: Deployment, asOf: string): Plan;
  account(connection: Connection): Account;
}

export const preflightIn = (world: World): Verb => ({
  usage,
  async run(args, io) {
    const options = parse(args);
    if (typeof options === 'string') {
      io.stderr(`tre preflight: ${options}\n\n${usage}\n`);
      return 2;
    }
    const today = io.today();
    const read = readDeployment(options.file, { knownControls: controlIds, asOf: today });
    if (!read.ok) {
      io.stderr(`${read.problems.map(describeProblem).join('\n')}\n`);
      return 1;
    }
    const { deployment } = read;
    if (options.policy) {
      io.stdout(`${JSON.stringify(leastPolicy(everyQuestion, deployment), undefined, 2)}\n`);
      return 0;
    }
    const { region = deployment.aws.region, ...others } = options.connection;
    io.stderr(`${deployment.id}: synthesising, to know what it would create …\n`);
    const plan = world.plan(deployment, today);
    io.stderr(`${deployment.id}: asking ${everyQuestion.length} questions in ${region} …\n`);
    const account = world.account({ region, ...others });
    const subject = { deployment, plan, today, region, ...others };
    const report = reportOf(subject, await askAll(questions, account, subject));
    io.stdout(options.json ? `${JSON.stringify(report, undefined, 2)}\n` : table(report));
    return report.ok ? 0 : 1;
  },
});

export const preflight = preflightIn({
  plan(deployment, asOf) {
    const outdir = mkdtempSync(join(tmpdir(), 'tre-preflight-'));
    try {
      const { assembly } = assemble({ deployment, asOf, outdir, validateTemplates: false, failOnFindings: false });
      return planOf(synthesisedStacks(assembly), deployment.aws);
    } finally {
      rmSync(outdir, { recursive: true, force: true });
    }
  },
  account: (connection) => liveAccount(connection, { atOnce: 8, millisecondsEach: 30_000 }),
});

function parse(args: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        profile: { type: 'string' },
        region: { type: 'string' },
        endpoint: { type: 'string' },
        json: { type: 'boolean', default: false },
        policy: { type: 'boolean', default: false },
      },
    });
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0) return 'name one deployment file';
    if (values.json && values.policy) return '--json and --policy exclude each other; a policy is JSON anyway';
    if (values.region !== undefined && values.policy)
      return '--region and --policy exclude each other; a policy is for the region of the file';
    const endpoint = values.endpoint ?? process.env.AWS_ENDPOINT_URL;
    if (endpoint !== undefined && !/^https?:$/.test(URL.canParse(endpoint) ? new URL(endpoint).protocol : ''))
      return `--endpoint must be a URL of http or https, not ${JSON.stringify(endpoint)}`;
    const { json, policy, profile, region } = values;
    const connection: Partial<Connection> = {
      ...(profile === undefined ? {} : { profile }),
      ...(region === undefined ? {} : { region }),
      ...(endpoint === undefined ? {} : { endpoint }),
    };
    return { file, json, policy, connection };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
