/** What an independent checker says of one resource. */
export interface Finding {
  readonly tool: 'cfn-lint' | 'checkov';
  readonly rule: string;
  /** Path of the construct, such as `SafeData/Purge/Function/Function`; the logical id where CDK gives none. */
  readonly resource: string;
  readonly message: string;
}

/** File name -> logical id -> path of the construct. */
export type Paths = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** What CDK writes beside a template: path of the construct -> entries, one of which holds the logical id. */
export type ConstructMetadata = Readonly<Record<string, readonly { readonly type: string; readonly data?: unknown }[]>>;

/** CDK ends the path of a resource inside a construct with a word of its own; the construct is what people know. */
export const pathsIn = (metadata: ConstructMetadata): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(metadata).flatMap(([path, entries]) =>
      entries.flatMap(({ type, data }) =>
        type === 'aws:cdk:logicalId'
          ? [[String(data), path.replace(/^\//, '').replace(/\/(Resource|Default)$/, '')]]
          : [],
      ),
    ),
  );

/** The JSON that `cfn-lint --format json` prints. */
export function fromCfnLint(output: string, paths: Paths): readonly Finding[] {
  const matches: readonly {
    Rule: { Id: string };
    Message: string;
    Filename: string;
    Location: { Path: readonly (string | number)[] | null };
  }[] = JSON.parse(output);
  return matches.map(({ Rule, Message, Filename, Location }) => {
    const [section, id] = Location.Path ?? [];
    const file = Filename.split('/').at(-1) ?? '';
    const logicalId = section === 'Resources' ? String(id) : `${file} ${section ?? ''}`;
    return {
      tool: 'cfn-lint',
      rule: Rule.Id,
      resource: paths.get(file)?.get(logicalId) ?? logicalId,
      message: Message,
    };
  });
}

/** The JSON that `checkov -o json` prints. */
export function fromCheckov(
  output: string,
  paths: Paths,
): { readonly passed: number; readonly findings: readonly Finding[] } {
  const { summary, results } = JSON.parse(output) as {
    summary: { passed: number; parsing_errors: number };
    results: {
      failed_checks: readonly { check_id: string; check_name: string; resource: string; file_path: string }[];
    };
  };
  if (summary.parsing_errors > 0) throw new Error(`checkov could not read ${summary.parsing_errors} templates`);
  return {
    passed: summary.passed,
    findings: results.failed_checks.map(({ check_id, check_name, resource, file_path }) => {
      const id = resource.split('.').at(-1) ?? resource;
      const file = file_path.split('/').at(-1) ?? '';
      return { tool: 'checkov', rule: check_id, resource: paths.get(file)?.get(id) ?? id, message: check_name };
    }),
  };
}
