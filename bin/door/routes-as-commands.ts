import type { Route } from '../../lambdas/safe-people/contract.ts';
import { type BodyOption, bodyOptions, usageOf } from './body-options.ts';
import { Stop } from './stop.ts';

/** A table of routes as one command of `tre`: the words of a command line are the path behind the root. */
export interface Book {
  /** Command of `tre`, such as `people`. */
  readonly verb: string;
  /** First part of the paths whose further parts are words, such as `people`. */
  readonly root: string;
  /** What the parameter of the path is called in the usage, such as `person`. */
  readonly thing: string;
  readonly routes: readonly Route[];
}

export interface Chosen {
  readonly route: Route;
  readonly path: Readonly<Record<string, string>>;
  /** What is left of the command line. */
  readonly rest: readonly string[];
}

const partsOf = (path: string): readonly string[] => path.split('/').slice(1);
const isVariable = (part: string): boolean => part.startsWith('{');

/** Routes of other paths without a parameter are options instead of words: a word could be somebody's id. */
const flagOf = ({ root }: Book, { path }: Route): string | undefined => {
  const parts = partsOf(path);
  return parts[0] === root || parts.some(isVariable) ? undefined : `--${parts.join('-')}`;
};

/** @throws Stop that says what there is instead. */
export function choose(book: Book, args: readonly string[]): Chosen {
  const end = args.findIndex((one) => one.startsWith('-'));
  const words = end === -1 ? args : args.slice(0, end);
  const rest = args.slice(words.length);
  if (words.length === 0) {
    const flagged = book.routes.find((route) => flagOf(book, route) === rest[0]);
    if (flagged !== undefined) return { route: flagged, path: {}, rest: rest.slice(1) };
  }
  const wanted = [book.root, ...words];
  const shaped = book.routes.filter(({ path }) => {
    const parts = partsOf(path);
    return parts.length === wanted.length && parts.every((part, index) => isVariable(part) || part === wanted[index]);
  });
  for (const route of shaped) {
    const path = idsOf(route, wanted);
    if (path !== undefined) return { route, path, rest };
  }
  const [close] = shaped;
  if (close !== undefined) {
    const patterns = Object.entries(close.parameters).map(
      ([name, { pattern }]) => `a ${name}'s id must match ${pattern}`,
    );
    throw new Stop('usage', `${patterns.join('; ')}, got ${JSON.stringify(words[0])}`);
  }
  const known = commandsOf(book).map(({ command }) => command);
  throw new Stop(
    'usage',
    `there is no command ${JSON.stringify(words.slice(1).join(' '))} of a ${book.thing}; there are: ${known.join(', ')}`,
  );
}

function idsOf({ path, parameters }: Route, wanted: readonly string[]): Readonly<Record<string, string>> | undefined {
  const found: Record<string, string> = {};
  for (const [index, part] of partsOf(path).entries()) {
    if (!isVariable(part)) continue;
    const name = part.slice(1, -1);
    const value = wanted[index] ?? '';
    if (!new RegExp(`^(?:${parameters[name]?.pattern})$`).test(value)) return undefined;
    found[name] = value;
  }
  return found;
}

interface Line {
  readonly command: string;
  readonly usage: string;
  readonly summary: string;
  readonly who: string | undefined;
}

const optionsUsage = (options: readonly BodyOption[]): string =>
  options
    .filter(({ name }) => name !== 'command-id')
    .map((option) => ` ${usageOf(option)}`)
    .join('');

const lineOf = (book: Book, route: Route): Line => {
  const words = partsOf(route.path).slice(1);
  const command = words.filter((part) => !isVariable(part)).join(' ');
  const flag = flagOf(book, route);
  const said = flag === undefined ? words.map((part) => (isVariable(part) ? `<${book.thing}>` : part)) : [flag];
  return {
    command,
    usage: `${said.join(' ')}${optionsUsage(bodyOptions(route.asks))}`,
    summary: route.summary,
    who: route.who,
  };
};

const commandsOf = (book: Book): readonly Line[] =>
  book.routes
    .filter((route) => flagOf(book, route) === undefined)
    .map((route) => lineOf(book, route))
    .filter(({ command }) => command !== '');

/** Every command with its fields, from the table. */
export const usageLines = (book: Book): string =>
  book.routes
    .map((route) => lineOf(book, route))
    .map(({ usage, summary, who }) => {
      const by = who === undefined ? '' : ` (${who})`;
      return `  tre ${book.verb}${usage === '' ? '' : ` ${usage}`}\n      ${summary}${by}`;
    })
    .join('\n');
