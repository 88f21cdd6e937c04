import { readFileSync, statSync } from 'node:fs';
import { parse, YAMLParseError } from 'yaml';
import * as z from 'zod';
import type { Route } from '../../lambdas/safe-people/contract.ts';
import type { BodyOption } from './body-options.ts';
import { demandOf } from './demands.ts';
import { Stop } from './stop.ts';
import { unreadable } from './unreadable.ts';

z.config(z.locales.en());

type Given = Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>;
type Body = Readonly<Record<string, unknown>>;

const largestFile = 700_000;

/** An object from a file of JSON or YAML (of which JSON is a part). @throws Stop with the place of whatever is wrong. */
export function objectIn(file: string): Body {
  const no = (says: string) => new Stop('usage', `${file} ${says}`);
  let text: string;
  try {
    if (statSync(file).size > largestFile) throw no(`is larger than ${largestFile} bytes`);
    text = new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file));
  } catch (error) {
    if (error instanceof Stop) throw error;
    throw no(unreadable(error));
  }
  const read = structure(text, (says) => no(`cannot be read: ${says}`));
  if (typeof read !== 'object' || read === null || Array.isArray(read)) throw no('must hold one object of fields');
  return { ...read };
}

function structure(text: string, no: (says: string) => Stop): unknown {
  try {
    return parse(text);
  } catch (error) {
    if (error instanceof YAMLParseError) throw no(error.message.trimEnd());
    throw no(error instanceof Error ? error.message : 'unknown');
  }
}

const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text);
/** A day, where an instant is asked, is its first instant in UTC. */
const instantOf = (text: string): string => (isDay(text) ? `${text}T00:00:00.000Z` : text);

function fieldValue({ kind, name }: BodyOption, given: Given[string]): unknown {
  const text = String(given);
  if (kind === 'instant') return instantOf(text);
  if (kind === 'number') return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
  if (kind === 'structure') return structure(text, (says) => new Stop('usage', `--${name} is no YAML: ${says}`));
  return given;
}

/** Everything that is wrong with a body, each with its place, what is demanded and what was given. */
export function bodyProblems(
  asks: NonNullable<Route['asks']>,
  body: unknown,
  named: (field: string) => string,
): readonly string[] {
  const { success, error } = asks.safeParse(body, { reportInput: true });
  if (success) return [];
  const placed = error.issues
    .flatMap((issue) => leaves(issue))
    .flatMap((issue) => (issue.code === 'unrecognized_keys' ? strangers(issue) : [issue]))
    .map((issue) => {
      const [first, ...rest] = issue.path.map(String);
      return { issue, place: [first === undefined ? 'the body' : named(first), ...rest].join('.') };
    });
  // A check without words of its own adds nothing to one that has them.
  const said = placed.filter(
    ({ issue, place }) => issue.code !== 'custom' || issue.message !== 'Invalid input' || !tells(place),
  );
  return said.map(({ issue, place }) =>
    issue.input === undefined
      ? `${place}: must be given`
      : `${place}: ${demandOf(issue as z.core.$ZodIssue) ?? issue.message}${got(issue.input)}`,
  );
  function tells(at: string): boolean {
    return placed.some(({ issue, place }) => place === at && issue.code !== 'custom');
  }
}

/** Each stands at its own place, where the person wrote it. */
const strangers = ({ path, keys }: z.core.$ZodIssueUnrecognizedKeys): readonly z.core.$ZodIssue[] =>
  keys.map((key) => ({ code: 'custom', path: [...path, key], message: 'there is no such field', input: {} }));

/** Of alternatives that all failed, the one that came closest says more than that none fits. */
function leaves(issue: z.core.$ZodIssue): readonly z.core.$ZodIssue[] {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue];
  const [closest = []] = [...issue.errors].sort((a, b) => a.length - b.length);
  return closest.map((one) => ({ ...one, path: [...issue.path, ...one.path] }));
}

function got(input: unknown): string {
  if (typeof input === 'object') return '';
  const text = JSON.stringify(input);
  return `, got ${text.length > 60 ? `${text.slice(0, 57)}…"` : text}`;
}

/**
 * The body that a person asked for, by options and from a file. @throws Stop with every problem at once; then nothing was sent.
 * @param extra what the command adds by itself, such as its id.
 */
export function bodyOf(
  asks: NonNullable<Route['asks']>,
  options: readonly BodyOption[],
  given: Given,
  file: string | undefined,
  extra: Body = {},
): Body {
  const written = file === undefined ? {} : objectIn(file);
  const said = Object.fromEntries(
    options.flatMap((option) => {
      const value = given[option.name];
      return value === undefined ? [] : [[option.field, fieldValue(option, value)]];
    }),
  );
  const twice = Object.keys(said).filter((field) => Object.hasOwn(written, field));
  const filed = Object.fromEntries(
    Object.entries(written).map(([field, value]) => {
      const instant = options.some((one) => one.field === field && one.kind === 'instant');
      return [field, instant && typeof value === 'string' ? instantOf(value) : value];
    }),
  );
  const body = { ...extra, ...filed, ...said };
  const named = (field: string) =>
    Object.hasOwn(written, field)
      ? `${file}: ${field}`
      : `--${options.find((one) => one.field === field)?.name ?? field}`;
  const problems = [
    ...twice.map((field) => `${named(field)} is given by an option too; leave one out`),
    ...bodyProblems(asks, body, named),
  ];
  if (problems.length > 0)
    throw new Stop('usage', `nothing was sent:\n${problems.map((one) => `  ${one}`).join('\n')}`);
  return body;
}
