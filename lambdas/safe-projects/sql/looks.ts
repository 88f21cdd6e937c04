import { strays, unquoted } from './names.ts';
import { refusedAt, type SqlRefusal, start } from './place.ts';
import type { Token } from './tokens.ts';

/**
 * `SHOW` and `DESCRIBE`, which Athena reads by another grammar than questions (Hive's), where a backslash is an escape: so only these few
 * shapes are let through, token by token, without comments. A name is one part, or two of which the first is the own database.
 * https://docs.aws.amazon.com/athena/latest/ug/ddl-reference.html
 */
const shapes: readonly string[] = [
  'show tables',
  'show tables TEXT',
  'show tables in DATABASE',
  'show tables in DATABASE TEXT',
  'show columns in TABLE',
  'show columns in TABLE in DATABASE',
  'show create table TABLE',
  'show partitions TABLE',
  'describe TABLE',
  'describe formatted TABLE',
  'describe extended TABLE',
];

const words: Readonly<Record<string, string>> = { from: 'in', desc: 'describe' };

export const remedies =
  'write SHOW TABLES, SHOW COLUMNS IN <table>, SHOW CREATE TABLE <table>, SHOW PARTITIONS <table> or DESCRIBE <table>';

export function looks(tokens: readonly Token[], comments: number, database: string): readonly SqlRefusal[] {
  const place = tokens[0] ?? start;
  if (tokens.some(({ kind, text }) => kind === 'string' && text.includes('\\'))) {
    return [refusedAt('characters', place, 'a backslash stands in the pattern; leave it out')];
  }
  if (comments > 0) return [refusedAt('comments', place, 'SHOW and DESCRIBE take no comments here; leave them out')];
  const matched = shapes.flatMap((shape) => match(shape.split(' '), tokens, database));
  const [exact] = matched.filter((one) => one.refusals.length === 0);
  if (exact !== undefined) return [];
  return matched[0]?.refusals ?? [refusedAt('statement', place, `nothing that can be looked at; ${remedies}`)];
}

/** Nothing where the tokens are not of the shape; else what is wrong with the names in it. */
function match(shape: readonly string[], tokens: readonly Token[], database: string) {
  const refusals: SqlRefusal[] = [];
  let at = 0;
  for (const part of shape) {
    const token = tokens[at];
    if (token === undefined) return [];
    at += 1;
    if (part === 'TEXT') {
      if (token.kind !== 'string') return [];
    } else if (part === 'DATABASE' || part === 'TABLE') {
      const parts = [token];
      while (tokens[at]?.text === '.') {
        const next = tokens[at + 1];
        if (next === undefined) return [];
        parts.push(next);
        at += 2;
      }
      if (parts.some(({ kind }) => kind !== 'word' && kind !== 'quoted' && kind !== 'backquoted')) return [];
      const names = parts.map(({ text }) => unquoted(text));
      const name = { line: token.line, column: token.column, parts: part === 'DATABASE' ? [...names, '*'] : names };
      const refusal = names.some((one) => one.includes('.'))
        ? refusedAt('database', token, 'a dot inside quotes; quote each part of a name by itself')
        : strays(name, database);
      if (refusal !== undefined) refusals.push(refusal);
    } else if (token.kind !== 'word' || (words[token.text.toLowerCase()] ?? token.text.toLowerCase()) !== part) {
      return [];
    }
  }
  return at === tokens.length ? [{ refusals }] : [];
}
