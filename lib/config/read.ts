import { crossChecks } from './cross-checks.ts';
import { Deployment } from './deployment.ts';
import { soundPart } from './draft.ts';
import { explain } from './explain.ts';
import { type Finding, type Problem, pathText } from './problem.ts';
import { readText } from './text.ts';
import { parseYaml } from './yaml.ts';

/** A file with more is no attempt at a deployment file, and must not cost minutes to explain. */
const mostIssues = 500;

export interface ReadOptions {
  /** Ids of the control catalogue; exceptions and attestations may name no other. */
  readonly knownControls: ReadonlySet<string>;
  /** The day (`YYYY-MM-DD`) on which an exception must be live to count. */
  readonly asOf: string;
}

export type Read =
  | { readonly ok: true; readonly deployment: Deployment }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Reads and judges one deployment file. Expected trouble is a value: all problems at once, in the order of the file. */
export function readDeployment(file: string, options: ReadOptions): Read {
  const read = readText(file);
  if (!read.ok) {
    const { rule, value, remedy } = read;
    return { ok: false, problems: [{ file, line: 1, path: '', rule, value, remedy }] };
  }
  return parseDeployment(read.text, file, options);
}

/** The same for text at hand; `file` is only named in the problems. */
export function parseDeployment(text: string, file: string, options: ReadOptions): Read {
  const yaml = parseYaml(text);
  const problems: Problem[] = yaml.flaws.map((flaw) => ({ file, path: '', ...flaw }));
  const { findings, deployment } = judge(yaml.content, problems.length > 0, options);
  for (const { path, rule, remedy } of findings) {
    problems.push({ file, line: yaml.lineOf(path), path: pathText(path), rule, value: yaml.shownAt(path), remedy });
  }
  if (problems.length === 0 && deployment !== undefined) return { ok: true, deployment };
  return { ok: false, problems: problems.sort((one, other) => one.line - other.line) };
}

interface Judged {
  readonly findings: readonly Finding[];
  readonly deployment?: Deployment;
}

function judge(content: unknown, flawed: boolean, options: ReadOptions): Judged {
  if (content === undefined && flawed) return { findings: [] };
  if (content === undefined || content === null) {
    return { findings: [{ path: [], rule: 'must not be empty', remedy: 'start from `tre init`' }] };
  }
  if (typeof content !== 'object' || Array.isArray(content)) {
    return { findings: [{ path: [], rule: 'must be a map of fields', remedy: 'start from `tre init`' }] };
  }
  const parsed = Deployment.safeParse(content);
  if (parsed.success) return { findings: crossChecks(parsed.data, options), deployment: parsed.data };
  const { issues } = parsed.error;
  const findings = explain(content, issues.slice(0, mostIssues));
  if (issues.length <= mostIssues) findings.push(...crossChecks(soundPart(content, issues), options));
  return { findings };
}
