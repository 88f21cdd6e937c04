import { parseArgs } from 'node:util';
import { audit as auditTemplates } from '../../policies/audit/audit.ts';
import { NothingToAudit, type ReadTemplates, readTemplates } from '../../policies/audit/read-templates.ts';
import { readable } from '../../policies/audit/readable.ts';
import { reportOf } from '../../policies/audit/report.ts';
import { sections } from '../../policies/audit/sections.ts';
import { rules } from '../../policies/rules.ts';
import { worksOnAwsRules } from '../../policies/works-on-aws/rules.ts';
import { version } from '../commit.ts';
import type { Verb } from './verb.ts';

const usage = `usage: tre audit <folder or file> [--json] [--rule <id>]… [--account <id>] [--region <region>]

Runs every rule over CloudFormation templates of anybody, JSON or YAML, or a cloud assembly. Writes nothing.
What a template leaves open (parameters, conditions, macros, look-ups) is unknown: no pass, and no accusation.
--rule runs the named rules only. --account and --region say where templates stand that do not say it themselves.
--json prints docs/reference/audit-schema.json.
Exit status: 0 nothing failed and nothing is unknown, 1 something did, is, or could not be read, 2 usage.`;

export const audit: Verb = {
  usage,
  async run(args, io) {
    const options = parse(args);
    if (typeof options === 'string') {
      io.stderr(`tre audit: ${options}\n\n${usage}\n`);
      return 2;
    }
    let read: ReadTemplates;
    try {
      read = placed(readTemplates(options.path), options);
    } catch (error) {
      if (!(error instanceof NothingToAudit)) throw error;
      io.stderr(`tre audit: ${error.message}\n`);
      return 1;
    }
    const chosen = <R extends { readonly id: string }>(all: readonly R[]) =>
      options.rules.length === 0 ? all : all.filter(({ id }) => options.rules.includes(id));
    const sets = {
      safe: chosen(rules),
      worksOnAws: chosen(worksOnAwsRules),
      sections: options.rules.length === 0 ? sections : [],
    };
    const total = sets.safe.length + sets.worksOnAws.length;
    io.stderr(`${read.templates.length} templates read; asking ${total} rules …\n`);
    let asked = 0;
    const progress = (rule: string) => {
      asked += 1;
      if (process.stderr.isTTY) io.stderr(`\r\u001B[K${asked}/${total} ${rule}${asked === total ? '\r\u001B[K' : ''}`);
    };
    const report = reportOf(read, auditTemplates(read.templates, sets, progress), version);
    io.stdout(options.json ? `${JSON.stringify(report, undefined, 2)}\n` : readable(report));
    return report.ok ? 0 : 1;
  },
};

/** The place that the user names holds for what does not name its own. */
const placed = (read: ReadTemplates, { account, region }: { account?: string; region?: string }): ReadTemplates => ({
  ...read,
  templates: read.templates.map((template) => ({
    ...template,
    account: template.account ?? account,
    region: template.region ?? region,
  })),
});

function parse(args: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        rule: { type: 'string', multiple: true, default: [] },
        account: { type: 'string' },
        region: { type: 'string' },
      },
    });
    const [path, ...more] = positionals;
    if (path === undefined || more.length > 0) return 'name one folder, or one template';
    const known = [...rules, ...worksOnAwsRules].map(({ id }) => id);
    const strange = values.rule.filter((id) => !known.includes(id));
    if (strange.length > 0) return `there is no rule ${strange.join(', ')}${nearest(strange[0] ?? '', known)}`;
    const { account, region } = values;
    if (account !== undefined && !/^\d{12}$/.test(account)) return '--account must be twelve digits';
    if (region !== undefined && !/^[a-z]{2}(-[a-z]+)+-\d$/.test(region)) return '--region must be like eu-west-2';
    return {
      path,
      json: values.json,
      rules: values.rule,
      ...(account === undefined ? {} : { account }),
      ...(region === undefined ? {} : { region }),
    };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Ids that share a word with what was asked for. */
function nearest(asked: string, known: readonly string[]): string {
  const words = asked.split('-').filter((word) => word.length > 3);
  const close = known.filter((id) => words.some((word) => id.includes(word))).slice(0, 5);
  return close.length === 0 ? '' : `; did you mean ${close.join(', ')}?`;
}
