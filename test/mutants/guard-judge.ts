import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Template } from '../../policies/estate/model.ts';
import { changed, type Judge, newFinding } from './judge.ts';

/** The part that we use of the engine behind CDK's CloudFormation validation, which aws-cdk-lib bundles. */
interface Validator {
  readonly CompositeEngine: new (config: {
    readonly guardRules: readonly { readonly name: string; readonly content: string }[];
  }) => {
    validateTemplate(
      template: unknown,
      config: Readonly<Record<string, unknown>>,
    ): {
      readonly diagnostics: readonly {
        readonly ruleId: string;
        readonly entity?: { readonly logicalId?: string };
      }[];
    };
    listRules(): readonly { readonly id: string; readonly origin: string }[];
  };
  readonly TemplateContent: new (content: string, name: string) => unknown;
}

function validator(): Validator {
  const bundled = require.resolve('@aws/cloudformation-validate', {
    paths: [require.resolve('aws-cdk-lib/package.json')],
  });
  return require(bundled) as Validator;
}

const typesIn = (text: string): readonly string[] => [...new Set(text.match(/AWS::\w+::\w+/g) ?? [])];

interface GuardFile {
  readonly name: string;
  readonly content: string;
  readonly types: readonly string[];
}

/** The AWS Control Tower rules in Guard language, as the CDK's Guard validator ships them; undefined where it is not installed. */
export function controlTowerRules(): readonly GuardFile[] | undefined {
  const folder = packageFolder();
  return folder === undefined
    ? undefined
    : readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.guard'))
        .sort()
        .map((file) => {
          const content = readFileSync(join(folder, file), 'utf8');
          return { name: basename(file, '.guard'), content, types: typesIn(content) };
        });
}

function packageFolder(): string | undefined {
  try {
    return join(require.resolve('@cdklabs/cdk-validator-cfnguard/package.json'), '..', 'rules', 'control-tower');
  } catch {
    return undefined;
  }
}

/**
 * The Guard rules, run by the bundled engine with its own rules off. A rule file can only speak of the types it names, so that a
 * template is cut to the types which the files of the changed types name: the same findings in a fraction of the time.
 */
export function guardJudge(files: readonly GuardFile[], types: ReadonlySet<string>): Judge {
  const { CompositeEngine, TemplateContent } = validator();
  const relevant = files.filter((file) => file.types.some((type) => types.has(type)));
  const engine = new CompositeEngine({ guardRules: relevant });
  const known = new Map<string, readonly string[]>();
  const findingsOf = (text: string): readonly string[] => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const { diagnostics } = engine.validateTemplate(new TemplateContent(text, 'template'), {
      disableBuiltinRules: true,
      detailLevel: 'STANDARD',
    });
    const found = diagnostics.flatMap(({ ruleId, entity }) =>
      entity?.logicalId === undefined ? [] : [`${ruleId} ${entity.logicalId}`],
    );
    known.set(text, found);
    return found;
  };
  return {
    name: 'Guard',
    verdict(mutated, base) {
      try {
        for (const { after, before } of changed(mutated, base)) {
          const touched = touchedTypes(after, before);
          const named = new Set(
            relevant.filter((file) => file.types.some((type) => touched.has(type))).flatMap((file) => file.types),
          );
          if (named.size === 0) continue;
          const found = newFinding(findingsOf(cut(before, named)), findingsOf(cut(after, named)));
          if (found !== undefined) return { by: found.split(' ')[0] };
        }
        return { by: undefined };
      } catch (error) {
        return { by: undefined, unread: error instanceof Error ? error.message.slice(0, 120) : String(error) };
      }
    },
  };
}

type Resources = Readonly<Record<string, { readonly Type?: string }>>;
const resourcesOf = ({ template }: Template): Resources => (template.Resources ?? {}) as unknown as Resources;

function touchedTypes(after: Template, before: Template): ReadonlySet<string> {
  const [now, then] = [resourcesOf(after), resourcesOf(before)];
  const ids = [...new Set([...Object.keys(now), ...Object.keys(then)])].filter(
    (id) => JSON.stringify(now[id]) !== JSON.stringify(then[id]),
  );
  return new Set(ids.flatMap((id) => [now[id]?.Type, then[id]?.Type]).filter((type) => type !== undefined));
}

/** The template without the types that no rule in question names, and without metadata, by which a resource can silence a rule. */
function cut(template: Template, types: ReadonlySet<string>): string {
  const kept = Object.entries(resourcesOf(template))
    .filter(([, { Type }]) => types.has(String(Type)))
    .map(([id, body]) => [id, { ...body, Metadata: undefined }]);
  return JSON.stringify({ Resources: Object.fromEntries(kept) });
}
