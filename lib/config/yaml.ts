import { type Document, isAlias, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import { tooDeep } from './nesting.ts';
import { keyText, mostAliases, oddities } from './oddities.ts';
import { type Path, quoted, shown, valueAt } from './problem.ts';

/** A flaw of the YAML itself. */
export interface Flaw {
  readonly line: number;
  readonly rule: string;
  readonly value: string;
  readonly remedy: string;
}

/** A file as YAML: its content, and where in the text every value stands. */
export interface Yaml {
  readonly content: unknown;
  readonly flaws: readonly Flaw[];
  /** Line of a key or list entry; where there is none, of what it is missing from. */
  lineOf(path: Path): number;
  /** The value as it was written: `0123` is shown as `0123`, though YAML reads 123. */
  shownAt(path: Path): string;
}

/** More lines than anybody reads at once; the rest comes with the next run. */
const mostFlaws = 50;

const remedies: Readonly<Record<string, string>> = {
  TAB_AS_INDENT: 'indent with spaces',
  MULTIPLE_DOCS: 'keep one deployment to a file and remove the line ---',
  BAD_ALIAS: 'quote a value that starts with *',
  BAD_INDENT: 'align it with its neighbours',
  MULTILINE_IMPLICIT_KEY: 'check indentation, quotes and colons here and on the line above',
};

const rules: Readonly<Record<string, string>> = {
  MULTIPLE_DOCS: 'must hold one YAML document',
};

export function parseYaml(text: string): Yaml {
  const deep = tooDeep(text);
  if (deep !== undefined) return unreadable(deep, 'must not be nested so deeply');
  const lines = new LineCounter();
  const lineAt = (offset: number) => Math.max(1, lines.linePos(offset).line);
  const rows = text.split('\n');
  const flaw = (offset: number, rule: string, remedy: string): Flaw => {
    const line = lineAt(offset);
    return { line, rule, value: quoted((rows[line - 1] ?? '').trim()), remedy };
  };
  // `schema: core` holds even under a `%YAML 1.1` line, which would turn 0123 into octal and dates into objects.
  // The parser's own search for repeated keys takes quadratic time; `oddities` does it in one pass.
  const options = {
    lineCounter: lines,
    schema: 'core',
    prettyErrors: false,
    logLevel: 'error',
    uniqueKeys: false,
  } as const;
  try {
    const document = parseDocument(text, options);
    const broken = [...document.errors.slice(0, 1000), ...document.warnings.slice(0, 1000)].map(
      ({ code, message, pos }) =>
        flaw(
          pos[0],
          rules[code] ?? `is not valid YAML: ${message.charAt(0).toLowerCase()}${message.slice(1)}`,
          remedies[code] ?? 'check indentation, quotes and colons',
        ),
    );
    const { aliases, repeats } = oddities(document);
    const wrongAliases = aliases.map(({ offset, rule, remedy }) => flaw(offset, rule, remedy));
    // A key that stands twice still leaves a content to judge, the later one; anything else leaves none to trust.
    const content = broken.length + aliases.length === 0 ? document.toJS({ maxAliasCount: mostAliases }) : undefined;
    const twice = repeats.map((offset) =>
      flaw(offset, 'must not have the same key twice in one map', 'keep one of the two'),
    );
    return {
      flaws: firstOfEachLine([...broken, ...wrongAliases, ...twice]),
      content,
      lineOf: (path) => lineAt(offsetOf(document, path)),
      shownAt: (path) => asWritten(document, path) ?? shown(valueAt(content, path)),
    };
  } catch (error) {
    // Expansion beyond the limit, and an anchor inside itself.
    if (!(error instanceof ReferenceError)) throw error;
    return unreadable(1, `must not expand to more than ${mostAliases} aliases`);
  }
}

const unreadable = (line: number, rule: string): Yaml => ({
  flaws: [{ line, rule, value: 'more', remedy: 'write it out plainly, as `tre init` does' }],
  content: undefined,
  lineOf: () => line,
  shownAt: () => 'nothing',
});

/** A mistake on one line often upsets the parser several times, and one early mistake every line after it. */
const firstOfEachLine = (flaws: readonly Flaw[]): Flaw[] =>
  [...new Map(flaws.toReversed().map((flaw) => [flaw.line, flaw])).values()]
    .sort((one, other) => one.line - other.line)
    .slice(0, mostFlaws);

interface Step {
  readonly offset: number;
  readonly value: unknown;
}

/** One step down; the offset is that of the key, for a block value starts on the line below. */
function step(document: Document, node: unknown, part: string | number): Step | undefined {
  const at = isAlias(node) ? node.resolve(document) : node;
  if (isSeq(at) && typeof part === 'number') {
    const item = at.items[part];
    return isNode(item) ? { offset: item.range?.[0] ?? 0, value: item } : undefined;
  }
  if (!isMap(at)) return undefined;
  const pair = at.items.findLast(({ key }) => keyText(key) === String(part));
  if (pair === undefined) return undefined;
  return { offset: isNode(pair.key) ? (pair.key.range?.[0] ?? 0) : 0, value: pair.value };
}

function offsetOf(document: Document, path: Path): number {
  let at: Step = { offset: document.contents?.range?.[0] ?? 0, value: document.contents };
  for (const part of path) {
    const next = step(document, at.value, part);
    if (next === undefined) break;
    at = next;
  }
  return at.offset;
}

/** A number or boolean in the very characters of the file. */
function asWritten(document: Document, path: Path): string | undefined {
  let node: unknown = document.contents;
  for (const part of path) node = step(document, node, part)?.value;
  const at = isAlias(node) ? node.resolve(document) : node;
  if (!isScalar(at) || typeof at.value === 'string' || at.value === null) return undefined;
  return quoted(at.source ?? String(at.value)).slice(1, -1);
}
