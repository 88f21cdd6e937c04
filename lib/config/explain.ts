import type * as z from 'zod';
import { branches, deploymentJsonSchema, type JsonSchema, schemasAt } from './json-schema.ts';
import { didYouMean, nearest } from './nearest.ts';
import { type Finding, type Path, valueAt } from './problem.ts';

/** Of one map; the rest comes with the next run. */
const mostKeys = 100;

/** One issue of zod in the words of somebody who writes the file; several when a map has several unknown keys. */
export function explain(content: unknown, issues: readonly z.core.$ZodIssue[]): Finding[] {
  const schema = deploymentJsonSchema();
  const findings = issues.flatMap((issue) => explainOne(content, schema, issue, []));
  const unknown = new Set(findings.flatMap(({ misspelt }) => (misspelt === undefined ? [] : [misspelt])));
  const seen = new Set<string>();
  return findings
    .filter(({ path, missing }) => {
      const place = JSON.stringify(path);
      // A misspelt key is one mistake, not also a missing field; and the first rule a value breaks is enough.
      if (seen.has(place) || (missing && unknown.has(place))) return false;
      seen.add(place);
      return true;
    })
    .map(({ path, rule, remedy }) => ({ path, rule, remedy }));
}

interface Explained extends Finding {
  readonly missing?: boolean;
  /** Path of the field that a misspelt key stands for. */
  readonly misspelt?: string;
}

function explainOne(content: unknown, schema: JsonSchema, issue: z.core.$ZodIssue, above: Path): Explained[] {
  const path = [...above, ...issue.path.map((part) => (typeof part === 'number' ? part : String(part)))];
  const value = valueAt(content, path);
  if (issue.code === 'unrecognized_keys') return unknownKeys(content, schema, path, issue.keys.slice(0, mostKeys));
  if (value === undefined) {
    const fields = schemasAt(schema, path);
    return [{ path, rule: 'is required', remedy: `add it${allowed(fields)}: ${meaning(fields)}`, missing: true }];
  }
  if (issue.code === 'invalid_value') return [oneOf(path, value, issue.values)];
  if (issue.code === 'invalid_union') return union(content, schema, issue, path, value);
  return [{ path, ...plain(issue, value) }];
}

const meaning = (fields: readonly JsonSchema[]): string => fields[0]?.description ?? 'a value';

const choices = (fields: readonly JsonSchema[]): readonly unknown[] =>
  fields.flatMap(branches).flatMap((branch) => branch.enum ?? ('const' in branch ? [branch.const] : []));

const allowed = (fields: readonly JsonSchema[]): string => {
  const values = choices(fields);
  return values.length > 0 ? ` (${values.join(', ')})` : '';
};

function unknownKeys(content: unknown, schema: JsonSchema, path: Path, keys: readonly string[]): Explained[] {
  const forms = schemasAt(schema, path).flatMap(branches);
  const known = [...new Set(forms.flatMap((form) => Object.keys(form.properties ?? {})))];
  return keys.map((key) => {
    const at = [...path, key];
    if (known.includes(key)) {
      return { path: at, rule: 'does not go with its neighbours', remedy: `write ${formsText(forms)}` };
    }
    // In `{ a: one, two }` the text after the comma is a key without a value.
    if (/\s/.test(key) && valueAt(content, at) === null) {
      return { path: at, rule: 'is not a known field', remedy: 'put text that holds a comma in quotes' };
    }
    const meant = nearest(key, known);
    return {
      path: at,
      rule: 'is not a known field',
      remedy: didYouMean(key, known, `remove it; known here: ${known.join(', ')}`),
      ...(meant === undefined ? {} : { misspelt: JSON.stringify([...path, meant]) }),
    };
  });
}

/** `kind: production; or kind: trial with reason, expires`. */
const formsText = (forms: readonly JsonSchema[]): string =>
  forms
    .map(({ properties = {}, required = [] }) =>
      required.map((name) => ('const' in (properties[name] ?? {}) ? `${name}: ${properties[name]?.const}` : name)),
    )
    .map((names) => names.join(', '))
    .join('; or ');

function oneOf(path: Path, value: unknown, values: readonly unknown[]): Explained {
  const names = values.map(String);
  const rule = names.length === 1 ? `must be ${names[0]}` : `must be one of ${names.join(', ')}`;
  const otherwise = names.length === 1 ? `write ${names[0]}` : 'choose one of them';
  return { path, rule, remedy: didYouMean(value, names, otherwise) };
}

/** Speaks about the branch whose fields the writer began to fill in; where that is open, about all of them. */
function union(
  content: unknown,
  schema: JsonSchema,
  issue: z.core.$ZodIssueInvalidUnion,
  path: Path,
  value: unknown,
): Explained[] {
  if (issue.discriminator !== undefined) return [oneOf(path, value, choices(schemasAt(schema, path)))];
  const forms = schemasAt(schema, path).flatMap(branches);
  if (forms.some(({ properties }) => properties === undefined)) {
    return [{ path, rule: issue.message, remedy: 'write one such value' }];
  }
  const written = typeof value === 'object' && value !== null ? Object.keys(value) : [];
  const fit = forms.map(({ properties = {} }) => written.filter((key) => Object.hasOwn(properties, key)).length);
  const best = Math.max(...fit);
  const chosen = fit.indexOf(best);
  if (written.length === 0 || fit.lastIndexOf(best) !== chosen) {
    return [{ path, rule: `must have the fields ${formsText(forms)}`, remedy: 'write exactly one of these forms' }];
  }
  return (issue.errors[chosen] ?? []).flatMap((inner) => explainOne(content, schema, inner, path));
}

const kinds: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map of fields',
};

function plain(issue: z.core.$ZodIssue, value: unknown): Omit<Finding, 'path'> {
  const own = issue.message.startsWith('must') ? issue.message : undefined;
  const units = (count: number | bigint): string => {
    const [one, many] = typeof value === 'string' ? ['character', 'characters'] : ['entry', 'entries'];
    return `${count} ${Number(count) === 1 ? one : many}`;
  };
  if (issue.code === 'invalid_type') {
    return { rule: own ?? `must be ${kinds[issue.expected] ?? issue.expected}`, remedy: retype(issue.expected, value) };
  }
  if (issue.code === 'too_small') {
    const more = issue.inclusive === false ? 'more than' : 'at least';
    return {
      rule:
        typeof value === 'number' ? `must be ${more} ${issue.minimum}` : `must have ${more} ${units(issue.minimum)}`,
      remedy: typeof value === 'number' ? 'write a larger number' : 'add to it',
    };
  }
  if (issue.code === 'too_big') {
    return typeof value === 'number'
      ? { rule: `must be at most ${issue.maximum}`, remedy: 'write a smaller number' }
      : { rule: `must have at most ${units(issue.maximum)}`, remedy: 'shorten it' };
  }
  return { rule: own ?? issue.message.toLowerCase(), remedy: 'correct it' };
}

/** YAML turns unquoted digits into a number, and 0123 loses its zero on the way. */
function retype(expected: string, value: unknown): string {
  if (value === null) return 'give it a value, or leave the line out where it is optional';
  if (expected !== 'string') return `write ${kinds[expected] ?? expected}`;
  if (typeof value === 'number' || typeof value === 'boolean')
    return 'put it in quotes, or YAML reads it as a number or true/false';
  return 'write text';
}
