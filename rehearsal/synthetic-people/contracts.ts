import * as z from 'zod';
import { checkRepeats } from '../../lib/config/checks/repeats.ts';
import { Dataset } from '../../lib/config/dataset.ts';
import { soundPart } from '../../lib/config/draft.ts';
import { explain } from '../../lib/config/explain.ts';
import { describeProblem, type Finding, pathText } from '../../lib/config/problem.ts';
import { readText } from '../../lib/config/text.ts';
import { parseYaml } from '../../lib/config/yaml.ts';
import { canLink } from './table-plan.ts';

/** All that is asked of a deployment file here; the rest of it may still be a draft. */
const Datasets = z.looseObject({ datasets: z.array(Dataset).min(1) });

export type Contracts =
  | { readonly ok: true; readonly datasets: readonly Dataset[] }
  | { readonly ok: false; readonly problems: readonly string[] };

/** The dataset contracts of a deployment file, or everything that is wrong with them. */
export function readContracts(file: string): Contracts {
  const read = readText(file);
  if (!read.ok) return refused([describeProblem({ file, line: 1, path: '', ...read })]);
  const yaml = parseYaml(read.text);
  if (yaml.flaws.length > 0) return refused(yaml.flaws.map((flaw) => describeProblem({ file, path: '', ...flaw })));
  const { content } = yaml;
  if (typeof content !== 'object' || content === null || Array.isArray(content)) {
    const rule = 'must be a map of fields';
    return refused([
      describeProblem({ file, line: 1, path: '', rule, value: 'something else', remedy: 'start from `tre init`' }),
    ]);
  }
  const parsed = Datasets.safeParse(content);
  const { datasets } = parsed.success ? { datasets: parsed.data.datasets } : soundPart(content, parsed.error.issues);
  const findings = [
    ...(parsed.success ? [] : explain(content, parsed.error.issues)),
    ...checkRepeats({ datasets }),
    ...(parsed.success ? unlinkable(parsed.data.datasets) : []),
  ];
  if (parsed.success && findings.length === 0) return { ok: true, datasets: parsed.data.datasets };
  const problems = findings.map(({ path, rule, remedy }) => ({
    file,
    line: yaml.lineOf(path),
    path: pathText(path),
    rule,
    value: yaml.shownAt(path),
    remedy,
  }));
  return refused(problems.sort((one, other) => one.line - other.line).map(describeProblem));
}

const refused = (problems: readonly string[]): Contracts => ({ ok: false, problems });

const unlinkable = (datasets: readonly Dataset[]): Finding[] =>
  datasets.flatMap(({ tables }, d) =>
    tables.flatMap(({ columns }, t) =>
      columns.flatMap((column, c) =>
        canLink(column)
          ? []
          : [
              {
                path: ['datasets', d, 'tables', t, 'columns', c, 'type'],
                rule: 'must be string or bigint where the role is linkage, to hold an NHS number',
                remedy: 'make it string',
              },
            ],
      ),
    ),
  );
