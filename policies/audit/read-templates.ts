import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import type { Json, JsonObject } from '../estate/estate.ts';
import type { Template } from '../estate/model.ts';
import { isRecord, record, text } from '../estate/values.ts';
import { largest, parseTemplate } from './template-text.ts';

/** A file that was not judged, and why. */
export interface Unjudged {
  readonly file: string;
  readonly why: string;
}

export interface ReadTemplates {
  readonly templates: readonly Template[];
  /** Meant as templates and not readable: what stands in them is unknown. */
  readonly unreadable: readonly Unjudged[];
  /** Looked at and no template. */
  readonly skipped: readonly Unjudged[];
}

/** Nothing to read was named. The message says what to name instead. */
export class NothingToAudit extends Error {
  override readonly name = 'NothingToAudit';
}

/** What CDK writes beside the templates of an assembly. */
const beside = /^(manifest|tree|validation-report|cdk)\.json$|\.(assets|metadata)\.json$/;

const templateLike = /\.(json|ya?ml|template|cfn)$/i;

/**
 * The templates of a folder, of cloud assemblies anywhere in it (stacks under their own names, in their environments, with the templates
 * of their nested stacks), or of one file. Folders named `node_modules` or `.git` are left out, links to folders are not followed.
 * @throws NothingToAudit when there is no such folder or file, or no template in it
 */
export function readTemplates(path: string): ReadTemplates {
  if (!existsSync(path)) throw new NothingToAudit(`${path} does not exist; name a folder of templates or a template`);
  const reader = new Reader(statSync(path).isDirectory() ? path : dirname(path));
  if (statSync(path).isDirectory()) reader.folder(path);
  else reader.file(path, {});
  const { templates, unreadable, skipped } = reader;
  if (templates.length === 0 && unreadable.length === 0) {
    const seen = skipped.length === 0 ? 'no JSON or YAML file' : `${skipped.length} files, none of them a template`;
    throw new NothingToAudit(
      `${path} holds no CloudFormation template (${seen}); synthesise first or name another folder`,
    );
  }
  return { templates: unambiguous(templates), unreadable, skipped };
}

type Known = Partial<Pick<Template, 'name' | 'account' | 'region'>>;

class Reader {
  readonly templates: Template[] = [];
  readonly unreadable: Unjudged[] = [];
  readonly skipped: Unjudged[] = [];
  readonly #root: string;
  readonly #done = new Set<string>();

  constructor(root: string) {
    this.#root = root;
  }

  folder(folder: string): void {
    const assembly = manifestOf(folder);
    if (assembly !== undefined) this.#assembly(folder, assembly);
    for (const entry of this.#entries(folder)) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        if (entry.name !== 'node_modules' && entry.name !== '.git') this.folder(path);
      } else if (entry.isSymbolicLink() && existsSync(path) && statSync(path).isDirectory()) {
        this.skipped.push({ file: this.#name(path), why: 'is a link to a folder' });
      } else if (assembly !== undefined && beside.test(entry.name)) {
        this.skipped.push({ file: this.#name(path), why: 'is what CDK writes beside templates' });
      } else if (templateLike.test(entry.name)) this.file(path, {});
    }
  }

  #entries(folder: string) {
    try {
      return readdirSync(folder, { withFileTypes: true }).sort((one, other) => (one.name < other.name ? -1 : 1));
    } catch (error) {
      this.unreadable.push({ file: this.#name(folder), why: codeOf(error) });
      return [];
    }
  }

  file(path: string, known: Known): void {
    if (this.#done.has(path)) return;
    this.#done.add(path);
    const file = this.#name(path);
    try {
      const stat = statSync(path);
      if (!stat.isFile()) return void this.skipped.push({ file, why: 'is no file' });
      if (stat.size > largest)
        return void this.unreadable.push({ file, why: `has ${stat.size} bytes; CloudFormation takes 1 MB` });
      const parsed = parseTemplate(readFileSync(path));
      if (parsed.is === 'template')
        this.templates.push({ name: nameOf(file), ...known, templateFile: file, template: parsed.template });
      else (parsed.is === 'unreadable' ? this.unreadable : this.skipped).push({ file, why: parsed.why });
    } catch (error) {
      this.unreadable.push({ file, why: codeOf(error) });
    }
  }

  /** Stacks of an assembly and, by the asset that CDK notes at each, their nested stacks. Nested assemblies are found as folders. */
  #assembly(folder: string, artifacts: JsonObject): void {
    for (const [id, artifact] of Object.entries(artifacts)) {
      if (!isRecord(artifact) || artifact.type !== 'aws:cloudformation:stack') continue;
      const properties = record(artifact.properties);
      const path = join(folder, String(properties.templateFile));
      const [, account, region] = /^aws:\/\/([^/]+)\/(.+)$/.exec(String(artifact.environment)) ?? [];
      const place = {
        ...(account === undefined || account === 'unknown-account' ? {} : { account }),
        ...(region === undefined || region === 'unknown-region' ? {} : { region }),
      };
      if (existsSync(path)) this.#stack(path, { name: text(properties.stackName) ?? id, ...place });
      else this.unreadable.push({ file: this.#name(path), why: 'is named by the manifest and missing' });
    }
  }

  #stack(path: string, known: Known): void {
    const before = this.templates.length;
    this.file(path, known);
    const { name: _, ...place } = known;
    for (const { template } of this.templates.slice(before)) {
      for (const body of Object.values(record(template.Resources))) {
        const asset = text(record(record(body).Metadata)['aws:asset:path']);
        const nested = asset === undefined ? undefined : join(dirname(path), basename(asset));
        if (record(body).Type === 'AWS::CloudFormation::Stack' && nested !== undefined && existsSync(nested))
          this.#stack(nested, place);
      }
    }
  }

  #name(path: string): string {
    return relative(this.#root, path).split(sep).join('/') || basename(path);
  }
}

const codeOf = (error: unknown): string => `cannot be read: ${error instanceof Error ? error.message : String(error)}`;

function manifestOf(folder: string): JsonObject | undefined {
  try {
    const manifest: Json = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
    const artifacts = record(manifest).artifacts;
    return isRecord(artifacts) ? artifacts : undefined;
  } catch {
    return undefined;
  }
}

/** A reference is written `${<stack>/<logical id>}`: a name holds neither its slash nor its braces. */
const nameOf = (file: string): string =>
  file.replace(/(\.(nested|template|cfn))*\.(json|ya?ml|template|cfn)$/i, '').replace(/[/{}]/g, '+') || file;

/** Two regions deploy stacks of one name, and a template may lie there as JSON and YAML: the file tells them apart. */
function unambiguous(templates: readonly Template[]): readonly Template[] {
  const count = new Map<string, number>();
  for (const { name } of templates) count.set(name, (count.get(name) ?? 0) + 1);
  return templates.map((template) =>
    count.get(template.name) === 1
      ? template
      : { ...template, name: `${template.name} (${template.templateFile.replace(/[/{}.]/g, '+')})` },
  );
}
