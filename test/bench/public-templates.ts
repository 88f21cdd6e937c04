import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { audit } from '../../policies/audit/audit.ts';
import { readTemplates } from '../../policies/audit/read-templates.ts';
import { reportOf } from '../../policies/audit/report.ts';
import { rules } from '../../policies/rules.ts';
import { worksOnAwsRules } from '../../policies/works-on-aws/rules.ts';

/**
 * `node --import tsx test/bench/public-templates.ts <folder>`: the table of docs/reference/public-templates.md, one row for each template
 * of the folder, audited by itself. The templates are their authors' and stay out of this repository.
 */
function main([folder]: readonly string[]): void {
  if (folder === undefined) throw new Error('name a folder of templates');
  console.log(
    '| template | resources | findings | unknown | passes | rules failed / unknown / passed | kinds nobody asked about |',
  );
  console.log('|---|---|---|---|---|---|---|');
  for (const name of readdirSync(folder).sort()) {
    const read = readTemplates(join(folder, name));
    const { counts, kinds } = reportOf(read, audit(read.templates, { safe: rules, worksOnAws: worksOnAwsRules }), '');
    const { findings, rules: judged } = counts;
    const cells = [
      name.replace(/\.[a-z]+$/, ''),
      counts.resources,
      findings.fail,
      findings.unknown,
      findings.pass,
      `${judged.fail} / ${judged.unknown} / ${judged.pass}`,
      kinds.filter(({ known }) => !known).length,
    ];
    console.log(`| ${cells.join(' | ')} |`);
  }
}

main(process.argv.slice(2));
